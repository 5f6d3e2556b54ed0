import { SlowReason } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { DispatchWeek } from "../dispatch/types.ts";
import { enumOf } from "../enum.ts";
import { Region } from "../region/graphql.ts";
import { seesRank } from "./policy.ts";
import { type Ranking, readRanking, type Shown } from "./read.ts";
import { counting, type Part, partNames } from "./rules.ts";

const ProgressPartEnum = enumOf("ProgressPart", partNames, "A part of the progress index.", {
  coverage: "Complexes screened, of those in the ledger.",
  rectified: "Findings put right, of those ordered.",
  notOverdue: "Open rectifications that are not overdue.",
  feedbackInTime: "Complaints fed back in time.",
  satisfaction: "Answers of owners that were satisfied.",
  reportsOnTime: "Dispatch reports on time.",
});
export const SlowReasonEnum = enumOf("SlowReason", SlowReason, "Why a region is slow.", {
  belowThreshold: "Its index is below the threshold.",
  amongLast: "It was among the last for several weeks in a row.",
});

/** What people read of a score that is kept in hundredths. */
export const points = (score: number | null): number | null => (score === null ? null : score / 100);

/** A part with the weight that it has beside the others that count. */
export interface ShownPart extends Part {
  of: number;
}
export function shownParts(parts: readonly Part[]): ShownPart[] {
  const counted = counting(parts);
  const of = counted.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map((part) => ({ ...part, of: counted.includes(part) ? of : 0 }));
}

export const ProgressPartValue = builder.objectRef<ShownPart>("ProgressPartValue").implement({
  description: "A part of an index, with what it was computed from.",
  fields: (t) => ({
    part: t.field({ type: ProgressPartEnum, resolve: ({ part }) => part }),
    numerator: t.expose("numerator", { type: "SafeInt" }),
    denominator: t.expose("denominator", { type: "SafeInt" }),
    share: t.float({
      nullable: true,
      description: "0 to 1; null where there is nothing to divide by.",
      resolve: ({ numerator, denominator }) => (denominator === 0 ? null : numerator / denominator),
    }),
    weight: t.float({
      description: "Of 100, with what the parts that have nothing to divide by leave to it; 0 for these.",
      resolve: ({ weight, of }) => (of === 0 ? 0 : (weight * 100) / of),
    }),
  }),
});

const ProgressPoint = builder.objectRef<Shown["trend"][number]>("ProgressPoint").implement({
  description: "The index in one week.",
  fields: (t) => ({
    isoWeek: t.int({ resolve: ({ week }) => week.isoWeek }),
    score: t.float({ nullable: true, resolve: ({ score }) => points(score) }),
  }),
});

const ProgressIndex = builder.objectRef<Shown>("ProgressIndex").implement({
  description: "How far a region had come at the cut-off of a week; kept as it was then.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ kept }) => ({ code: kept.regionCode }) }),
    score: t.float({
      nullable: true,
      description: "0 to 100, rounded half up to hundredths; null where nothing could be measured.",
      resolve: ({ kept }) => points(kept.score),
    }),
    parts: t.field({
      type: [ProgressPartValue],
      resolve: ({ kept }) => shownParts(kept.parts as unknown as Part[]),
    }),
    rank: t.int({
      nullable: true,
      description: "Those of one score share it. For the body above; others are told in bulletins.",
      resolve: ({ kept }, _, { viewer }) => (seesRank(viewer, kept.regionCode) ? kept.rank : null),
    }),
    slowBecause: t.field({
      type: [SlowReasonEnum],
      description: "Why it is slow; empty where it is not. For the body above.",
      resolve: ({ kept }, _, { viewer }) => (seesRank(viewer, kept.regionCode) ? kept.slowBecause : []),
    }),
    lastRun: t.int({
      description: "For so many weeks in a row among the last. For the body above.",
      resolve: ({ kept }, _, { viewer }) => (seesRank(viewer, kept.regionCode) ? kept.lastRun : 0),
    }),
    trend: t.field({
      type: [ProgressPoint],
      description: "The last 8 weeks that were kept, the oldest first.",
      resolve: ({ trend }) => [...trend],
    }),
  }),
});

const ProgressRanking = builder.objectRef<Ranking>("ProgressRanking").implement({
  description: "The regions next below one by their progress index; a county sees itself.",
  fields: (t) => ({
    within: t.field({ type: Region, resolve: ({ within }) => ({ code: within }) }),
    week: t.field({
      type: DispatchWeek,
      nullable: true,
      description: "Whose index is shown; null before the first cut-off.",
      resolve: ({ week }) => week,
    }),
    weeks: t.field({
      type: [DispatchWeek],
      description: "Whose index was kept.",
      resolve: ({ weeks }) => [...weeks],
    }),
    rows: t.field({ type: [ProgressIndex], resolve: ({ rows }) => [...rows] }),
  }),
});

builder.queryField("progressRanking", (t) =>
  t.field({
    type: ProgressRanking,
    description: "The progress index of a week, the first in rank first (domain: supervision of regions).",
    args: {
      within: t.arg.string({ description: "Code of the province or of a city; by default the viewer's own region." }),
      week: t.arg.globalID({ for: [DispatchWeek], description: "The latest that was kept by default." }),
    },
    resolve: (_root, { within, week }, context) => readRanking(context, within, week?.id),
  }),
);
