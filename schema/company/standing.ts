/** What weighs on companies, as far as somebody may see it: every number is counted in the viewer's own region only. */
import type { Viewer } from "../account/viewer.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import { rowsBehind } from "../list.ts";
import { perAnswer } from "../loader.ts";
import type { DoorList } from "../overview/figures.ts";
import { seesRegion } from "../region/policy.ts";
import { delegateName } from "../visible-rows.ts";
import { type Deduction, type Score, scoreOf, type Tally } from "./score.ts";

export interface Behind {
  list: DoorList;
  /** Of that list, with values as the rows have them. */
  filter: Readonly<Record<string, unknown>>;
}

type Counted = Deduction | "complexes";
const discredit =
  (severity: string) =>
  (since: Date): Behind => ({ list: "creditEvents", filter: { severities: [severity], standingSince: since } });

/** The lists that are counted. What was determined weighs for so many months, what is in hand as long as it is. */
export const behind: Readonly<Record<Counted, (since: Date) => Behind>> = {
  complexes: () => ({ list: "complexes", filter: {} }),
  openFinding: () => ({ list: "findings", filter: { states: ["open", "ordered", "unrectified"] } }),
  // Where the evidence came in time, the delay is the reviewer's.
  overdueRectification: () => ({ list: "rectifications", filter: { overdue: true, awaitingReview: false } }),
  unrectified: (since) => ({
    list: "rectifications",
    filter: { states: ["refused", "failed"], settledSince: since },
  }),
  gradeLowered: (since) => ({
    list: "gradeReviews",
    filter: { states: ["inForce", "verified"], chargedSince: since },
  }),
  penalty: (since) => ({ list: "penaltyCases", filter: { decided: true, decidedSince: since } }),
  minorDiscredit: discredit("minor"),
  generalDiscredit: discredit("general"),
  severeDiscredit: discredit("severe"),
};
const counted = Object.keys(behind) as readonly Counted[];
export const deductions = counted.filter((key) => key !== "complexes");

export interface Standing {
  /** Code of the region that all of it is counted in. */
  region: string;
  /** Civil date as a column. */
  asOf: Date;
  since: Date;
  tally: Tally;
  score: Score;
  /** The parts of the region: cities of the province, counties of a city. */
  divisions: readonly { region: string; tally: Tally; score: Score }[];
}

/** A column of the rows that says in which part of the viewer's region they lie. */
const divisionOf = ({ region }: Viewer) => ({ 2: "cityCode", 4: "countyCode" })[region.length];

/** A sub-district is not told of discredit, without which the rest is no verdict; neither is whoever sees no region. */
export const mayJudge = (viewer: Viewer) => seesRegion(viewer) && viewer.region.length <= 6;

type Group = { companyId: string; _count: { _all: number } } & Record<string, unknown>;
interface Grouped {
  groupBy(query: object): Promise<Group[]>;
}

/** One statement for each number that is counted, whatever the number of companies and of rows. */
const load = perAnswer(async (context: HubContext, companyIds: readonly string[]) => {
  const { db, viewer, clock, regions } = context;
  const { companyScore: rules } = await currentSettings(context);
  const today = dateOf(clock.now());
  const since = columnOf(today.subtract({ months: rules.months }));
  const division = divisionOf(viewer);
  const by = division ? ["companyId", division] : ["companyId"];
  const groups = await Promise.all(
    counted.map(async (key) => {
      const { list, filter } = behind[key](since);
      const { model, where } = await rowsBehind(list, filter, context);
      const rows = db[delegateName(model)] as unknown as Grouped;
      const of = { AND: [{ companyId: { in: [...companyIds] } }, where] };
      return (await rows.groupBy({ by, where: of, _count: { _all: true } })).map((group) => ({ key, group }));
    }),
  );
  const found = Map.groupBy(groups.flat(), ({ group }) => group.companyId);
  return companyIds.map((id): Standing => {
    const own = found.get(id) ?? [];
    const parts = Map.groupBy(own, ({ group }) => (division ? group[division] : undefined));
    const judged = (rows: typeof own) => {
      const tally = tallyOf(rows);
      return { tally, score: scoreOf(tally, rules) };
    };
    return {
      region: viewer.region,
      asOf: columnOf(today),
      since,
      ...judged(own),
      divisions: division
        ? regions.children(viewer.region).flatMap(({ code }) => {
            const rows = parts.get(code);
            return rows ? [{ region: code, ...judged(rows) }] : [];
          })
        : [],
    };
  });
});

function tallyOf(rows: readonly { key: Counted; group: Group }[]): Tally {
  const tally = Object.fromEntries(counted.map((key) => [key, 0])) as Record<Counted, number>;
  for (const { key, group } of rows) tally[key] += group._count._all;
  return tally;
}

export const standingOf = (context: HubContext, companyId: string): Promise<Standing> | null =>
  mayJudge(context.viewer) ? load(context, companyId) : null;
