import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** The ledger of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.ComplexWhereInput => withinRegionOf(viewer);
