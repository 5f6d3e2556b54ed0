import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** The contracts of the complexes of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.ServiceContractWhereInput => withinRegionOf(viewer);
