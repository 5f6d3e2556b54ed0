import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adjusted,
  differences,
  partOf,
  ratioOf,
  ratios,
  reportedOf,
  requireReconciled,
  sumOf,
} from "../../schema/dispatch/figures.ts";

const computed = { "complex.inLedger": 40, "complex.screened": 10 };
const adjust = (figure: string, reported: number, explanation = "three were merged") =>
  adjusted(computed, [{ figure, reported, explanation }]);

describe("adjustments", () => {
  it("keep both numbers and the explanation", () => {
    expect(adjust("complex.inLedger", 37)).toEqual({
      "complex.inLedger": { computed: 40, reported: 37, explanation: "three were merged" },
      "complex.screened": { computed: 10 },
    });
  });
  it("to the computed number are none, and need no explanation", () => {
    expect(adjust("complex.inLedger", 40, "")).toEqual(adjusted(computed, []));
  });
  it.each([
    ["complex.sold", 1, "x", "dispatch/figure-unknown", "figure"],
    ["constructor", 1, "x", "dispatch/figure-unknown", "figure"],
    ["complex.inLedger", -1, "x", "dispatch/figure-not-a-count", "reported"],
    ["complex.inLedger", 1.5, "x", "dispatch/figure-not-a-count", "reported"],
    ["complex.inLedger", Number.NaN, "x", "dispatch/figure-not-a-count", "reported"],
    ["complex.inLedger", 37, " ", "dispatch/explanation-missing", "explanation"],
  ])("of %s to %d with “%s” are refused: %s", (figure, reported, explanation, code, field) => {
    expect(() => adjust(figure, reported, explanation)).toThrow(
      expect.objectContaining({ code, field: ["adjustments", "0", field] }),
    );
  });
  it("tell both numbers where the explanation is missing", () => {
    expect(() => adjust("complex.inLedger", 37, "")).toThrow(
      expect.objectContaining({ facts: { figure: "complex.inLedger", computed: 40, reported: 37 } }),
    );
  });
});

describe("a whole and its parts", () => {
  const reported = adjust("complex.inLedger", 37);
  it("sum what was reported; what was not reported stands in with its computed figures", () => {
    const parts = [
      partOf("140105", reported, computed),
      partOf("140106", null, { "complex.inLedger": 5, "report.late": 1 }),
    ];
    expect(parts.map(({ standsIn }) => standsIn)).toEqual([false, true]);
    expect(sumOf(parts)).toEqual({ "complex.inLedger": 42, "complex.screened": 10, "report.late": 1 });
  });
  it("differ with both numbers, whichever side lacks the figure", () => {
    const whole = adjusted({ "complex.inLedger": 41, "task.late": 2 }, []);
    const parts = [partOf("140105", null, { "complex.inLedger": 42, "report.late": 1 })];
    expect(differences(whole, parts)).toEqual([
      { figure: "complex.inLedger", whole: 41, parts: 42 },
      { figure: "task.late", whole: 2, parts: 0 },
      { figure: "report.late", whole: 0, parts: 1 },
    ]);
    expect(() => requireReconciled(whole, parts)).toThrow(
      expect.objectContaining({
        code: "dispatch/parts-differ",
        facts: { figure: "complex.inLedger", whole: 41, parts: 42 },
      }),
    );
  });
  it("agree when the whole is the sum, own line included, in any order", () => {
    const counts = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 8 }), counts, (counties, own) => {
        const parts = [...counties, own].map((line, index) => partOf(String(index), null, line));
        const whole = adjusted(sumOf([...parts].reverse()), []);
        expect(differences(whole, parts)).toEqual([]);
        expect(() => requireReconciled(whole, parts)).not.toThrow();
      }),
    );
  });
});

describe("ratios", () => {
  it("are computed from sums, not from ratios", () => {
    const parts = [
      partOf("140105", null, { "complex.screened": 1, "complex.inLedger": 2 }),
      partOf("140106", null, { "complex.screened": 9, "complex.inLedger": 10 }),
    ];
    expect(ratioOf("coverage", sumOf(parts))).toBe(10 / 12);
  });
  it("are nothing where there is nothing to divide by", () => {
    for (const name of Object.keys(ratios) as (keyof typeof ratios)[]) expect(ratioOf(name, {})).toBeNull();
    expect(ratioOf("satisfaction", { "complaint.answered": 4 })).toBe(0);
  });
  it("use the reported number", () => {
    expect([reportedOf({ computed: 4 }), reportedOf({ computed: 4, reported: 0 })]).toEqual([4, 0]);
  });
});
