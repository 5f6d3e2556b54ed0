import type { Prisma } from "../../prisma/generated/client.ts";
import { may } from "../permissions.ts";
import { nothing } from "../region/policy.ts";
import type { Viewer } from "./viewer.ts";

/** Accounts are the administrator's; what colleagues see of each other is `Person`. */
export const visibleTo = (viewer: Viewer): Prisma.UserWhereInput =>
  may(viewer, "account.manage") ? { regionCode: { startsWith: viewer.region } } : nothing;
