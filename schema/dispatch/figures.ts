/**
 * The figures of a report. Computed from the ledger as of the cut-off; a region may report another number only with an
 * explanation, and both stay visible. Sums use what was reported; a whole is its counties and its own line; ratios are
 * computed again from sums and never added.
 */
import { refuse } from "./refusals.ts";

/** Counters of the log, by name. */
export type Counts = Readonly<Record<string, number>>;

export interface Figure {
  readonly computed: number;
  /** Only where it differs from what was computed. */
  readonly reported?: number;
  readonly explanation?: string;
}

export type Figures = Readonly<Record<string, Figure>>;

export interface Adjustment {
  figure: string;
  reported: number;
  explanation: string;
}

/** The number that counts in a sum. */
export const reportedOf = ({ computed, reported }: Figure) => reported ?? computed;

/**
 * What a region reports: the computed figures with its adjustments. Reporting the computed number is no adjustment.
 *
 * @param input name of the input field that carries the adjustments
 * @throws {Refusal} `dispatch/figure-unknown`, `-figure-not-a-count`, `-explanation-missing`, at the adjustment.
 */
export function adjusted(computed: Counts, adjustments: readonly Adjustment[], input = "adjustments"): Figures {
  const figures: Record<string, Figure> = Object.fromEntries(
    Object.entries(computed).map(([figure, count]) => [figure, { computed: count }]),
  );
  adjustments.forEach(({ figure, reported, explanation }, index) => {
    const field = (name: string) => [input, String(index), name];
    const before = Object.hasOwn(figures, figure) ? figures[figure] : undefined;
    if (!before) throw refuse("dispatch/figure-unknown", field("figure"), { figure });
    if (!Number.isSafeInteger(reported) || reported < 0)
      throw refuse("dispatch/figure-not-a-count", field("reported"), { figure });
    if (reported === before.computed) return;
    if (explanation.trim() === "")
      throw refuse("dispatch/explanation-missing", field("explanation"), {
        figure,
        computed: before.computed,
        reported,
      });
    figures[figure] = { computed: before.computed, reported, explanation };
  });
  return figures;
}

export interface Part {
  /** Region code; the whole's own line has the whole's code. */
  region: string;
  counts: Counts;
  /** Nothing was reported: its computed figures stand in for it, and it is marked. */
  standsIn: boolean;
}

/** The part that a region contributes: what it reported, or what was computed where it has not. */
export const partOf = (region: string, reported: Figures | null, computed: Counts): Part => ({
  region,
  counts: reported
    ? Object.fromEntries(Object.entries(reported).map(([name, figure]) => [name, reportedOf(figure)]))
    : computed,
  standsIn: reported === null,
});

/** The sum of the parts, figure by figure; a part that does not know a figure adds nothing to it. */
export function sumOf(parts: readonly Part[]): Counts {
  const sum: Record<string, number> = {};
  for (const { counts } of parts)
    for (const [figure, count] of Object.entries(counts)) sum[figure] = (sum[figure] ?? 0) + count;
  return sum;
}

export interface Difference {
  figure: string;
  whole: number;
  parts: number;
}

/** Where the whole is not the sum of its parts, with both numbers. */
export function differences(whole: Figures, parts: readonly Part[]): readonly Difference[] {
  const sum = sumOf(parts);
  return [...new Set([...Object.keys(whole), ...Object.keys(sum)])].flatMap((figure) => {
    const row = whole[figure];
    const difference = { figure, whole: row ? reportedOf(row) : 0, parts: sum[figure] ?? 0 };
    return difference.whole === difference.parts ? [] : [difference];
  });
}

/** @throws {Refusal} `dispatch/parts-differ` with the first figure that does not add up. */
export function requireReconciled(whole: Figures, parts: readonly Part[]): void {
  const [first] = differences(whole, parts);
  if (first) throw refuse("dispatch/parts-differ", [], { ...first });
}

/** Numerator and denominator of each ratio, as names of figures. */
export const ratios = {
  coverage: ["complex.screened", "complex.inLedger"],
  verifiedInTime: ["complaint.verifiedInTime", "complaint.verified"],
  fedBackInTime: ["complaint.fedBackInTime", "complaint.fedBack"],
  satisfaction: ["complaint.satisfied", "complaint.answered"],
  /** Findings accepted of findings ordered. */
  rectified: ["finding.rectified", "finding.ordered"],
  overdue: ["rectification.overdueNow", "rectification.open"],
  reportsOnTime: ["report.onTime", "report.due"],
} as const satisfies Record<string, readonly [string, string]>;

export type RatioName = keyof typeof ratios;

/** A ratio of a region, from its own counts or from a sum; null where there is nothing to divide by. */
export function ratioOf(name: RatioName, counts: Counts): number | null {
  const [numerator, denominator] = ratios[name];
  const whole = counts[denominator] ?? 0;
  return whole === 0 ? null : (counts[numerator] ?? 0) / whole;
}
