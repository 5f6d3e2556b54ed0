import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion } from "../region/policy.ts";

/** The province writes it; a city is told of it once it is approved, as it was sent; nobody else is. */
export function visibleTo(viewer: Viewer): Prisma.ProvincialBriefWhereInput {
  if (viewer.role === "hub") return {};
  if (!seesRegion(viewer) || viewer.region.length > 4) return nothing;
  return writes(viewer) ? {} : { state: "approved" };
}

/** Whose brief it is: who sees drafts, versions and deliveries. */
export const writes = ({ role, region }: Viewer): boolean => role === "hub" || region.length === 2;
