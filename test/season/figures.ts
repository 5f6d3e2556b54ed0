import { readXlsx } from "hucre/xlsx";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { type FigureDefinition, figureCatalogue } from "../../schema/dispatch/catalogue.ts";
import { Ledger } from "./ledger.ts";
import type { Season } from "./season.ts";

interface Sent {
  computed: number;
  toDate: number;
}
interface Adjustments {
  whole: readonly { figure: string; reported: number }[];
}

export interface Recomputed {
  wrong: string[];
  compared: number;
}

/**
 * Every figure that was sent, recomputed from the log when the season is over: those of each version of each report as of
 * its position, and those of each brief as of its cut-off, with the adjustments that held when it was approved.
 */
export async function checkFigures({ hub: { db, pool } }: Season, workbooks: ReadonlyMap<number, Uint8Array>) {
  const catalogue = await figureCatalogue(db);
  const found: Recomputed = { wrong: [], compared: 0 };
  const same = (what: string, sent: unknown, again: number) => {
    found.compared++;
    if (Number(sent ?? 0) !== again) found.wrong.push(`${what}: ${sent} was sent, ${again} is recomputed`);
  };
  const ledger = new Ledger((await pool.query(logged)).rows);
  const { rows: positions } = await pool.query<{ number: number; position: string }>(
    `select "number", "cutOffPosition" as "position" from "DispatchWeek" where "cutOffPosition" is not null order by 1`,
  );
  const cutOffs = new Map(positions.map(({ number, position }) => [number, Number(position)]));
  const asOf = (definition: FigureDefinition, week: number, place: string, position: number) => {
    const toDate = ledger.count(place, definition.name, position);
    const before = week === 1 ? 0 : ledger.count(place, definition.name, cutOffs.get(week - 1) ?? 0);
    return { toDate, computed: definition.measure === "flow" ? toDate - before : toDate };
  };

  const { rows: revisions } = await pool.query(sentInReports);
  for (const { regionCode, number, revision, position, figures } of revisions as Revision[])
    for (const definition of catalogue) {
      const upTo = Math.min(Number(position), cutOffs.get(number) ?? Number.POSITIVE_INFINITY);
      const again = asOf(definition, number, `${regionCode}*`, upTo);
      const sent = figures[definition.name];
      const what = `${definition.name} of ${regionCode} in week ${number}, version ${revision}`;
      same(what, sent?.computed, again.computed);
      same(`${what}, to date`, sent?.toDate, again.toDate);
    }

  const cities = await db.region.findMany({ where: { level: "city" }, orderBy: { position: "asc" } });
  let before: number[] = [];
  for (const [number, bytes] of [...workbooks].sort(([a], [b]) => a - b)) {
    const [head = [], ...rows] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
    const { rows: adjusted } = await pool.query<Heard>(heardAtApproval, [number]);
    const heard = new Map(adjusted.map(({ regionCode, adjustments }) => [regionCode, adjustments]));
    const cutOff = cutOffs.get(number) ?? 0;
    const sums = catalogue.map((definition, index) => {
      const row = rows[index] ?? [];
      const what = `${definition.name} in the brief of week ${number}`;
      const parts = [...cities.map(({ code }) => code), "14"].map((code) => {
        let count = asOf(definition, number, code === "14" ? code : `${code}*`, cutOff).computed;
        // A city that was not heard stands in with what was computed, and so do its counties.
        for (const [county, { whole }] of heard.has(code) ? heard : [])
          if (county.startsWith(code))
            for (const { figure, reported } of whole)
              if (figure === definition.name) count += reported - asOf(definition, number, county, cutOff).computed;
        return count;
      });
      for (const [place, count] of parts.entries()) same(`${what}, ${head[place + 2]}`, row[place + 2], count);
      const sum = parts.reduce((total, count) => total + count, 0);
      same(`${what}, in all`, row[parts.length + 2], sum);
      if (number > 1) same(`${what}, the week before`, row[parts.length + 3], before[index] ?? Number.NaN);
      same(`${what}, to date`, row[parts.length + 5], ledger.count("14*", definition.name, cutOff));
      return sum;
    });
    before = sums;
  }
  for (const { week, regionCode, figure, held, counted } of await rebuildCounters(pool))
    found.wrong.push(`counter ${figure} of ${regionCode}, week ${week}: ${held} is kept, ${counted} is in the log`);
  return found;
}

interface Revision {
  regionCode: string;
  number: number;
  revision: number;
  position: string;
  figures: Record<string, Sent>;
}
interface Heard {
  regionCode: string;
  adjustments: Adjustments;
}

const logged = `
  select "id"::float8 as "id", coalesce("countyCode", "cityCode", "regionCode") as "place", "figures"
  from "ActivityEvent" where "figures" <> '{}' order by "id"`;

const sentInReports = `
  select report."regionCode", week."number", revision."revision", revision."logPosition" as "position", revision."figures"
  from "DispatchReportRevision" revision join "DispatchReport" report on report."id" = revision."reportId"
  join "DispatchWeek" week on week."id" = report."weekId"`;

/** What each report last said when the brief was approved, by the log: nothing where it was returned then. */
const heardAtApproval = `
  with approved as (
    select event."id", week."id" as "weekId" from "DispatchWeek" week
    join "ProvincialBrief" brief on brief."weekId" = week."id"
    join "ActivityEvent" event on event."subjectId" = brief."id" and event."kind" = 'ProvincialBriefApproved'
    where week."number" = $1),
  said as (
    select report."id", report."regionCode", count(*) filter (where event."kind" = 'DispatchReportSubmitted') as "revision",
      (array_agg(event."kind" order by event."id" desc))[1] as "last"
    from approved join "DispatchReport" report using ("weekId")
    join "ActivityEvent" event on event."subjectId" = report."id" and event."id" < approved."id"
      and event."kind" in ('DispatchReportSubmitted', 'DispatchReportReturned')
    group by 1, 2)
  select said."regionCode", revision."adjustments"
  from said join "DispatchReportRevision" revision
    on revision."reportId" = said."id" and revision."revision" = said."revision"
  where said."last" = 'DispatchReportSubmitted'`;
