import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinCityOrCountyOf } from "../region/policy.ts";

/** What bodies of one's region and below have published. */
export const visibleTo = (viewer: Viewer): Prisma.PublicityItemWhereInput => withinCityOrCountyOf(viewer);
