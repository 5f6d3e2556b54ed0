import type { Tx } from "../../prisma/client.ts";

/** Which report: its week and its region. */
export interface ReportKey {
  weekId: string;
  regionCode: string;
}

/** What the log counts for one line: a county, or what of a city (or the province) lies in no county. */
export interface Line {
  /** Between the cut-off before and this one, by figure. */
  week: Record<string, number>;
  /** Up to the cut-off, by figure. */
  toDate: Record<string, number>;
}

/** Before the cut-off: all there is by now. Larger than any position. */
const unbounded = 9_223_372_036_854_775_807n;

/**
 * The log as of the cut-offs, for reports of any weeks and regions: one statement, whatever their number. It reads what
 * events have counted, never the rows as they are now: asked again in ten years, it says the same.
 *
 * @returns lines by `lineKey`; a city brings its counties' lines
 */
export async function readLines(tx: Pick<Tx, "$queryRaw">, keys: readonly ReportKey[]): Promise<Map<string, Line>> {
  if (keys.length === 0) return new Map();
  // A city brings its counties: asked for beside it they would count twice.
  const cities = new Set(keys.map(({ weekId, regionCode }) => lineKey(weekId, regionCode)));
  const asked = keys
    .filter(({ weekId, regionCode: code }) => code.length === 4 || !cities.has(lineKey(weekId, code.slice(0, 4))))
    .map(({ weekId, regionCode }) => ({ weekId, code: regionCode }));
  const rows = await tx.$queryRaw<Row[]>`
    with asked as (
      select distinct "weekId", "code" from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as (
        "weekId" uuid, "code" text)),
    period as (
      select week."id", coalesce(week."cutOffPosition", ${unbounded}) as "upTo",
        case when before."id" is null then 0 else coalesce(before."cutOffPosition", ${unbounded}) end as "after"
      from "DispatchWeek" week
      left join "DispatchWeek" before on before."campaignCode" = week."campaignCode" and before."number" = week."number" - 1
      where week."id" in (select "weekId" from asked)),
    counted as (
      select asked."weekId", event."id", event."figures", event."countyCode" as "line"
      from asked join "ActivityEvent" event on event."countyCode" = asked."code"
      where length(asked."code") = 6
      union all
      select asked."weekId", event."id", event."figures", coalesce(event."countyCode", event."cityCode")
      from asked join "ActivityEvent" event on event."cityCode" = asked."code"
      where length(asked."code") = 4)
    select counted."weekId", counted."line", figure.key as "figure",
      coalesce(sum(figure.value::bigint) filter (where counted."id" > period."after"), 0)::float8 as "week",
      sum(figure.value::bigint)::float8 as "toDate"
    from counted join period on period."id" = counted."weekId" and counted."id" <= period."upTo"
    cross join lateral jsonb_each_text(counted."figures") as figure
    group by 1, 2, 3`;
  const lines = new Map<string, Line>();
  for (const { weekId, line, figure, week, toDate } of rows) {
    const key = lineKey(weekId, line);
    const held = lines.get(key) ?? { week: {}, toDate: {} };
    held.week[figure] = week;
    held.toDate[figure] = toDate;
    lines.set(key, held);
  }
  return lines;
}

export const lineKey = (weekId: string, line: string) => `${weekId} ${line}`;

interface Row {
  weekId: string;
  line: string;
  figure: string;
  week: number;
  toDate: number;
}
