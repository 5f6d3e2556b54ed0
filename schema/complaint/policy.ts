import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { within, withinRegionOf } from "../region/policy.ts";

/** Complaints of one's region; a department sees those that were transferred to it. */
export function visibleTo(viewer: Viewer): Prisma.ComplaintWhereInput {
  return viewer.role === "department"
    ? { transferredTo: viewer.department, ...within(viewer.region) }
    : withinRegionOf(viewer);
}
