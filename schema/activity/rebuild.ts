import type { Pool, PoolClient } from "pg";

/** A counter that stood at another value than the log comes to; null: there was none, or must be none. */
export interface Correction {
  /** ISO week at whose cut-off it was kept; null: to date. */
  week: number | null;
  regionCode: string;
  figure: string;
  held: number | null;
  counted: number | null;
}

/** The projections of the log, with what a row of each is known by. */
const projections = {
  FigureTotal: `"regionCode", "figure"`,
  FigureDay: `"regionCode", "figure", "day"`,
  DispatchWeekTotal: `"regionCode", "figure", "weekId"`,
} as const;
type Projection = keyof typeof projections;

/**
 * Makes the counters anew from the log. The log is summed up without a lock; writers wait only while what was appended
 * meanwhile is added and the rows that differ are replaced, and readers are given the old counters until all are new.
 *
 * @returns the counters to date that were wrong, none where the log and its projection agree
 */
export async function rebuildCounters(pool: Pool): Promise<Correction[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ last: string }>(
      `select coalesce(max("id"), 0) as "last" from "ActivityEvent"`,
    );
    const last = rows[0]?.last;
    await client.query(`create temporary table "Summed"
      ("regionCode" text, "figure" text, "day" date, "value" bigint) on commit drop`);
    // Identifiers are given in the order of commits: whatever lies before the last one is there.
    await sum(client, `event."id" <= $1`, last);
    const ofWeeks = await replace(client, "DispatchWeekTotal", asOfCutOffs);
    await client.query("select pg_advisory_xact_lock(5214, 1)");
    await sum(client, `event."id" > $1`, last);
    await replace(client, "FigureDay", summed("FigureDay"));
    const toDate = await replace(client, "FigureTotal", summed("FigureTotal"));
    await client.query("commit");
    return [...toDate, ...ofWeeks];
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const sum = (client: PoolClient, which: string, last: string | undefined) =>
  client.query(
    `insert into "Summed" select change."regionCode", change."figure", change."day", sum(change."value")
     from "ActivityEvent" event
     cross join lateral "figuresOf"(event."regionCode", event."figures", event."occurredAt") as change
     where ${which} group by 1, 2, 3`,
    [last],
  );

const summed = (projection: Projection) =>
  `select ${projections[projection]}, sum("value")::bigint as "value" from "Summed" group by ${projections[projection]}`;

/** No event can come in before a cut-off any more: this needs no lock. Each event is looked at once, for all weeks. */
const asOfCutOffs = `
  select part."regionCode", part."figure", week."id" as "weekId", sum(part."value")::bigint as "value"
  from "DispatchWeek" week join (
    select (select min("cutOffPosition") from "DispatchWeek" where "cutOffPosition" >= event."id") as "upTo",
      change."regionCode", change."figure", sum(change."value") as "value"
    from "ActivityEvent" event
    cross join lateral "figuresOf"(event."regionCode", event."figures", event."occurredAt") as change
    where length(change."regionCode") <= 6 group by 1, 2, 3) part on part."upTo" <= week."cutOffPosition"
  group by 1, 2, 3`;

/** @param counted the rows as they should be */
async function replace(client: PoolClient, projection: Projection, counted: string): Promise<Correction[]> {
  const key = projections[projection];
  const { rows } = await client.query<Correction>(
    `with "counted" as (${counted}),
       "differing" as (
         select ${key}, held."value" as "held", counted."value" as "counted"
         from "${projection}" held full join "counted" using (${key})
         where held."value" is distinct from counted."value"),
       "removed" as (
         delete from "${projection}" where (${key}) in (select ${key} from "differing" where "counted" is null)),
       "written" as (
         insert into "${projection}" (${key}, "value")
         select ${key}, "counted" from "differing" where "counted" is not null
         on conflict (${key}) do update set "value" = excluded."value")
     select ${projection === "DispatchWeekTotal" ? `(select "isoWeek" from "DispatchWeek" where "id" = "weekId")` : "null"}
       as "week", "regionCode", "figure", "held"::float8, "counted"::float8
     from "differing" order by 1, 2, 3`,
  );
  return rows;
}
