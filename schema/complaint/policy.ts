import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Complaints of one's region. A department is sent a transfer, which says what it may know of the complaint. */
export const visibleTo = (viewer: Viewer): Prisma.ComplaintWhereInput => withinRegionOf(viewer);
