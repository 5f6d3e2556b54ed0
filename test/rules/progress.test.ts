import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings, settingsSchema } from "../../schema/campaign/settings.ts";
import { counting, type Part, partNames, partsOf, scoreOf, standingsOf } from "../../schema/progress/rules.ts";

const policy = defaultSettings.progress;
const counts = {
  "complex.screened": 30,
  "complex.inLedger": 40,
  "finding.rectified": 1,
  "finding.ordered": 3,
  "rectification.overdueNow": 2,
  "rectification.open": 8,
  "complaint.fedBackInTime": 9,
  "complaint.fedBack": 10,
  "complaint.satisfied": 0,
  "complaint.answered": 0,
  "report.onTime": 3,
  "report.due": 3,
};

describe("the parts of the index", () => {
  it("weigh 20, 25, 20, 15, 10 and 10 unless the settings say otherwise, and always 100", () => {
    expect(partsOf({}, policy.weights).map(({ part, weight }) => [part, weight])).toEqual([
      ["coverage", 20],
      ["rectified", 25],
      ["notOverdue", 20],
      ["feedbackInTime", 15],
      ["satisfaction", 10],
      ["reportsOnTime", 10],
    ]);
    const weighed = (coverage: number) =>
      settingsSchema.safeParse({ progress: { weights: { ...policy.weights, coverage } } }).success;
    expect([weighed(19), weighed(20), weighed(21)]).toEqual([false, true, false]);
  });
  it("are fractions of the counters; of the overdue, what is left", () => {
    expect(partsOf(counts, policy.weights).map((part) => [part.numerator, part.denominator])).toEqual([
      [30, 40],
      [1, 3],
      [6, 8],
      [9, 10],
      [0, 0],
      [3, 3],
    ]);
  });
  it("are never more than the whole nor less than nothing", () => {
    const [coverage] = partsOf({ "complex.screened": 5, "complex.inLedger": 4 }, policy.weights);
    expect(coverage).toMatchObject({ numerator: 4, denominator: 4 });
    const [under] = partsOf({ "complex.screened": -1, "complex.inLedger": 4 }, policy.weights);
    expect(under).toMatchObject({ numerator: 0, denominator: 4 });
    const [none] = partsOf({ "complex.screened": 1, "complex.inLedger": -4 }, policy.weights);
    expect(none).toMatchObject({ numerator: 0, denominator: 0 });
  });
});

const part = (weight: number, numerator: number, denominator: number): Part => ({
  part: "coverage",
  weight,
  numerator,
  denominator,
});

describe("the index", () => {
  it("gives the weight of what has nothing to divide by to the others", () => {
    // (20·3/4 + 25·1/3 + 20·3/4 + 15·9/10 + 10) / 90
    expect(scoreOf(partsOf(counts, policy.weights))).toBe(6870);
    expect(counting(partsOf(counts, policy.weights)).map((one) => one.part)).toEqual(
      partNames.filter((name) => name !== "satisfaction"),
    );
  });
  it("is none where nothing counts", () => {
    expect(scoreOf(partsOf({}, policy.weights))).toBeNull();
    expect(scoreOf([part(0, 1, 1)])).toBeNull();
  });
  it("is rounded once, half up, to hundredths", () => {
    expect(scoreOf([part(100, 1, 3)])).toBe(3333);
    expect(scoreOf([part(100, 2, 3)])).toBe(6667);
    // 0.005 of a point is half a hundredth.
    expect(scoreOf([part(100, 1, 20_000)])).toBe(1);
    expect(scoreOf([part(100, 1, 20_001)])).toBe(0);
    expect(scoreOf([part(100, 119_989, 200_000)])).toBe(5999);
    expect(scoreOf([part(100, 119_990, 200_000)])).toBe(6000);
  });
  it("is exact however large the numbers are", () => {
    const large = 999_999_937;
    expect(scoreOf([part(50, large, large), part(50, 0, large - 1)])).toBe(5000);
  });
  it("lies between the smallest and the largest of its parts", () => {
    const parts = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 100 }), of: fc.nat(1000), rest: fc.nat(1000) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, (given) => {
        const all = given.map(({ weight, of, rest }) => part(weight, of, of + rest + 1));
        const shares = all.map(({ numerator, denominator }) => (10_000 * numerator) / denominator);
        const score = scoreOf(all) as number;
        expect(score).toBeGreaterThanOrEqual(Math.floor(Math.min(...shares)));
        expect(score).toBeLessThanOrEqual(Math.ceil(Math.max(...shares)));
      }),
    );
  });
});

const named = (scores: readonly (number | null)[]) => new Map(scores.map((score, index) => [`r${index + 1}`, score]));
const standings = (scores: readonly (number | null)[], runs: Record<string, number> = {}) => [
  ...standingsOf(named(scores), new Map(Object.entries(runs)), policy).values(),
];

describe("the ranking", () => {
  it("gives those of one score the better rank", () => {
    expect(standings([9000, 8000, 8000, 7000, null]).map(({ rank, ranked }) => [rank, ranked])).toEqual([
      [1, 4],
      [2, 4],
      [2, 4],
      [4, 4],
      [null, 4],
    ]);
  });
  it.each([
    [1, 1],
    [4, 1],
    [5, 2],
    [8, 2],
    [9, 3],
    [11, 3],
    [12, 3],
    [13, 4],
    [17, 5],
  ])("of %i the last %i are the last quarter", (n, last) => {
    const scores = Array.from({ length: n }, (_, index) => 9900 - index);
    expect(standings(scores).filter(({ lastRun }) => lastRun > 0)).toHaveLength(last);
  });
  it("puts nobody among the last who shares the rank of one who is not", () => {
    expect(standings([9000, 8000, 7000, 7000]).map(({ lastRun }) => lastRun)).toEqual([0, 0, 0, 0]);
    expect(standings([9000, 8000, 7000, 6999]).map(({ lastRun }) => lastRun)).toEqual([0, 0, 0, 1]);
  });
});

describe("a region is slow", () => {
  it("below 60, and not at 60", () => {
    expect(standings([9000, 8000, 7500, 7000, 6000, 5999]).map(({ slowBecause }) => slowBecause)).toEqual([
      [],
      [],
      [],
      [],
      [],
      ["belowThreshold"],
    ]);
  });
  it("in the last quarter two weeks running, and not in its first", () => {
    const [, , , first] = standings([9000, 8000, 7500, 7000]);
    expect(first).toEqual({ score: 7000, rank: 4, ranked: 4, lastRun: 1, slowBecause: [] });
    const [, , , second] = standings([9000, 8000, 7500, 7000], { r4: 1 });
    expect(second).toEqual({ score: 7000, rank: 4, ranked: 4, lastRun: 2, slowBecause: ["amongLast"] });
    const [, , recovered] = standings([9000, 8000, 7500, 7000], { r3: 5 });
    expect(recovered).toMatchObject({ lastRun: 0, slowBecause: [] });
  });
  it("for both reasons at once, and for none without a score", () => {
    const rows = standings([9000, 8000, 7500, 1000, null], { r4: 1, r5: 3 });
    expect(rows[3]?.slowBecause).toEqual(["belowThreshold", "amongLast"]);
    expect(rows[4]).toEqual({ score: null, rank: null, ranked: 4, lastRun: 0, slowBecause: [] });
  });
});
