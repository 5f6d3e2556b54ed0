import { describe, expect, it } from "vitest";
import { gradesOf } from "../../schema/grade/catalogue.ts";
import { allowedCommands, decide, enterIntoForce, type Opening, openGradeReview } from "../../schema/grade/rules.ts";
import type { Circumstances } from "../../schema/grade/states.ts";
import { begin, confirmed, inState, noon, review, when } from "../kit/grades.ts";
import { refusal } from "../kit/refused.ts";

const opening = (over: Partial<Opening> = {}): Opening => ({
  ground: "failed",
  running: false,
  fromGrade: "一级",
  fromChargeFen: 180,
  grade: "二级",
  reason: "保洁不到位",
  ...over,
});

describe("a review is opened", () => {
  it("on the ground of a rectification that was refused or failed, one at a time", () => {
    for (const ground of ["refused", "failed"] as const)
      expect(openGradeReview(opening({ ground }), when())).toMatchObject({
        state: "proposed",
        fields: { toGrade: "二级", toChargeFen: 140, fromGrade: "一级", fromChargeFen: 180 },
        events: [{ kind: "GradeReviewProposed", facts: { grade: "二级", first: true } }],
      });
    for (const ground of ["ordered", "submitted", "accepted"] as const)
      expect(() => openGradeReview(opening({ ground }), when())).toThrow(
        refusal("grade-review/ground-missing", ["rectificationId"]),
      );
    expect(() => openGradeReview(opening({ running: true }), when())).toThrow(
      refusal("grade-review/running-already", ["rectificationId"]),
    );
  });

  it.each<[Partial<Opening>, Partial<Circumstances>, string, string]>([
    [{ grade: "一级" }, {}, "grade-review/grade-not-lower", "grade"],
    [{ fromGrade: "二级", fromChargeFen: null, grade: "一级" }, {}, "grade-review/grade-not-lower", "grade"],
    [{ fromGrade: "星级", fromChargeFen: 140 }, {}, "grade-review/charge-not-lower", "grade"],
    [{ grade: "四级" }, {}, "grade-review/grade-unknown", "grade"],
    [{}, { catalogue: [] }, "grade-review/catalogue-missing", "grade"],
    [{ reason: " " }, {}, "grade-review/reason-missing", "reason"],
  ])("not with %j %j", (over, circumstances, code, field) => {
    expect(() => openGradeReview(opening(over), when(circumstances))).toThrow(refusal(code, [field]));
  });

  it("where the ledger says nothing of the present grade or charge, with any grade of the catalogue", () => {
    const unknown = { fromGrade: null, fromChargeFen: null };
    expect(openGradeReview(opening({ ...unknown, grade: "一级" }), when()).fields.toChargeFen).toBe(180);
  });
});

describe("development and reform", () => {
  it("confirms a charge below the present one, from today or a later day", () => {
    const confirm = (chargeFen: number, from: string) =>
      decide(review(), { type: "confirm", chargeFen, chargedFrom: from }, when());
    expect(confirm(179, "2024-08-20")).toMatchObject({
      state: "confirmed",
      fields: { toChargeFen: 179, chargedFrom: new Date("2024-08-20T00:00:00Z"), confirmedAt: noon },
      setTimers: [{ kind: "gradeReviewInForce", dueAt: new Date("2024-08-19T16:00:00Z") }],
    });
    expect(() => confirm(180, "2024-08-20")).toThrow(refusal("grade-review/charge-not-lower", ["chargeFen"]));
    expect(() => confirm(0, "2024-08-20")).toThrow(refusal("grade-review/charge-missing", ["chargeFen"]));
    expect(() => confirm(140, "2024-08-19")).toThrow(refusal("grade-review/charged-from-passed", ["chargedFrom"]));
  });

  it("returns with a reason, which the next proposal clears", () => {
    expect(() => decide(review(), { type: "return", reason: "" }, when())).toThrow(
      refusal("grade-review/reason-missing", ["reason"]),
    );
    const { fields } = decide(review(), { type: "return", reason: "依据不足" }, when());
    expect(fields).toEqual({ returnReason: "依据不足" });
    const again = decide(
      review({ state: "returned", ...fields }),
      { type: "propose", grade: "三级", reason: "补充依据" },
      when(),
    );
    expect(again.fields).toEqual({ toGrade: "三级", toChargeFen: 100, reason: "补充依据", returnReason: null });
    expect(again.events).toEqual([{ kind: "GradeReviewProposed", facts: { grade: "三级" } }]);
  });
});

