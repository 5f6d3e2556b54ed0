import { describe, expect, it } from "vitest";
import { chargeBounds, openFindings, screeningStateOf } from "../../schema/complex/rules.ts";
import type { FindingState } from "../../schema/finding/rules.ts";

describe("a line of the ledger", () => {
  it.each<[boolean, FindingState[], string]>([
    [false, [], "notScreened"],
    [false, ["open"], "notScreened"],
    [true, [], "clean"],
    [true, ["withdrawn"], "clean"],
    [true, ["rectified", "open"], "problemsOpen"],
    [true, ["ordered"], "problemsOpen"],
    [true, ["unrectified", "rectified"], "problemsOpen"],
    [true, ["rectified", "withdrawn"], "allRectified"],
  ])("screened %s with findings %j is %s", (screened, findings, state) => {
    expect(screeningStateOf(screened, findings)).toBe(state);
  });
  it("counts what is still to be put right", () => {
    expect(openFindings(["open", "ordered", "rectified", "unrectified", "withdrawn"])).toBe(3);
  });
  it("costs 10,000 yuan a month and square metre at most", () => {
    expect(chargeBounds).toEqual({ min: 0, max: 1_000_000 });
  });
});
