import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion } from "../region/policy.ts";

/** A region sees the companies that work in it (domain 4). */
export function visibleTo(viewer: Viewer): Prisma.CompanyWhereInput {
  if (!seesRegion(viewer)) return nothing;
  switch (viewer.region.length) {
    case 0:
    case 2:
      return {};
    case 4:
      return { presences: { some: { cityCode: viewer.region } } };
    default:
      return { presences: { some: { regionCode: viewer.region.slice(0, 6) } } };
  }
}
