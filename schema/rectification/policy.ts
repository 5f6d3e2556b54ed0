import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Rectifications of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.RectificationWhereInput => withinRegionOf(viewer);

/** Debts left by rectifications of one's region. */
export const followUpVisibleTo = (viewer: Viewer): Prisma.FollowUpWhereInput => withinRegionOf(viewer);
