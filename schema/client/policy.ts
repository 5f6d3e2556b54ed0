import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { may } from "../permissions.ts";
import { nothing } from "../region/policy.ts";

/** API clients are seen by those who manage them. */
export const visibleTo = (viewer: Viewer): Prisma.ApiClientWhereInput =>
  may(viewer, "apiClient.manage") ? { regionCode: { startsWith: viewer.region } } : nothing;
