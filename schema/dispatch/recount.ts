import type { Tx } from "../../prisma/client.ts";
import { askedOf, type Line, lineKey, type ReportKey } from "./ledger.ts";

/** Before the cut-off: all there is by now. Larger than any position. */
const unbounded = 9_223_372_036_854_775_807n;

/**
 * What `readLines` says, summed up from the log itself: its events up to the cut-offs and nothing else. Asked again in ten
 * years, it says the same; for whoever doubts the figures that were kept.
 */
export async function recountLines(tx: Pick<Tx, "$queryRaw">, keys: readonly ReportKey[]): Promise<Map<string, Line>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.$queryRaw<Row[]>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(askedOf(keys))}::jsonb) as ("weekId" uuid, "code" text)),
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
      where length(asked."code") = 4
      union all
      select asked."weekId", event."id", event."figures", event."regionCode"
      from asked join "ActivityEvent" event on event."cityCode" is null and event."regionCode" = asked."code"
      where length(asked."code") = 2),
    -- Of events that say the same it is worked out once what they say.
    alike as (
      select counted."weekId", counted."line", counted."figures", count(*) as "toDate",
        count(*) filter (where counted."id" > period."after") as "ofWeek"
      from counted join period on period."id" = counted."weekId" and counted."id" <= period."upTo"
      group by 1, 2, 3)
    select alike."weekId", alike."line", figure.key as "figure",
      sum(figure.value::bigint * alike."ofWeek")::float8 as "week",
      sum(figure.value::bigint * alike."toDate")::float8 as "toDate"
    from alike cross join lateral jsonb_each_text(alike."figures") as figure
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

interface Row {
  weekId: string;
  line: string;
  figure: string;
  week: number;
  toDate: number;
}