describe("the first day of the new charge", () => {
  it("begins at midnight in Shanghai, and not a moment before", () => {
    const before = new Date(begin.getTime() - 1);
    expect(enterIntoForce(confirmed(), { now: before })).toMatchObject({ state: "confirmed", events: [] });
    expect(enterIntoForce(confirmed(), { now: begin })).toMatchObject({
      state: "inForce",
      events: [{ kind: "GradeLowered", facts: { grade: "二级", chargeFen: 140 }, occurredAt: begin }],
      cancelTimers: ["gradeReviewInForce"],
    });
    for (const state of ["proposed", "returned", "inForce", "verified", "withdrawn"] as const)
      expect(enterIntoForce(inState(state), { now: begin }).events).toEqual([]);
  });

  it("has come for a command that is ahead of the ticker: verified, and withdrawn no longer", () => {
    const late = when({ now: begin });
    expect(allowedCommands(confirmed(), late)).toEqual(["verify"]);
    const decision = decide(confirmed(), { type: "verify", inspectionId: "an inspection" }, late);
    expect(decision).toMatchObject({ state: "verified", fields: { settledAt: begin } });
    expect(decision.events.map(({ kind }) => kind)).toEqual(["GradeLowered", "GradeReviewVerified"]);
    expect(decision.cancelTimers).toEqual(["gradeReviewInForce"]);
    expect(() => decide(confirmed(), { type: "withdraw", reason: "改正" }, late)).toThrow(
      expect.objectContaining({ facts: { state: "inForce" } }),
    );
  });
});

it("verification names its inspection, withdrawal its reason", () => {
  expect(() => decide(inState("inForce"), { type: "verify", inspectionId: "" }, when())).toThrow(
    refusal("grade-review/inspection-missing", ["inspectionId"]),
  );
  expect(() => decide(confirmed(), { type: "withdraw", reason: " " }, when())).toThrow(
    refusal("grade-review/reason-missing", ["reason"]),
  );
  expect(decide(confirmed(), { type: "withdraw", reason: "企业已退出" }, when())).toMatchObject({
    fields: { settledAt: noon, withdrawalReason: "企业已退出" },
    cancelTimers: ["gradeReviewInForce"],
  });
});

describe("a catalogue", () => {
  const entry = (name: string, chargeFen: number) => ({ name, chargeFen, standard: "按标准" });
  it("stands from the highest to the lowest, each charged less than the one before", () => {
    expect(gradesOf([entry(" 一级", 180), entry("二级", 140)])).toEqual([
      { position: 1, name: "一级", chargeFen: 180, standard: "按标准" },
      { position: 2, name: "二级", chargeFen: 140, standard: "按标准" },
    ]);
  });
  it.each<[ReturnType<typeof entry>[], string, string[]]>([
    [[], "grade/none", ["grades"]],
    [[entry("一级", 180), entry("一级 ", 140)], "grade/name-repeated", ["grades", "1", "name"]],
    [[entry("一级", 180), entry("二级", 180)], "grade/charge-not-falling", ["grades", "1", "chargeFen"]],
    [[entry("一级", 0)], "invalid/out-of-range", ["grades", "0", "chargeFen"]],
    [[entry("一级", 10_001)], "invalid/out-of-range", ["grades", "0", "chargeFen"]],
  ])("%j is refused as %s", (entries, code, field) => {
    expect(() => gradesOf(entries)).toThrow(refusal(code, field));
  });
});
