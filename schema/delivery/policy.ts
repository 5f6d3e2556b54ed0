import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, within, withinCityOrCountyOf } from "../region/policy.ts";

/** Deliveries of one's region; a department that is told something of its region sees what it is told. */
export function visibleTo(viewer: Viewer): Prisma.DeliveryWhereInput {
  const { role, department, region } = viewer;
  if (role !== "department") return withinCityOrCountyOf(viewer);
  if (department === "credit") return { ...within(region), receiver: "creditPlatform" };
  if (department === "marketRegulation") return { ...within(region), receiver: "marketRegulation" };
  return nothing;
}
