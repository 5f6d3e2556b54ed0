import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion } from "../region/policy.ts";

/** Those who published it, those above, and those next below, to whom it was published. */
export function bulletinVisibleTo(viewer: Viewer): Prisma.BulletinWhereInput {
  const { role, region } = viewer;
  if (role === "hub") return {};
  if (!seesRegion(viewer) || region.length > 6) return nothing;
  return { OR: [{ bodyCode: { startsWith: region } }, { bodyCode: region.slice(0, -2) }] };
}
