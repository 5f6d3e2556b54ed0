import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { seesRegion, within, withinRegionOf } from "../region/policy.ts";

/** Development and reform confirms the charge: of the departments it alone has to do with grades. */
const confirms = ({ role, department }: Viewer) => role === "department" && department === "developmentReform";

/** Reviews of one's region. */
export const visibleTo = (viewer: Viewer): Prisma.GradeReviewWhereInput =>
  confirms(viewer) ? within(viewer.region) : withinRegionOf(viewer);

/** A city's catalogue holds for the city and all below it, and is known there and above. */
export function catalogueVisibleTo(viewer: Viewer): Prisma.ServiceGradeWhereInput {
  if (!confirms(viewer) && !seesRegion(viewer)) return { cityCode: { in: [] } };
  return viewer.region.length >= 4 ? { cityCode: viewer.region.slice(0, 4) } : {};
}

/** Who hears of a review beside those of its region. */
export const audienceOf = ({ cityCode }: { cityCode: string }) => ({
  audienceDepartments: [`developmentReform:${cityCode}`, `developmentReform:${cityCode.slice(0, 2)}`],
});
