import type { Tx } from "../../prisma/client.ts";

/** Which report: its week and its region. */
export interface ReportKey {
  weekId: string;
  regionCode: string;
}

/** What the log counts for one line: a county, or what of a city (or the province) lies in nothing below it. */
export interface Line {
  /** Between the cut-off before and this one, by figure. */
  week: Record<string, number>;
  /** Up to the cut-off, by figure. */
  toDate: Record<string, number>;
}

/** As it was read. */
export interface ReadLine extends Line {
  /** Where the log stood, at the very moment at which the counters were read. */
  position: bigint;
}

/**
 * The counters as of the cut-offs, for reports of any weeks and regions: one statement, whatever their number and
 * however long the log is. A week is the counters at its end less those at the end of the one before: as they were kept
 * at the cut-off, or as they stand now where there has been none yet. `recountLines` says the same from the log.
 *
 * @returns lines by `lineKey`; a city brings its counties' lines, the province its own line alone
 */
export async function readLines(tx: Pick<Tx, "$queryRaw">, keys: readonly ReportKey[]): Promise<Map<string, ReadLine>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.$queryRaw<Row[]>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(askedOf(keys))}::jsonb) as ("weekId" uuid, "code" text)),
    -- Whose counters make up which line: a region's own line is what is left when the regions below are taken away.
    share as (
      select "weekId", "code", "code" as "line", 1 as "sign" from asked
      union all
      select asked."weekId", below."code", line.code, line.sign
      from asked join "Region" below on below."parentCode" = asked."code" and length(asked."code") < 6
      cross join lateral (values (asked."code", -1), (below."code", 1)) as line(code, sign)
      where line.sign = -1 or length(asked."code") = 4),
    week as (select distinct "weekId" as "id" from asked),
    bound as (
      select week."id" as "weekId", bound.id as "at", bound.position is null as "now", bound.own
      from week join "DispatchWeek" own using ("id")
      left join "DispatchWeek" before on before."campaignCode" = own."campaignCode" and before."number" = own."number" - 1
      cross join lateral (values (own."id", own."cutOffPosition", true), (before."id", before."cutOffPosition", false))
        as bound(id, position, own)
      where bound.id is not null),
    total as (
      select bound."weekId", bound."own", kept."regionCode", kept."figure", kept."value"
      from bound cross join lateral (
        -- By the index, one week after the other: weeks that are not asked for are not looked at.
        select * from "DispatchWeekTotal" where "weekId" = bound."at" offset 0) kept
      where not bound."now"
      union all
      select bound."weekId", bound."own", held."regionCode", held."figure", held."value"
      from bound cross join "FigureTotal" held where bound."now"),
    counted as (
      select share."weekId", share."line", total."figure",
        coalesce(sum(share."sign" * total."value") filter (where total."own"), 0) as "toDate",
        coalesce(sum(share."sign" * total."value") filter (where not total."own"), 0) as "before"
      from share join total on total."weekId" = share."weekId" and total."regionCode" = share."code"
      group by 1, 2, 3)
    select "weekId", "line", jsonb_object_agg("figure", "toDate" - "before") as "week",
      jsonb_object_agg("figure", "toDate") as "toDate",
      (select max("id") from "ActivityEvent") as "position"
    from counted group by 1, 2`;
  return new Map(rows.map(({ weekId, line, ...counted }) => [lineKey(weekId, line), counted]));
}

/** A city brings its counties: asked for beside it they would count twice. */
export function askedOf(keys: readonly ReportKey[]): readonly { weekId: string; code: string }[] {
  const asked = new Map(keys.map((key) => [lineKey(key.weekId, key.regionCode), key]));
  return [...asked.values()]
    .filter(({ weekId, regionCode: code }) => code.length !== 6 || !asked.has(lineKey(weekId, code.slice(0, 4))))
    .map(({ weekId, regionCode }) => ({ weekId, code: regionCode }));
}

export const lineKey = (weekId: string, line: string) => `${weekId} ${line}`;

interface Row extends ReadLine {
  weekId: string;
  line: string;
}
