import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { within, withinRegionOf } from "../region/policy.ts";

/** Exits of one's region; market regulation sees those that were reported to it: where the handover was refused. */
export const visibleTo = (viewer: Viewer): Prisma.ExitWhereInput =>
  viewer.role === "department" && viewer.department === "marketRegulation"
    ? { ...within(viewer.region), refusedAt: { not: null } }
    : withinRegionOf(viewer);
