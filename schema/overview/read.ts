import type { Pool } from "pg";
import type { Temporal } from "temporal-polyfill";
import { dateOf, weekOf } from "../calendar/rules.ts";

/** How a counter stands now, and what it gained in each of the last weeks (Monday to Sunday), the oldest first. */
export interface Counter {
  now: number;
  weeks: readonly number[];
}

export const weeksShown = 8;

/** Mondays of the weeks that are shown; the last is the running one. */
export function mondaysUntil(now: Date): readonly Temporal.PlainDate[] {
  const { startsOn } = weekOf(dateOf(now));
  return Array.from({ length: weeksShown }, (_, index) => startsOn.subtract({ weeks: weeksShown - 1 - index }));
}

const none: Counter = { now: 0, weeks: Array<number>(weeksShown).fill(0) };

/** From the projections of the log alone, in one statement: as fast with a million complaints as with none. */
export async function readCounters(
  pool: Pool,
  region: string,
  figures: readonly string[],
  now: Date,
): Promise<(figure: string) => Counter> {
  const { rows } = await pool.query<{ figure: string } & Counter>({
    name: "overview-counters",
    text: `
      select total."figure", total."value"::float8 as "now",
        array(
          select coalesce(sum(day."value"), 0)::float8
          from generate_series(0, $4::int - 1) as week
          left join "FigureDay" day on day."regionCode" = total."regionCode" and day."figure" = total."figure"
            and day."day" >= $3::date + week * 7 and day."day" < $3::date + week * 7 + 7
          group by week order by week) as "weeks"
      from "FigureTotal" total where total."regionCode" = $1 and total."figure" = any($2::text[])`,
    values: [region, figures, String(mondaysUntil(now)[0]), weeksShown],
  });
  const counters = new Map(rows.map(({ figure, ...counter }) => [figure, counter]));
  return (figure) => counters.get(figure) ?? none;
}

/** How a counter stood at the end of each week, the last being now. */
export function trendOf({ now, weeks }: Counter): number[] {
  const trend: number[] = [];
  let value = now;
  for (const gained of [...weeks].reverse()) {
    trend.unshift(value);
    value -= gained;
  }
  return trend;
}

/** Counters of several regions as they stand now, in one statement. */
export async function readTotals(
  pool: Pool,
  regions: readonly string[],
  figures: readonly string[],
): Promise<(region: string, figure: string) => number> {
  const { rows } = await pool.query<{ regionCode: string; figure: string; value: number }>({
    name: "overview-totals",
    text: `
      select "regionCode", "figure", "value"::float8 as "value" from "FigureTotal"
      where "regionCode" = any($1::text[]) and "figure" = any($2::text[])`,
    values: [regions, figures],
  });
  const values = new Map(rows.map(({ regionCode, figure, value }) => [`${regionCode} ${figure}`, value]));
  return (region, figure) => values.get(`${region} ${figure}`) ?? 0;
}
