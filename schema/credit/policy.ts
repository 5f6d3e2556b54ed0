import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { within, withinCityOrCountyOf } from "../region/policy.ts";

/** Credit events of one's region; the credit department sees all of its region, another one those it is to act on. */
export function visibleTo(viewer: Viewer): Prisma.CreditEventWhereInput {
  const { role, department, region } = viewer;
  if (role !== "department" || !department) return withinCityOrCountyOf(viewer);
  if (department === "credit") return within(region);
  return { ...within(region), punishments: { some: { departments: { some: { department } } } } };
}
