import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { withinRegionOf } from "../region/policy.ts";

/** Complexes of one's region, those that were merged among them. */
export const visibleTo = (viewer: Viewer): Prisma.ComplexWhereInput => withinRegionOf(viewer);

/** Lines of the ledger: what was merged into another is history. */
export const inLedger = { mergedIntoId: null } satisfies Prisma.ComplexWhereInput;

/** Whoever names a complex that was merged means the one that was kept. */
export const meant = (id: string): Prisma.ComplexWhereInput => ({
  ...inLedger,
  OR: [{ id }, { merged: { some: { id } } }],
});
