import { describe, expect, it } from "vitest";
import { timerAtInstant } from "../../schema/decision.ts";
import { decideFollowUp, owesExitGuidance } from "../../schema/rectification/follow-up.ts";
import { decide, type Order, orderRectification } from "../../schema/rectification/rules.ts";
import type {
  Circumstances,
  Command,
  CommandType,
  Rectification,
  RectificationDecision,
  State,
} from "../../schema/rectification/states.ts";
import { at } from "../kit/moments.ts";
import {
  asked,
  commands,
  deadline,
  finding,
  justBefore,
  later,
  noon,
  order,
  ordered,
  when,
} from "../kit/rectifications.ts";
import { refusal } from "../kit/refused.ts";

const ladder = ["rectificationCitySupervision", "rectificationKeySupervision"] as const;

describe("an order", () => {
  it.each<[string, Partial<Order>, string, string[], object?]>([
    ["of nothing", { findings: [] }, "rectification/finding-missing", ["findingIds"]],
    [
      "of two complexes",
      { findings: [finding, { ...finding, complexId: "other" }] },
      "rectification/findings-of-several-complexes",
      ["findingIds"],
    ],
    [
      "of what is ordered already",
      { findings: [finding, { ...finding, state: "ordered" }] },
      "rectification/finding-ordered-already",
      ["findingIds", "1"],
    ],
    [
      "of what was put right",
      { findings: [{ ...finding, state: "rectified" }] },
      "rectification/finding-settled",
      ["findingIds", "0"],
    ],
    [
      "of what was withdrawn",
      { findings: [finding, { ...finding, state: "withdrawn" }] },
      "rectification/finding-settled",
      ["findingIds", "1"],
    ],
    ["to nobody", { responsiblePerson: "  " }, "rectification/responsible-person-missing", ["responsiblePerson"]],
    ["without a deadline", { deadline: null }, "rectification/deadline-missing", ["deadline"]],
    ["for now", { deadline: noon }, "rectification/deadline-not-later", ["deadline"], { than: "2024-08-15 12:00" }],
  ])("is not given %s", (_, over, code, field, facts) => {
    expect(() => orderRectification(order(over), when(noon))).toThrow(refusal(code, field, facts));
  });
  it("sets the one timer of its deadline, and counts a finding that is ordered again once", () => {
    const findings = [finding, { ...finding, illegal: true }, { ...finding, state: "unrectified" as const }];
    expect(orderRectification(order({ findings }), when(noon))).toEqual({
      state: "ordered",
      fields: {
        deadline,
        submittedAt: null,
        overdueAt: null,
        awaitingReview: false,
        settledAt: null,
        extensions: 0,
        extensionAskedUntil: null,
        extensionReason: null,
        escalation: "none",
        remindedAt: null,
        calendarPublished: true,
        illegal: true,
      },
      events: [{ kind: "RectificationOrdered", facts: { findings: 3, first: 2 } }],
      setTimers: [timerAtInstant("rectificationOverdue", deadline)],
      cancelTimers: [],
    });
    expect(orderRectification(order(), when(justBefore)).fields.illegal).toBe(false);
  });
});

describe("required input", () => {
  it.each<[State, Command, string, string, object?]>([
    ["ordered", { type: "submit", evidence: [] }, "rectification/evidence-missing", "evidenceIds"],
    ["ordered", { type: "refuse", evidence: [] }, "rectification/evidence-missing", "evidenceIds"],
    ["submitted", { type: "accept", inspectionId: "" }, "rectification/inspection-missing", "inspectionId"],
    ["submitted", { type: "sendBack", reason: " " }, "rectification/reason-missing", "reason"],
    ["ordered", { type: "askExtension", deadline: later, reason: "\t" }, "rectification/reason-missing", "reason"],
    [
      "ordered",
      { type: "askExtension", deadline, reason: "parts" },
      "rectification/deadline-not-later",
      "deadline",
      { than: "2024-08-16 18:00" },
    ],
    ["ordered", { type: "denyExtension", reason: "\t" }, "rectification/reason-missing", "reason"],
    [
      "ordered",
      { type: "nameResponsible", responsiblePerson: " " },
      "rectification/responsible-person-missing",
      "responsiblePerson",
    ],
  ])("%s + %j is refused with %s", (state, command, code, field, facts) => {
    const current = ordered({ state, ...(command.type === "denyExtension" ? asked : {}) });
    expect(() => decide(current, command, when(noon))).toThrow(refusal(code, [field], facts));
  });
});

