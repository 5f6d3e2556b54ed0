import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Inspections of one's region. Sealed spot checks come with their draw, which has a policy of its own. */
export const visibleTo = (viewer: Viewer): Prisma.InspectionWhereInput => withinRegionOf(viewer);
