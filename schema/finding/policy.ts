import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Findings of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.FindingWhereInput => withinRegionOf(viewer);
