import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../schema/finding/rules.ts";
import {
  type Answered,
  type ChecklistAnswer,
  decideChecklist,
  type Inspected,
} from "../../schema/inspection/checklist.ts";
import type { InspectionKind } from "../../schema/inspection/rules.ts";
import { refused } from "../kit/refused.ts";

const catalogue: Catalogue = new Map([
  ["services", new Set(["services/cleaning", "services/order"])],
  ["income", new Set(["income/taken"])],
]);
const acts = ["services/cleaning", "services/order", "income/taken"];
const item = (act: string, answer: ChecklistAnswer, more: Partial<Answered> = {}): Answered => ({
  act,
  answer,
  evidenceIds: [],
  ...more,
});
const wrong = (act: string, more: Partial<Answered> = {}) =>
  item(act, "notInOrder", { note: "三盏灯不亮", evidenceIds: ["photo"], ...more });
const decide = (answers: readonly Answered[], over: Partial<Inspected> = {}) =>
  decideChecklist(answers, { kind: "screening", complaintKind: null, evidence: 0, findings: 0, ...over }, catalogue);

describe("a checklist", () => {
  it("keeps every act of the catalogue: what was not answered was not looked at", () => {
    const { result, items, findings } = decide([
      item("income/taken", "notApplicable"),
      wrong("services/order", { illegal: true }),
    ]);
    expect(items).toEqual([
      { actCode: "services/cleaning", answer: "notLookedAt", note: null },
      { actCode: "services/order", answer: "notInOrder", note: "三盏灯不亮" },
      { actCode: "income/taken", answer: "notApplicable", note: null },
    ]);
    expect(result).toBe("problems");
    expect(findings).toEqual([
      { kindCode: "services", actCodes: ["services/order"], illegal: true, description: "三盏灯不亮" },
    ]);
  });
  it("makes each item that is not in order a finding of its own", () => {
    const { findings } = decide([wrong("services/order"), wrong("services/cleaning")]);
    expect(findings.map(({ actCodes }) => actCodes)).toEqual([["services/order"], ["services/cleaning"]]);
  });
  it("shows an item by a file of its own or by one of the whole inspection", () => {
    const bare = wrong("services/order", { evidenceIds: [] });
    expect(refused(() => decide([bare]))).toBe("inspection/item-evidence-missing at checklist.0.evidenceIds");
    expect(decide([bare], { evidence: 1 }).result).toBe("problems");
  });
  it.each<[string, Answered[], Partial<Inspected>, string]>([
    ["an unknown act", [item("noise", "inOrder")], {}, "inspection/act-unknown at checklist.0.act"],
    [
      "an act twice",
      [item("income/taken", "inOrder"), item("income/taken", "inOrder")],
      {},
      "inspection/act-twice at checklist.1.act",
    ],
    ["no words", [wrong("income/taken", { note: " " })], {}, "inspection/note-missing at checklist.0.note"],
    ["another result", [wrong("income/taken")], { result: "clean" }, "inspection/follows-from-checklist at result"],
    ["further findings", [wrong("income/taken")], { findings: 1 }, "inspection/follows-from-checklist at findings"],
    ["no answer at all", [item("income/taken", "notLookedAt")], {}, "inspection/nothing-looked-at at checklist"],
  ])("is refused with %s", (_what, answers, over, code) => {
    expect(refused(() => decide(answers, over))).toBe(code);
  });

  const kinds: readonly InspectionKind[] = ["screening", "verification", "lookBack", "spotCheck", "provincial"];
  const needs: Partial<Record<InspectionKind, readonly string[]>> = {
    screening: acts,
    verification: ["services/cleaning", "services/order"],
  };
  it.each(kinds)("of a %s finds nothing wrong only after what it owes was looked at", (kind) => {
    const inspected = { kind, complaintKind: kind === "verification" ? "services" : null };
    for (const left of acts) {
      const answers = acts.map((act) => item(act, act === left ? "notLookedAt" : "inOrder"));
      const owed = needs[kind]?.includes(left);
      expect([left, refused(() => decide(answers, inspected))]).toEqual([
        left,
        owed ? "inspection/not-looked-at at checklist" : undefined,
      ]);
    }
  });
  it("of a verification without a kind owes nothing but a look", () => {
    expect(decide([item("income/taken", "inOrder")], { kind: "verification" }).result).toBe("clean");
  });
});
