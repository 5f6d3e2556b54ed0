import { builder } from "../builder.ts";
import { columnOf } from "../calendar/rules.ts";
import { enumOf } from "../enum.ts";
import { Region } from "../region/graphql.ts";
import { counters, type DoorList, doorLists, type FigureKey, figureKeys, figures, shareOf } from "./figures.ts";
import { regionAsked } from "./policy.ts";
import { type Counter, mondaysUntil, readCounters, readTotals, trendOf } from "./read.ts";

const OverviewKey = enumOf("OverviewKey", figureKeys, "A figure of the overview.", {
  ledger: "Complexes in the ledger.",
  coverage: "Complexes screened, of those in the ledger.",
  complaints: "Complaints open.",
  findings: "Findings established.",
  rectified: "Findings put right, of those ordered.",
  overdue: "Rectifications overdue now.",
});

const OverviewList = enumOf("OverviewList", doorLists, "The list behind a figure: the query of that name.");

interface Door {
  list: DoorList;
  filter: Record<string, unknown>;
}

export const OverviewDoor = builder.objectRef<Door>("OverviewDoor").implement({
  description: "Which rows a figure counts: exactly those of this list with this filter.",
  fields: (t) => ({
    list: t.field({ type: OverviewList, resolve: ({ list }) => list }),
    filter: t.field({
      type: "JSONObject",
      description: "The list's argument `filter`.",
      resolve: ({ filter }) => filter,
    }),
  }),
});

interface Shown {
  key: FigureKey;
  region: string;
  counter: Counter;
  whole: Counter | null;
}

const OverviewFigure = builder.objectRef<Shown>("OverviewFigure").implement({
  description: "A figure with where it comes from and where it is going.",
  fields: (t) => ({
    key: t.field({ type: OverviewKey, resolve: ({ key }) => key }),
    value: t.int({ resolve: ({ counter }) => counter.now }),
    of: t.int({
      nullable: true,
      description: "The whole of which it is a part.",
      resolve: ({ whole }) => whole?.now ?? null,
    }),
    share: t.float({
      nullable: true,
      description: "`value` of `of`, 0 to 1; null where there is nothing to divide by.",
      resolve: ({ counter, whole }) => (whole ? shareOf(counter.now, whole.now) : null),
    }),
    change: t.int({
      description: "Against the end of last week.",
      resolve: ({ counter }) => counter.weeks.at(-1) ?? 0,
    }),
    trend: t.intList({
      description: "How it stood at the end of each of the last 8 weeks; the last is now.",
      resolve: ({ counter }) => trendOf(counter),
    }),
    shareTrend: t.floatList({
      nullable: { list: true, items: true },
      description: "The same of the share.",
      resolve: ({ counter, whole }) => {
        if (!whole) return null;
        const of = trendOf(whole);
        return trendOf(counter).map((value, week) => shareOf(value, of[week] ?? 0));
      },
    }),
    weekly: t.intList({
      description: "What it gained in each of these weeks.",
      resolve: ({ counter }) => [...counter.weeks],
    }),
    door: t.field({
      type: OverviewDoor,
      resolve: ({ key, region }) => ({ list: figures[key].list, filter: { ...figures[key].filter, region } }),
    }),
  }),
});

interface Overview {
  region: string;
  now: Date;
  figures: readonly Shown[];
}

const OverviewType = builder.objectRef<Overview>("Overview").implement({
  description: "Where the campaign stands in a region, from the counters of the event log.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    asOf: t.field({ type: "DateTime", resolve: ({ now }) => now }),
    weeks: t.field({
      type: ["Date"],
      description: "Mondays of the weeks of the trends, the oldest first.",
      resolve: ({ now }) => mondaysUntil(now).map(columnOf),
    }),
    figures: t.field({ type: [OverviewFigure], resolve: ({ figures: shown }) => [...shown] }),
  }),
});

builder.queryField("overview", (t) =>
  t.field({
    type: OverviewType,
    description: "The six figures of a region; a region outside the viewer's is `not-found`.",
    args: { region: t.arg.string({ description: "Code; by default the viewer's own region." }) },
    resolve: async (_root, { region: code }, context) => {
      const region = regionAsked(context, code);
      const now = context.clock.now();
      const counterOf = await readCounters(context.pool, region, counters, now);
      return {
        region,
        now,
        figures: figureKeys.map((key) => {
          const { counter, of } = figures[key];
          return { key, region, counter: counterOf(counter), whole: of ? counterOf(of) : null };
        }),
      };
    },
  }),
);

interface RegionCounts {
  region: string;
  of(figure: string): number;
}

const count = (figure: string) => ({ resolve: ({ of }: RegionCounts) => of(figure) });
const share = (part: string, whole: string) => ({
  nullable: true as const,
  description: "0 to 1; null where there is nothing to divide by.",
  resolve: ({ of }: RegionCounts) => shareOf(of(part), of(whole)),
});

const CityFigures = builder.objectRef<RegionCounts>("CityFigures").implement({
  description: "The indicators of a region on the map.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    ledger: t.int(count("complex.inLedger")),
    coverage: t.float(share("complex.screened", "complex.inLedger")),
    findings: t.int(count("finding.established")),
    rectified: t.float(share("finding.rectified", "finding.ordered")),
    overdue: t.int(count("rectification.overdueNow")),
    complaints: t.int({ ...count("complaint.open"), description: "Open now." }),
  }),
});

builder.queryField("cityFigures", (t) =>
  t.field({
    type: [CityFigures],
    description:
      "The indicators of the cities of the province, or of the counties of a city, in the order of the annex.",
    args: { within: t.arg.string({ description: "Code; by default the viewer's own region." }) },
    resolve: async (_root, { within }, context) => {
      const regions = context.regions.children(regionAsked(context, within)).map(({ code }) => code);
      const totalOf = await readTotals(context.pool, regions, counters);
      return regions.map((region) => ({ region, of: (figure: string) => totalOf(region, figure) }));
    },
  }),
);
