import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, withinRegionOf } from "../region/policy.ts";

/** Those who answer for personal data of their region. A key is none of them: nobody knows who reads in a city's system. */
const answerable: readonly Viewer["role"][] = ["hub", "leader", "office", "city", "county"];

export const oversees = ({ role }: Viewer) => answerable.includes(role);

export const proofsVisibleTo = (viewer: Viewer): Prisma.ErasureProofWhereInput =>
  oversees(viewer) ? withinRegionOf(viewer) : nothing;

/**
 * A run through the whole hub counts all cities and is the province's to see, and the administrator's, who must know
 * that it works; what was asked for is its region's as well.
 */
export const runsVisibleTo = (viewer: Viewer): Prisma.ErasureRunWhereInput =>
  viewer.role === "administrator" ? { ground: "retention" } : oversees(viewer) ? withinRegionOf(viewer) : nothing;
