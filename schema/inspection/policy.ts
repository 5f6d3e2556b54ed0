import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Inspections of one's region. A spot check that was drawn is none before it was carried out: its draw has a policy of its own. */
export const visibleTo = (viewer: Viewer): Prisma.InspectionWhereInput => withinRegionOf(viewer);
