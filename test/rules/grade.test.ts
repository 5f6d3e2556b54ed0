import { describe, expect, it } from "vitest";
import { timerAtInstant } from "../../schema/decision.ts";
import { gradesOf } from "../../schema/grade/catalogue.ts";
import { allowedCommands, decide, enterIntoForce, type Opening, openGradeReview } from "../../schema/grade/rules.ts";
import type { Circumstances, GradeReview } from "../../schema/grade/states.ts";
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
      expect(openGradeReview(opening({ ground }), when())).toEqual({
        state: "proposed",
        fields: {
          toGrade: "二级",
          toChargeFen: 140,
          fromGrade: "一级",
          fromChargeFen: 180,
          reason: "保洁不到位",
          returnReason: null,
        },
        events: [{ kind: "GradeReviewProposed", facts: { grade: "二级", first: true } }],
        setTimers: [],
        cancelTimers: [],
      });
    for (const ground of ["ordered", "submitted", "accepted"] as const)
      expect(() => openGradeReview(opening({ ground }), when())).toThrow(
        refusal("grade-review/ground-missing", ["rectificationId"]),
      );
    expect(() => openGradeReview(opening({ running: true }), when())).toThrow(
      refusal("grade-review/running-already", ["rectificationId"]),
    );
  });

  it.each<[Partial<Opening>, Partial<Circumstances>, string, string, object?]>([
    [{ grade: "一级" }, {}, "grade-review/grade-not-lower", "grade", { from: "一级" }],
    [
      { fromGrade: "二级", fromChargeFen: null, grade: "一级" },
      {},
      "grade-review/grade-not-lower",
      "grade",
      { from: "二级" },
    ],
    [{ fromGrade: "星级", fromChargeFen: 140 }, {}, "grade-review/charge-not-lower", "grade", { from: "1.40" }],
    [{ grade: "四级" }, {}, "grade-review/grade-unknown", "grade", { grade: "四级" }],
    [{}, { catalogue: [] }, "grade-review/catalogue-missing", "grade"],
    [{ reason: " " }, {}, "grade-review/reason-missing", "reason"],
  ])("not with %j %j", (over, circumstances, code, field, facts) => {
    expect(() => openGradeReview(opening(over), when(circumstances))).toThrow(refusal(code, [field], facts));
  });

  it("where the ledger says nothing of the present grade or charge, with any grade of the catalogue", () => {
    const unknown = { fromGrade: null, fromChargeFen: null };
    expect(openGradeReview(opening({ ...unknown, grade: "一级" }), when()).fields.toChargeFen).toBe(180);
  });
});

describe("development and reform", () => {
  it("confirms a charge below the present one, from today or a later day", () => {
    const confirm = (chargeFen: number, from: string, over: Partial<GradeReview> = {}) =>
      decide(review(over), { type: "confirm", chargeFen, chargedFrom: from }, when());
    expect(confirm(179, "2024-08-20")).toEqual({
      state: "confirmed",
      fields: { toChargeFen: 179, chargedFrom: new Date("2024-08-20T00:00:00Z"), confirmedAt: noon },
      events: [{ kind: "GradeReviewConfirmed", facts: { chargeFen: 179, from: "2024-08-20" } }],
      setTimers: [timerAtInstant("gradeReviewInForce", new Date("2024-08-19T16:00:00Z"))],
      cancelTimers: [],
    });
    expect(() => confirm(180, "2024-08-20")).toThrow(
      refusal("grade-review/charge-not-lower", ["chargeFen"], { from: "1.80" }),
    );
    expect(confirm(180, "2024-08-20", { fromChargeFen: null }).state).toBe("confirmed");
    expect(confirm(1, "2024-08-20").state).toBe("confirmed");
    expect(() => confirm(0, "2024-08-20")).toThrow(refusal("grade-review/charge-missing", ["chargeFen"]));
    expect(() => confirm(140, "2024-08-19")).toThrow(
      refusal("grade-review/charged-from-passed", ["chargedFrom"], { today: "2024-08-20" }),
    );
  });

  it("returns with a reason, which the next proposal clears", () => {
    expect(() => decide(review(), { type: "return", reason: " " }, when())).toThrow(
      refusal("grade-review/reason-missing", ["reason"]),
    );
    const { fields, events } = decide(review(), { type: "return", reason: "依据不足" }, when());
    expect([fields, events]).toEqual([{ returnReason: "依据不足" }, [{ kind: "GradeReviewReturned" }]]);
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
    const nothing = { fields: {}, events: [], setTimers: [], cancelTimers: [] };
    expect(enterIntoForce(confirmed(), { now: before })).toEqual({ state: "confirmed", ...nothing });
    expect(enterIntoForce(confirmed(), { now: begin })).toEqual({
      state: "inForce",
      fields: {},
      events: [{ kind: "GradeLowered", facts: { grade: "二级", chargeFen: 140 }, occurredAt: begin }],
      setTimers: [],
      cancelTimers: ["gradeReviewInForce"],
    });
    const undated = confirmed({ chargedFrom: null });
    expect(enterIntoForce(undated, { now: begin })).toEqual({ state: "confirmed", ...nothing });
    expect(allowedCommands(confirmed(), { now: before })).toEqual(["withdraw"]);
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
  expect(decide(confirmed(), { type: "withdraw", reason: "企业已退出" }, when())).toEqual({
    state: "withdrawn",
    fields: { settledAt: noon, withdrawalReason: "企业已退出" },
    events: [{ kind: "GradeReviewWithdrawn" }],
    setTimers: [],
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
