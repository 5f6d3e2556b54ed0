import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** What is said about places of one's region, whoever handles it. */
export const visibleTo = (viewer: Viewer): Prisma.OpinionIncidentWhereInput => withinRegionOf(viewer);
