import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";

/** Rectifications of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.RectificationWhereInput => withinRegionOf(viewer);

/** An order that something else leads to. */
export const visibleRectification = visibleRow("Rectification", visibleTo);

/** Debts left by rectifications of one's region. */
export const followUpVisibleTo = (viewer: Viewer): Prisma.FollowUpWhereInput => withinRegionOf(viewer);