describe("what each command brings about", () => {
  const until = "2024-08-23T10:00:00.000Z";
  const settled = { settledAt: noon, awaitingReview: false, extensionAskedUntil: null };
  const everyTimer = ["rectificationOverdue", ...ladder] as const;
  it.each<[CommandType, Partial<Rectification>, Partial<RectificationDecision>]>([
    ["start", {}, { state: "inProgress", events: [{ kind: "RectificationStarted" }] }],
    [
      "nameResponsible",
      {},
      { fields: { responsiblePerson: "李演示" }, events: [{ kind: "RectificationResponsibleNamed" }] },
    ],
    [
      "submit",
      {},
      {
        state: "submitted",
        fields: { submittedAt: noon },
        events: [{ kind: "RectificationSubmitted", facts: { inTime: true } }],
      },
    ],
    [
      "sendBack",
      { state: "submitted" },
      {
        state: "sentBack",
        fields: { awaitingReview: false },
        events: [{ kind: "RectificationSentBack", facts: { overdue: false } }],
      },
    ],
    [
      "askExtension",
      {},
      {
        fields: { extensionAskedUntil: later, extensionReason: "parts are on order" },
        events: [{ kind: "RectificationExtensionAsked", facts: { until } }],
      },
    ],
    [
      "denyExtension",
      asked,
      { fields: { extensionAskedUntil: null }, events: [{ kind: "RectificationExtensionDenied" }] },
    ],
    [
      "approveExtension",
      asked,
      {
        fields: {
          deadline: later,
          extensions: 1,
          extensionAskedUntil: null,
          overdueAt: null,
          awaitingReview: false,
          escalation: "none",
          calendarPublished: true,
        },
        events: [{ kind: "RectificationExtended", facts: { until, wasOverdue: false } }],
        setTimers: [timerAtInstant("rectificationOverdue", later)],
        cancelTimers: ladder,
      },
    ],
    [
      "accept",
      { state: "submitted", submittedAt: at("2024-08-15 11:00"), findings: 2 },
      {
        state: "accepted",
        fields: { ...settled, proofId: "inspection" },
        events: [{ kind: "RectificationAccepted", facts: { findings: 2, wasOverdue: false, inTime: true } }],
        cancelTimers: everyTimer,
        followUps: [],
        findings: "rectified",
      },
    ],
    [
      "refuse",
      { state: "inProgress" },
      {
        state: "refused",
        fields: settled,
        events: [{ kind: "RectificationRefused", facts: { findings: 1, wasOverdue: false, inTime: false } }],
        cancelTimers: everyTimer,
        followUps: ["gradeReview"],
        findings: "unrectified",
      },
    ],
    [
      "fail",
      { deadline: noon, overdueAt: noon, submittedAt: noon },
      {
        state: "failed",
        fields: { ...settled, proofId: "inspection" },
        events: [{ kind: "RectificationFailed", facts: { findings: 1, wasOverdue: true, inTime: false } }],
        cancelTimers: everyTimer,
        followUps: ["gradeReview"],
        findings: "unrectified",
      },
    ],
    [
      "remind",
      { deadline: noon, overdueAt: noon },
      { fields: { remindedAt: noon }, events: [{ kind: "RectificationReminded" }] },
    ],
  ])("%s, where %j", (type, over, expected) => {
    expect(decide(ordered(over), commands[type], when(noon))).toEqual({
      ...{ state: "ordered", fields: {}, events: [], setTimers: [], cancelTimers: [] },
      ...expected,
    });
  });
  it("nameResponsible keeps the name without the blanks around it", () => {
    const command = { type: "nameResponsible", responsiblePerson: " 李演示 " } as const;
    expect(decide(ordered(), command, when(noon)).fields.responsiblePerson).toBe("李演示");
  });
});

describe("settled", () => {
  const settle = (
    type: "accept" | "refuse" | "fail",
    over: Partial<Rectification>,
    known: Partial<Circumstances> = {},
  ) =>
    decide(
      ordered({ state: type === "refuse" ? "inProgress" : "submitted", ...over }),
      commands[type],
      when(deadline, known),
    );
  it("refused or failed owes a grade review, always", () => {
    for (const type of ["refuse", "fail"] as const)
      expect(settle(type, {})).toMatchObject({ followUps: ["gradeReview"], findings: "unrectified" });
  });
  it("an illegal act owes a penalty or a transfer even when it was put right, and owes it once", () => {
    const [illegal, owes] = [{ illegal: true }, { owesPenalty: true }];
    expect(settle("accept", illegal, owes)).toMatchObject({ followUps: ["penaltyOrTransfer"], findings: "rectified" });
    expect(settle("accept", {}).followUps).toEqual([]);
    expect(settle("fail", illegal, owes).followUps).toEqual(["gradeReview", "penaltyOrTransfer"]);
    // It owes it to an earlier order.
    expect(settle("fail", illegal).followUps).toEqual(["gradeReview"]);
  });
  it("with strong protest, refused or failed owes exit guidance too", () => {
    expect(settle("refuse", {}, { strongProtest: true }).followUps).toEqual(["gradeReview", "exitGuidance"]);
    expect(settle("accept", {}, { strongProtest: true }).followUps).toEqual([]);
    expect([owesExitGuidance(true, true), owesExitGuidance(true, false), owesExitGuidance(false, true)]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it("sets no timer any more, not even of the deadline that passed a moment ago", () => {
    const decision = settle("fail", { state: "inProgress" });
    expect(decision.setTimers).toEqual([]);
    expect(decision.cancelTimers).toEqual([
      "rectificationOverdue",
      "rectificationCitySupervision",
      "rectificationKeySupervision",
    ]);
    expect(decision.events).toMatchObject([
      { kind: "RectificationOverdue" },
      { kind: "RectificationFailed", facts: { wasOverdue: true, inTime: false } },
    ]);
  });
  it("is failed by an inspection only after the deadline", () => {
    expect(() => decide(ordered(), commands.fail, when(justBefore))).toThrow(
      refusal("rectification/deadline-not-passed", [], { deadline: "2024-08-16 18:00" }),
    );
  });
});

describe("a follow-up", () => {
  it("is waived only with a written reason", () => {
    expect(() => decideFollowUp("owed", { type: "waive", reason: " " })).toThrow(
      expect.objectContaining({ code: "follow-up/reason-missing", field: ["reason"] }),
    );
    expect(decideFollowUp("owed", { type: "open" }).event).toBe("FollowUpOpened");
    expect(decideFollowUp("opened", { type: "reopen" }).event).toBe("FollowUpReopened");
    expect(decideFollowUp("owed", { type: "waive", reason: "moved" }).event).toBe("FollowUpWaived");
  });
});
