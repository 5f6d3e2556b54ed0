import type { Prisma } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../account/viewer.ts";
import { within, withinCityOrCountyOf } from "../region/policy.ts";

/** Punishments of one's region; a department sees those that are addressed to it. */
export function visibleTo(viewer: Viewer): Prisma.JointPunishmentWhereInput {
  const { role, department, region } = viewer;
  return role === "department" && department
    ? { ...within(region), departments: { some: { department } } }
    : withinCityOrCountyOf(viewer);
}

/** The department in whose name somebody confirms and reports: a city's housing bureau is the housing department. */
export const actingDepartment = ({ role, department }: Viewer): Department | null =>
  department ?? (role === "city" ? "housing" : null);
