import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areaOf,
  type Ballot,
  countsOf,
  outcomeOf,
  requireConsistent,
  tally,
  type VoteCounts,
  type VoteTest,
  type VoteUnit,
} from "../../schema/exit/vote.ts";
import { refused } from "../kit/refused.ts";

const counts = (over: Partial<VoteCounts> = {}): VoteCounts => ({
  totalArea: 3_000_000n,
  totalHeads: 300,
  participatingArea: 2_000_000n,
  participatingHeads: 200,
  yesArea: 1_000_001n,
  yesHeads: 101,
  ...over,
});
const failing = (given: VoteCounts, matter?: number) =>
  outcomeOf(given, matter)
    .tests.filter(({ met }) => !met)
    .map(({ name }) => name);

describe("Civil Code 278, both sides of each of the four fractions", () => {
  const cases: [string, Partial<VoteCounts>, VoteTest["name"][]][] = [
    ["all four at their smallest: passed", {}, []],
    ["2/3 of the area, to 0.01 m²", { participatingArea: 1_999_999n, yesArea: 1_000_000n }, ["quorumArea"]],
    ["2/3 of the heads", { participatingHeads: 199, yesHeads: 100 }, ["quorumHeads"]],
    ["exactly half of the participating area is not more than half", { yesArea: 1_000_000n }, ["majorityArea"]],
    ["exactly half of the participating heads is not more than half", { yesHeads: 100 }, ["majorityHeads"]],
    ["a total that 3 does not divide, below", { totalHeads: 301, yesHeads: 101 }, ["quorumHeads"]],
    ["a total that 3 does not divide, above", { totalHeads: 301, participatingHeads: 201, yesHeads: 101 }, []],
    ["an odd number of heads, below", { participatingHeads: 201, yesHeads: 100 }, ["majorityHeads"]],
    ["an odd number of heads, above", { participatingHeads: 201, yesHeads: 101 }, []],
    ["nobody took part", { participatingArea: 0n, participatingHeads: 0, yesArea: 0n, yesHeads: 0 }, allFour()],
    [
      "everybody agreed",
      { participatingArea: 3_000_000n, participatingHeads: 300, yesArea: 3_000_000n, yesHeads: 300 },
      [],
    ],
    // The regulation of 2018 asked for a majority of all owners: superseded.
    [
      "a majority of those who take part is none of all owners: passed all the same",
      { yesArea: 1_000_001n, yesHeads: 101 },
      [],
    ],
    ["many heads with little area", { yesArea: 900_000n, yesHeads: 190 }, ["majorityArea"]],
    ["few heads with much area", { yesArea: 1_900_000n, yesHeads: 90 }, ["majorityHeads"]],
  ];
  it.each(cases)("%s", (_, over, unmet) => {
    expect(failing(counts(over))).toEqual(unmet);
    expect(outcomeOf(counts(over)).passed).toBe(unmet.length === 0);
  });

  it("matters 6 to 8 need three quarters of both, and three quarters are enough", () => {
    const enough = counts({ yesArea: 1_500_000n, yesHeads: 150 });
    for (const matter of [6, 7, 8]) {
      expect(failing(enough, matter)).toEqual([]);
      expect(failing({ ...enough, yesArea: 1_499_999n }, matter)).toEqual(["majorityArea"]);
      expect(failing({ ...enough, yesHeads: 149 }, matter)).toEqual(["majorityHeads"]);
    }
    for (const matter of [4, 5, 9]) expect(failing(counts(), matter)).toEqual([]);
  });

  it("says the smallest number that would do, whatever the totals", () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, amount, fc.constantFrom(4, 6), (totalArea, part, yes, matter) => {
        const participatingArea = part % (totalArea + 1n);
        const given = counts({ totalArea, participatingArea, yesArea: yes % (participatingArea + 1n) });
        for (const name of ["quorumArea", "majorityArea"] as const) {
          const field = name === "quorumArea" ? "participatingArea" : "yesArea";
          const found = (held: bigint) =>
            outcomeOf({ ...given, [field]: held }, matter).tests.find((test) => test.name === name) as VoteTest;
          const { needed } = found(given[field]);
          expect(found(needed).met).toBe(true);
          expect(needed === 0n || !found(needed - 1n).met).toBe(true);
        }
      }),
    );
  });

  it("is exact where floating point is not", () => {
    const totalArea = 3n * 10n ** 17n;
    const half = { ...counts({ totalArea, participatingArea: 2n * 10n ** 17n }), yesArea: 10n ** 17n };
    expect(failing(half)).toEqual(["majorityArea"]);
    expect(failing({ ...half, yesArea: 10n ** 17n + 1n })).toEqual([]);
    expect(failing({ ...half, participatingArea: 2n * 10n ** 17n - 1n })).toEqual(["quorumArea"]);
  });
});

function allFour(): VoteTest["name"][] {
  return ["quorumArea", "quorumHeads", "majorityArea", "majorityHeads"];
}

