import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { reads } from "../account/reader.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { Refusal, requireWithin } from "../refusal.ts";
import { covers } from "../region/policy.ts";
import { visibleTo, weekVisibleTo } from "./policy.ts";
import type { State } from "./rules.ts";
import { type Standing, standingOf } from "./standing.ts";

export interface Cell {
  id: string;
  state: State;
  standing: Standing;
  dueAt: Date;
  submittedAt: Date | null;
}

export interface MatrixRow {
  region: string;
  /** In the order of the weeks; null where nothing was owed. */
  cells: readonly (Cell | null)[];
}

export interface Matrix {
  weeks: readonly DispatchWeek[];
  rows: readonly MatrixRow[];
}

const mostWeeks = 60;

/**
 * Two statements, however many regions and weeks.
 *
 * @param code of the region whose children are shown; a county shows itself
 * @throws {Refusal} `not-found` for a region that is not the viewer's, `invalid/out-of-range`
 */
export async function readMatrix(context: HubContext, count: number, code?: string | null): Promise<Matrix> {
  const { db, viewer, campaign, regions, clock } = context;
  requireWithin(["weeks"], count, { min: 1, max: mostWeeks });
  const region = code ?? viewer.region;
  if (!reads(viewer) || !covers(viewer.region, region) || !regions.get(region) || region.length > 6)
    throw new Refusal("not-found");
  const shown = region.length === 6 ? [region] : regions.children(region).map((child) => child.code);
  const weeks = await db.dispatchWeek.findMany({
    where: {
      AND: [weekVisibleTo(viewer), { campaignCode: campaign, startsOn: { lte: columnOf(dateOf(clock.now())) } }],
    },
    orderBy: { number: "desc" },
    take: count,
  });
  weeks.reverse();
  const reports = await db.dispatchReport.findMany({
    where: { AND: [visibleTo(viewer), { weekId: { in: weeks.map(({ id }) => id) }, regionCode: { in: shown } }] },
    select: { id: true, weekId: true, regionCode: true, state: true, dueAt: true, submittedAt: true, lateAt: true },
  });
  const cells = new Map(
    reports.map(({ weekId, regionCode, lateAt, ...report }) => [
      `${weekId} ${regionCode}`,
      { ...report, standing: standingOf({ ...report, lateAt }) },
    ]),
  );
  return {
    weeks,
    rows: shown.map((row) => ({ region: row, cells: weeks.map(({ id }) => cells.get(`${id} ${row}`) ?? null) })),
  };
}
