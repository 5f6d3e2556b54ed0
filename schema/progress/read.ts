import type { DispatchWeek, ProgressIndex } from "../../prisma/generated/client.ts";
import type { HubContext } from "../context.ts";
import { isUuid } from "../node.ts";
import { regionAsked } from "../overview/policy.ts";
import { visibleTo } from "./policy.ts";

/** A region's index of a week, and how it came there. */
export interface Shown {
  kept: ProgressIndex;
  /** Of the weeks up to this one, the oldest first. */
  trend: readonly { week: DispatchWeek; score: number | null }[];
}

export interface Ranking {
  within: string;
  /** The week that is shown; null where none has been kept yet. */
  week: DispatchWeek | null;
  /** Whose index was kept, the oldest first. */
  weeks: readonly DispatchWeek[];
  rows: readonly Shown[];
}

const trendWeeks = 8;

/**
 * The regions next below one, the first in rank first; of a county itself. Two statements, however many they are.
 *
 * @param weekId of the week that is shown; the latest by default
 * @throws {Refusal} `not-found` for a region that is not the viewer's
 */
export async function readRanking(context: HubContext, code?: string | null, weekId?: string | null): Promise<Ranking> {
  const { db, viewer, campaign, regions } = context;
  const within = regionAsked(context, code);
  const weeks = await db.dispatchWeek.findMany({
    where: { campaignCode: campaign, indexes: { some: {} } },
    orderBy: { number: "asc" },
  });
  const week = (weekId ? weeks.find(({ id }) => id === weekId && isUuid(weekId)) : weeks.at(-1)) ?? null;
  if (!week) return { within, week, weeks, rows: [] };
  const codes = within.length < 6 ? regions.children(within).map((region) => region.code) : [within];
  const upTo = weeks.filter(({ number }) => number <= week.number).slice(-trendWeeks);
  const kept = await db.progressIndex.findMany({
    where: { AND: [visibleTo(viewer), { weekId: { in: upTo.map(({ id }) => id) }, regionCode: { in: codes } }] },
  });
  const byKey = new Map(kept.map((row) => [`${row.weekId} ${row.regionCode}`, row]));
  const rows = codes.flatMap((region) => {
    const current = byKey.get(`${week.id} ${region}`);
    const trend = upTo.flatMap((one) => {
      const then = byKey.get(`${one.id} ${region}`);
      return then ? [{ week: one, score: then.score }] : [];
    });
    return current ? [{ kept: current, trend }] : [];
  });
  const place = ({ kept: { rank } }: Shown) => rank ?? Number.POSITIVE_INFINITY;
  return { within, week, weeks, rows: rows.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))) };
}