const unit = (name: string, over: Partial<VoteUnit> = {}): VoteUnit => ({
  unit: name,
  owners: [`owner of ${name}`],
  developer: false,
  registeredArea: 10_000n,
  surveyedArea: null,
  contractArea: null,
  ballot: "yes",
  ...over,
});

describe("who counts, and for how much (SPC interpretation 8 and 9)", () => {
  it("one person with many units is one head with all the area", () => {
    const units = ["1-101", "1-102", "1-103"].map((name) => unit(name, { owners: ["Li"] }));
    expect(tally([...units, unit("1-104", { ballot: "no" })])).toEqual({
      totalArea: 40_000n,
      totalHeads: 2,
      participatingArea: 40_000n,
      participatingHeads: 2,
      yesArea: 30_000n,
      yesHeads: 1,
    });
  });
  it("what the developer has not sold or not handed over is one head, whoever is named", () => {
    const unsold = ["2-101", "2-102"].map((name) => unit(name, { developer: true, owners: [], ballot: "no" }));
    const undelivered = unit("2-103", { developer: true, owners: ["buyer"], ballot: "no" });
    expect(tally([...unsold, undelivered, unit("2-104")])).toMatchObject({
      totalHeads: 2,
      yesHeads: 1,
      yesArea: 10_000n,
    });
  });
  it("two co-owners of a unit are one head and cast one ballot", () => {
    expect(tally([unit("3-101", { owners: ["Wang", "Zhao"] }), unit("3-102")])).toMatchObject({
      totalHeads: 2,
      participatingHeads: 2,
    });
  });
  it("the same two co-owners of two units are one, in whatever order; one of them alone is another", () => {
    const shared = [unit("3-101", { owners: ["Wang", "Zhao"] }), unit("3-102", { owners: ["Zhao", "Wang"] })];
    expect(tally(shared)).toMatchObject({ totalHeads: 1 });
    expect(tally([...shared, unit("3-103", { owners: ["Wang"] })])).toMatchObject({ totalHeads: 2 });
  });
  it.each<[Ballot, number, number]>([
    ["yes", 1, 1],
    ["no", 1, 0],
    ["abstain", 1, 0],
    ["invalid", 1, 0],
    ["unreturned", 0, 0],
  ])("a ballot %s: takes part %d, agrees %d", (ballot, participatingHeads, yesHeads) => {
    expect(tally([unit("4-101", { ballot })])).toEqual({
      totalArea: 10_000n,
      totalHeads: 1,
      participatingArea: BigInt(participatingHeads) * 10_000n,
      participatingHeads,
      yesArea: BigInt(yesHeads) * 10_000n,
      yesHeads,
    });
  });
  it("area comes from the register, else the survey, else the sale contract", () => {
    const of = (registeredArea: bigint | null, surveyedArea: bigint | null, contractArea: bigint | null) =>
      areaOf(unit("5-101", { registeredArea, surveyedArea, contractArea }));
    expect([of(1n, 2n, 3n), of(null, 2n, 3n), of(null, null, 3n), of(null, null, null)]).toEqual([1n, 2n, 3n, 0n]);
  });
});

it("refuses a register that cannot be", () => {
  expect(refused(() => tally([unit("1"), unit("1")]))).toBe("exit/unit-twice at units.1.unit");
  expect(refused(() => tally([unit("1", { registeredArea: null })]))).toBe("exit/unit-without-area at units.0");
  expect(refused(() => tally([unit("1", { owners: [] })]))).toBe("exit/unit-without-owner at units.0");
  const twoMinds = [unit("1", { owners: ["Li"] }), unit("2", { owners: ["Li"], ballot: "no" })];
  expect(refused(() => tally(twoMinds))).toBe("exit/unit-of-two-minds at units.1.ballot");
});

it("a vote is given as totals or ballot by ballot, and not as both", () => {
  const units = [unit("1")];
  expect(countsOf({ counts: counts(), units: null })).toEqual(counts());
  expect(countsOf({ counts: null, units })).toEqual(tally(units));
  for (const given of [
    { counts: null, units: null },
    { counts: counts(), units },
  ])
    expect(refused(() => countsOf(given))).toBe("exit/vote-missing at counts");
});

it("refuses counts that cannot be, at the first of them", () => {
  const cases: [Partial<VoteCounts>, string][] = [
    [{ totalArea: 0n }, "exit/vote-total-missing at counts.totalArea"],
    [{ totalHeads: 0 }, "exit/vote-total-missing at counts.totalHeads"],
    [{ participatingArea: 3_000_001n }, "exit/vote-counts-differ at counts.participatingArea"],
    [{ participatingHeads: 301 }, "exit/vote-counts-differ at counts.participatingHeads"],
    [{ yesArea: 2_000_001n }, "exit/vote-counts-differ at counts.yesArea"],
    [{ yesHeads: -1 }, "exit/vote-counts-differ at counts.yesHeads"],
  ];
  for (const [over, expected] of cases) expect(refused(() => requireConsistent(counts(over)))).toBe(expected);
  expect(refused(() => requireConsistent(counts()))).toBeUndefined();
});
