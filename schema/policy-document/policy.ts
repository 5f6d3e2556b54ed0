import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion, within, withinRegionOf } from "../region/policy.ts";

/** What a body of one's own region or below has sent down, and what was sent to one's region or below. */
export function visibleTo(viewer: Viewer): Prisma.PolicyDocumentWhereInput {
  if (!seesRegion(viewer)) return nothing;
  if (viewer.role === "hub") return {};
  return {
    OR: [{ bodyCode: { startsWith: viewer.region } }, { receipts: { some: within(viewer.region) } }],
  };
}

/** Receipts of one's own region and below: nobody learns who else was told, or has not read it. */
export const receiptsVisibleTo = (viewer: Viewer): Prisma.PolicyReceiptWhereInput => withinRegionOf(viewer);

/** A region confirms for itself. */
export const isOwn = (viewer: Viewer, { regionCode }: { regionCode: string }) => viewer.region === regionCode;
