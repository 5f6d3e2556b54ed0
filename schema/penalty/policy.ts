import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";

/** Cases of one's region: one that reaches beyond a county is the city's. */
export const visibleTo = (viewer: Viewer): Prisma.PenaltyCaseWhereInput => withinRegionOf(viewer);

/** A case that something else leads to. */
export const visiblePenaltyCase = visibleRow("PenaltyCase", visibleTo);
