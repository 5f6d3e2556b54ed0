import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { type Deduction, scoreOf, type Tally } from "../../schema/company/score.ts";

const rules = defaultSettings.companyScore;
const keys = Object.keys(rules.deductions) as Deduction[];
const nothing = { complexes: 1, ...Object.fromEntries(keys.map((key) => [key, 0])) } as Tally;
const score = (tally: Partial<Tally>, of = rules) => scoreOf({ ...nothing, ...tally }, of);
const deducted = (tally: Partial<Tally>) =>
  score(tally).parts.flatMap(({ key, deducted: points }) => (points > 0 ? [[key, points]] : []));

describe("the score of a company", () => {
  it("is a hundred where nothing weighs, with every part shown", () => {
    expect(score({})).toMatchObject({ value: 100, band: "good" });
    expect(score({}).parts.map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    [{ openFinding: 1 }, [["openFinding", 10]]],
    [{ openFinding: 1, complexes: 0 }, [["openFinding", 10]]],
    [{ openFinding: 3, complexes: 20 }, [["openFinding", 2]]],
    [{ openFinding: 4, complexes: 100 }, []],
    [{ openFinding: 30 }, [["openFinding", 20]]],
    [{ overdueRectification: 1, complexes: 4 }, [["overdueRectification", 5]]],
    [{ unrectified: 2, complexes: 100 }, [["unrectified", 8]]],
    [{ gradeLowered: 4 }, [["gradeLowered", 12]]],
    [{ penalty: 2 }, [["penalty", 16]]],
    [
      { minorDiscredit: 1, generalDiscredit: 1, severeDiscredit: 1 },
      [
        ["minorDiscredit", 3],
        ["generalDiscredit", 10],
        ["severeDiscredit", 25],
      ],
    ],
  ] as const)("%j", (tally, parts) => expect(deducted(tally)).toEqual(parts));

  it("is named by where it lies: the limits belong to the better and the worse", () => {
    const bands = [80, 79, 60, 59].map((value) => score({ penalty: 100 - value }, withPenalty(1, 100)).band);
    expect(bands).toEqual(["good", "fair", "fair", "poor"]);
  });

  it("falls with every matter and with nothing else, never under nothing", () => {
    const tallies = fc.record(Object.fromEntries(Object.keys(nothing).map((key) => [key, fc.nat(60)])));
    fc.assert(
      fc.property(tallies, fc.constantFrom(...keys), (tally, key) => {
        const before = score(tally);
        const after = score({ ...tally, [key]: (tally[key] ?? 0) + 1 });
        expect(after.value).toBeLessThanOrEqual(before.value);
        expect(before.value).toBe(Math.max(0, 100 - before.parts.reduce((sum, part) => sum + part.deducted, 0)));
        for (const { deducted: points, most } of before.parts) expect(points).toBeLessThanOrEqual(most);
      }),
    );
  });
});

const withPenalty = (points: number, most: number) => ({
  ...rules,
  deductions: { ...rules.deductions, penalty: { points, most } },
});
