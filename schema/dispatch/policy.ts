import type { Prisma } from "../../prisma/generated/client.ts";
import { reads } from "../account/reader.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion, within } from "../region/policy.ts";
import type { CommandType } from "./rules.ts";

/**
 * Reports of one's region: a county its own with the reason of its return, a city its own and its counties', the
 * province all. A sub-district reports nothing and sees no report. A wall shows who has reported.
 */
export function visibleTo(viewer: Viewer): Prisma.DispatchReportWhereInput {
  if (viewer.role === "hub") return {};
  if (viewer.region.length > 6 || !(seesRegion(viewer) || viewer.role === "display")) return nothing;
  return within(viewer.region);
}

/** Weeks and due times are told to everybody who may read at all. */
export const weekVisibleTo = (viewer: Viewer): Prisma.DispatchWeekWhereInput => (reads(viewer) ? {} : nothing);

/** What people write in a report is not for a wall. */
export const readsNarrative = (viewer: Viewer) => viewer.role !== "display";

/** A region submits its own report; the body next above returns or accepts it. */
export function isFor(viewer: Viewer, command: CommandType, report: { regionCode: string }): boolean {
  if (viewer.role === "hub") return true;
  const body = command === "submit" ? report.regionCode : report.regionCode.slice(0, -2);
  return viewer.region === body;
}
