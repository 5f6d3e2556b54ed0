import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, within, withinRegionOf } from "../region/policy.ts";
import { visibleRows } from "../visible-rows.ts";

/** Whoever sees a case sees its papers; a department sees those that were sent to it, and no others. */
export function visibleTo(viewer: Viewer): Prisma.PaperWhereInput {
  const department = viewer.role === "discipline" ? "disciplineInspection" : viewer.department;
  if (viewer.role !== "department" && viewer.role !== "discipline") return withinRegionOf(viewer);
  return department ? { department, ...within(viewer.region) } : nothing;
}

/** The papers of a case, the first one first. */
export const papersOn = visibleRows("Paper", "subjectId", visibleTo, { issuedAt: "asc" });
