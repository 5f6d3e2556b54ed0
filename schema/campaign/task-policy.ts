import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion, within } from "../region/policy.ts";

/** What one's region and those below it owe; a sub-district owes nothing. A wall shows it as well. */
export function taskVisibleTo(viewer: Viewer): Prisma.PhaseTaskReturnWhereInput {
  if (viewer.role === "hub") return {};
  if (viewer.region.length > 6 || !(seesRegion(viewer) || viewer.role === "display")) return nothing;
  return within(viewer.region);
}

/** A region says itself that it has done its task. */
export const isOwn = (viewer: Viewer, { regionCode }: { regionCode: string }) =>
  viewer.role === "hub" || viewer.region === regionCode;
