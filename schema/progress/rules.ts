/**
 * How far a region has come, in one number that is never shown without its parts, and which regions are slow (plan
 * 四(四): 推动整治工作推进较慢、不见实效的地区).
 *
 * Exact: shares are fractions of integers, and the index is rounded once, half up, to hundredths of a point. The rounded
 * number is the index: it decides rank and slowness, so that what people read is what decides.
 */
import type { Settings } from "../campaign/settings.ts";
import { type Counts, type RatioName, ratios } from "../dispatch/figures.ts";

type Policy = Settings["progress"];

export const partNames = [
  "coverage",
  "rectified",
  "notOverdue",
  "feedbackInTime",
  "satisfaction",
  "reportsOnTime",
] as const satisfies readonly (keyof Policy["weights"])[];
export type PartName = (typeof partNames)[number];

/** The ratio of the reports that a part is; `rest`: what is left of the whole counts, not the share itself. */
const shareOf: Readonly<Record<PartName, { ratio: RatioName; rest?: true }>> = {
  coverage: { ratio: "coverage" },
  rectified: { ratio: "rectified" },
  notOverdue: { ratio: "overdue", rest: true },
  feedbackInTime: { ratio: "fedBackInTime" },
  satisfaction: { ratio: "satisfaction" },
  reportsOnTime: { ratio: "reportsOnTime" },
};

export interface Part {
  readonly part: PartName;
  /** As the settings say; of parts with nothing to divide by it goes to the others. */
  readonly weight: number;
  /** Never more than the denominator. */
  readonly numerator: number;
  readonly denominator: number;
}

/** @param counts of the region with all below it, to date */
export const partsOf = (counts: Counts, weights: Policy["weights"]): readonly Part[] =>
  partNames.map((part) => {
    const { ratio, rest } = shareOf[part];
    const [of, whole] = ratios[ratio];
    const denominator = Math.max(0, counts[whole] ?? 0);
    const share = Math.min(denominator, Math.max(0, counts[of] ?? 0));
    return { part, weight: weights[part], numerator: rest ? denominator - share : share, denominator };
  });

/** Those that count: something to divide by, and a weight. */
export const counting = (parts: readonly Part[]) =>
  parts.filter(({ weight, denominator }) => weight > 0 && denominator > 0);

/** In hundredths of a point, rounded half up; null where nothing counts. */
export function scoreOf(parts: readonly Part[]): number | null {
  const counted = counting(parts).map(({ weight, numerator, denominator }) => ({
    weight: BigInt(weight),
    numerator: BigInt(numerator),
    denominator: BigInt(denominator),
  }));
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0n);
  if (weights === 0n) return null;
  const common = counted.reduce((product, { denominator }) => product * denominator, 1n);
  const sum = counted.reduce(
    (total, { weight, numerator, denominator }) => total + weight * numerator * (common / denominator),
    0n,
  );
  const whole = weights * common;
  return Number((2n * 10_000n * sum + whole) / (2n * whole));
}

export type SlowReason = "belowThreshold" | "amongLast";

export interface Standing {
  readonly score: number | null;
  /** Those of one score share the better rank; null without a score. */
  readonly rank: number | null;
  readonly ranked: number;
  /** For so many weeks in a row, this one included, among the last. */
  readonly lastRun: number;
  readonly slowBecause: readonly SlowReason[];
}

/**
 * How regions of one level under one body stand to each other in a week.
 *
 * @param runs how many weeks in a row each had been among the last by the week before
 */
export function standingsOf(
  scores: ReadonlyMap<string, number | null>,
  runs: ReadonlyMap<string, number>,
  { slowBelow, lastShare, lastWeeks }: Policy,
): ReadonlyMap<string, Standing> {
  const known = [...scores.values()].filter((score) => score !== null);
  const ranked = known.length;
  const firstOfLast = ranked - Math.ceil(ranked / lastShare);
  return new Map(
    [...scores].map(([region, score]): [string, Standing] => {
      if (score === null) return [region, { score, rank: null, ranked, lastRun: 0, slowBecause: [] }];
      const rank = 1 + known.filter((other) => other > score).length;
      const lastRun = rank > firstOfLast ? (runs.get(region) ?? 0) + 1 : 0;
      const slowBecause: SlowReason[] = [];
      if (score < slowBelow * 100) slowBecause.push("belowThreshold");
      if (lastRun >= lastWeeks) slowBecause.push("amongLast");
      return [region, { score, rank, ranked, lastRun, slowBecause }];
    }),
  );
}
