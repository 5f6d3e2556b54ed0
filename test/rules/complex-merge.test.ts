import { describe, expect, it } from "vitest";
import { decideMerge, type Merging } from "../../schema/complex/rules.ts";
import { refusal, refused } from "../kit/refused.ts";

const today = "2024-08-15";
const entry = (over: Partial<Merging> = {}): Merging => ({
  id: "kept",
  countyCode: "140105",
  companyId: null,
  mergedIntoId: null,
  exit: false,
  gradeReview: false,
  contracts: [],
  ...over,
});
const contract = (id: string, companyId: string, startsOn: string, endsOn: string | null) => ({
  id,
  companyId,
  startsOn,
  endsOn,
});
const merge = (leaving: Partial<Merging>, kept: Partial<Merging> = {}, reason = "重复登记") =>
  decideMerge(entry({ id: "leaving", ...leaving }), entry(kept), reason, today);

describe("two entries of one complex", () => {
  it.each([
    ["with itself", { id: "kept" }, {}, "complex/merge-with-itself at into"],
    ["once gone", { mergedIntoId: "other" }, {}, "complex/merged"],
    ["into one that is gone", {}, { mergedIntoId: "other" }, "complex/merged"],
    ["of two counties", { countyCode: "140106" }, {}, "complex/merge-elsewhere at into"],
    ["of two companies", { companyId: "a" }, { companyId: "b" }, "complex/merge-companies at into"],
    ["with two exits", { exit: true }, { exit: true }, "complex/merge-exits at into"],
    ["with two reviews", { gradeReview: true }, { gradeReview: true }, "complex/merge-grade-reviews at into"],
  ] as const)("are not merged %s", (_name, leaving, kept, refusal) => {
    expect(refused(() => merge(leaving, kept))).toBe(refusal);
  });

  it("are not merged without a reason", () => {
    expect(refused(() => merge({}, {}, " "))).toBe("complex/merge-reason-missing at reason");
  });

  it.each([
    [{ companyId: "a" }, {}],
    [{}, { companyId: "a" }],
    [{ companyId: "a" }, { companyId: "a" }],
    [{ exit: true }, {}],
    [{}, { exit: true }],
    [{ gradeReview: true }, {}],
    [{}, { gradeReview: true }],
  ])("are merged where one of them has it alone, or both the same: %j, %j", (leaving, kept) => {
    expect(merge(leaving, kept)).toEqual({ moving: [], same: [] });
  });

  it("bring the contracts that the other does not know", () => {
    const held = [contract("k", "a", "2022-01-01", "2023-12-31")];
    const before = contract("before", "b", "2020-01-01", "2021-12-31");
    const twin = contract("twin", "a", "2022-06-01", "2023-05-31");
    const after = contract("after", "b", "2024-01-01", null);
    expect(merge({ contracts: [before, twin, after] }, { contracts: held })).toEqual({
      moving: ["before", "after"],
      same: [{ leaving: "twin", kept: "k" }],
    });
  });

  it("leave behind what is over and contradicts, and are not merged while it still runs", () => {
    const held = [contract("k", "a", "2022-01-01", null)];
    const other = (endsOn: string | null) =>
      merge({ contracts: [contract("l", "b", "2023-01-01", endsOn)] }, { contracts: held });
    expect(other("2024-08-14")).toEqual({ moving: [], same: [] });
    for (const endsOn of [today, null])
      expect(() => other(endsOn)).toThrow(refusal("complex/merge-contracts", ["into"], { startsOn: "2023-01-01" }));
  });
});
