import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { covers, withinCityOrCountyOf } from "../region/policy.ts";

/** The index of one's region and of those below it; what stands beside it is told in bulletins. */
export const visibleTo = (viewer: Viewer): Prisma.ProgressIndexWhereInput => withinCityOrCountyOf(viewer);

/** Rank and slowness tell of the others: for the body above, which sees them all. */
export const seesRank = ({ role, region }: Viewer, code: string) =>
  role === "hub" || (region !== code && covers(region, code));
