import { describe, expect, it } from "vitest";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { decideFollowUp, type FollowUpCommand, owesExitGuidance } from "../../schema/rectification/follow-up.ts";
import {
  decide,
  escalate,
  isOverdue,
  isSettled,
  lapse,
  moveStep,
  type Order,
  orderRectification,
} from "../../schema/rectification/rules.ts";
import type { Circumstances, Command, Rectification, State } from "../../schema/rectification/states.ts";
import { at } from "../kit/moments.ts";
import {
  applied,
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

describe("an order", () => {
  it("needs a finding of one complex, a responsible person and a deadline", () => {
    const refused = (over: Partial<Order>) => {
      try {
        orderRectification(order(over), when(noon));
      } catch (refusal) {
        return refusal;
      }
    };
    const cases: [Partial<Order>, string, string[]][] = [
      [{ findings: [] }, "rectification/finding-missing", ["findingIds"]],
      [
        { findings: [finding, { ...finding, complexId: "other" }] },
        "rectification/findings-of-several-complexes",
        ["findingIds"],
      ],
      [
        { findings: [finding, { ...finding, state: "ordered" }] },
        "rectification/finding-ordered-already",
        ["findingIds", "1"],
      ],
      [{ findings: [{ ...finding, state: "rectified" }] }, "rectification/finding-settled", ["findingIds", "0"]],
      [{ findings: [{ ...finding, state: "withdrawn" }] }, "rectification/finding-settled", ["findingIds", "0"]],
      [{ responsiblePerson: "  " }, "rectification/responsible-person-missing", ["responsiblePerson"]],
      [{ deadline: null }, "rectification/deadline-missing", ["deadline"]],
      [{ deadline: noon }, "rectification/deadline-not-later", ["deadline"]],
    ];
    for (const [over, code, field] of cases) expect(refused(over)).toMatchObject({ code, field });
  });
  it("sets the one timer of its deadline", () => {
    const decision = orderRectification(order({ findings: [finding, { ...finding, illegal: true }] }), when(noon));
    expect(decision).toMatchObject({
      state: "ordered",
      fields: { deadline, illegal: true, overdueAt: null, escalation: "none" },
      events: [{ kind: "RectificationOrdered", facts: { findings: 2, first: 2 } }],
      setTimers: [{ kind: "rectificationOverdue", dueAt: deadline }],
    });
    expect(decision).not.toHaveProperty("followUps");
  });
  it("may be given again for what an earlier one left unrectified", () => {
    const again = orderRectification(order({ findings: [{ ...finding, state: "unrectified" }] }), when(noon));
    expect(again.fields.illegal).toBe(false);
  });
});

describe("required input", () => {
  it.each<[State, Command, string, string]>([
    ["ordered", { type: "submit", evidence: [] }, "rectification/evidence-missing", "evidenceIds"],
    ["ordered", { type: "refuse", evidence: [] }, "rectification/evidence-missing", "evidenceIds"],
    ["submitted", { type: "accept", inspectionId: "" }, "rectification/inspection-missing", "inspectionId"],
    ["submitted", { type: "sendBack", reason: " " }, "rectification/reason-missing", "reason"],
    ["ordered", { type: "askExtension", deadline: later, reason: "" }, "rectification/reason-missing", "reason"],
    ["ordered", { type: "askExtension", deadline, reason: "parts" }, "rectification/deadline-not-later", "deadline"],
    ["ordered", { type: "denyExtension", reason: "" }, "rectification/reason-missing", "reason"],
    [
      "ordered",
      { type: "nameResponsible", responsiblePerson: " " },
      "rectification/responsible-person-missing",
      "responsiblePerson",
    ],
  ])("%s + %j is refused with %s", (state, command, code, field) => {
    const current = ordered({ state, ...(command.type === "denyExtension" ? asked : {}) });
    expect(() => decide(current, command, when(noon))).toThrow(expect.objectContaining({ code, field: [field] }));
  });
});

describe("the deadline", () => {
  it("is overdue from its own minute on, unless settled", () => {
    expect(isOverdue(ordered(), justBefore)).toBe(false);
    expect(isOverdue(ordered(), deadline)).toBe(true);
    expect(isOverdue(ordered({ state: "submitted" }), deadline)).toBe(true);
    for (const state of ["accepted", "refused", "failed"] as const) {
      expect(isSettled(state)).toBe(true);
      expect(isOverdue(ordered({ state }), deadline)).toBe(false);
    }
  });
  it("raises exactly one event, stamped with that minute, and sets the ladder", () => {
    const decision = lapse(ordered(), when(at("2024-08-19 08:00")));
    expect(decision.events).toEqual([
      { kind: "RectificationOverdue", facts: { awaitingReview: false }, occurredAt: deadline },
    ]);
    expect(decision.setTimers).toMatchObject([
      { kind: "rectificationCitySupervision", dueAt: at("2024-08-22") },
      { kind: "rectificationKeySupervision", dueAt: at("2024-08-28") },
    ]);
    expect(decision.fields).toMatchObject({ overdueAt: deadline, awaitingReview: false, calendarPublished: true });
    const noted = applied(ordered(), decision);
    expect(lapse(noted, when(at("2024-08-20")))).toMatchObject({ events: [], setTimers: [], fields: {} });
    expect(lapse(ordered(), when(justBefore)).events).toEqual([]);
  });
  it("that ends with its day counts the ladder from that day", () => {
    const { setTimers } = lapse(ordered({ deadline: at("2024-08-17") }), when(at("2024-08-17")));
    expect(setTimers[0]?.dueAt).toEqual(at("2024-08-22"));
  });
  it("says when the ladder reaches into a year without a calendar", () => {
    const { fields, setTimers } = lapse(ordered({ deadline: at("2026-12-25 18:00") }), when(at("2026-12-26")));
    expect(fields.calendarPublished).toBe(false);
    expect(setTimers.map((timer) => timer.calendarPublished)).toEqual([true, false]);
  });
  it("marks as awaiting review what was submitted in time", () => {
    const submitted = applied(ordered(), decide(ordered(), commands.submit, when(justBefore)));
    const noted = applied(submitted, lapse(submitted, when(deadline)));
    const [overdue] = lapse(submitted, when(deadline)).events;
    expect(eventKinds.RectificationOverdue.figures(overdue?.facts ?? {})).toHaveProperty(
      "rectification.reviewOverdue",
      1,
    );
    const [own] = lapse(ordered(), when(deadline)).events;
    expect(eventKinds.RectificationOverdue.figures(own?.facts ?? {})).not.toHaveProperty("rectification.reviewOverdue");
    expect(noted).toMatchObject({ overdueAt: deadline, awaitingReview: true, state: "submitted" });
    const sentBack = decide(noted, commands.sendBack, when(later));
    expect(sentBack).toMatchObject({
      fields: { awaitingReview: false },
      events: [{ kind: "RectificationSentBack", facts: { overdue: true } }],
    });
    const accepted = decide(noted, commands.accept, when(later));
    expect(accepted).toMatchObject({
      events: [{ kind: "RectificationAccepted", facts: { findings: 1, wasOverdue: true, inTime: true } }],
      fields: { settledAt: later, awaitingReview: false },
      followUps: [],
    });
  });
  it("submitted in its own minute is late", () => {
    const decision = decide(ordered(), commands.submit, when(deadline));
    expect(decision.events).toEqual([
      { kind: "RectificationOverdue", facts: { awaitingReview: false }, occurredAt: deadline },
      { kind: "RectificationSubmitted", facts: { inTime: false } },
    ]);
    expect(decision.cancelTimers).toEqual(["rectificationOverdue"]);
    expect(decision.setTimers.map(({ kind }) => kind)).toEqual([
      "rectificationCitySupervision",
      "rectificationKeySupervision",
    ]);
    expect(decision.fields).toMatchObject({ submittedAt: deadline, overdueAt: deadline });
  });
});

describe("escalation", () => {
  const overdue = ordered({ overdueAt: deadline });
  it("goes to the city, then to the province, each once and with its own time", () => {
    const due = at("2024-08-22");
    const city = escalate(overdue, "city", due);
    expect(city).toEqual({
      state: "ordered",
      fields: { escalation: "city" },
      events: [{ kind: "RectificationEscalated", facts: { to: "city", awaitingReview: false }, occurredAt: due }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(escalate({ ...overdue, escalation: "city" }, "city", due).events).toEqual([]);
    expect(escalate({ ...overdue, escalation: "city" }, "province", due).fields).toEqual({ escalation: "province" });
    expect(escalate({ ...overdue, escalation: "province" }, "city", due).events).toEqual([]);
  });
  it("leaves alone what is settled or not overdue", () => {
    expect(escalate(ordered(), "city", deadline).events).toEqual([]);
    expect(escalate({ ...overdue, state: "accepted" }, "city", deadline).events).toEqual([]);
  });
  it("comes on another day once a calendar says so, as far as it is still to come", () => {
    const other = addWorkingDays(deadline, 9);
    expect(moveStep(overdue, "rectificationKeySupervision", other)).toEqual({
      state: "ordered",
      fields: { calendarPublished: true },
      events: [{ kind: "TimerMoved", facts: { clock: "rectificationKeySupervision" } }],
      setTimers: [expect.objectContaining({ kind: "rectificationKeySupervision", dueAt: other.dueAt })],
      cancelTimers: [],
    });
    const climbed = { ...overdue, escalation: "city" as const };
    expect(moveStep(overdue, "rectificationCitySupervision", other).setTimers).toHaveLength(1);
    expect(moveStep(climbed, "rectificationKeySupervision", other).setTimers).toHaveLength(1);
    for (const over of [climbed, ordered(), { ...overdue, state: "accepted" as const }])
      expect(moveStep(over, "rectificationCitySupervision", other)).toMatchObject({
        fields: {},
        events: [],
        setTimers: [],
      });
  });
});

describe("extension", () => {
  const circumstances = when(noon);
  it("is asked for before the deadline, one at a time, and moves nothing by itself", () => {
    const decision = decide(ordered(), commands.askExtension, circumstances);
    expect(decision).toMatchObject({ state: "ordered", fields: { extensionAskedUntil: later }, setTimers: [] });
    const pending = applied(ordered(), decision);
    expect(pending.deadline).toEqual(deadline);
    expect(() => decide(pending, commands.askExtension, circumstances)).toThrow("rectification/extension-pending");
    expect(() => decide(ordered(), commands.askExtension, when(deadline))).toThrow("rectification/deadline-passed");
    expect(lapse(pending, when(deadline)).events).toHaveLength(1);
  });
  it("approved, moves deadline and timer, once", () => {
    const decision = decide(ordered(asked), commands.approveExtension, circumstances);
    expect(decision).toMatchObject({
      fields: { deadline: later, extensions: 1, extensionAskedUntil: null },
      events: [{ kind: "RectificationExtended", facts: { wasOverdue: false } }],
      setTimers: [{ kind: "rectificationOverdue", dueAt: later }],
    });
    expect(decision.cancelTimers).toEqual(["rectificationCitySupervision", "rectificationKeySupervision"]);
    const extended = applied(ordered(asked), decision);
    expect(() => decide(extended, commands.askExtension, circumstances)).toThrow("rectification/extended-already");
    expect(lapse(extended, when(later)).events).toHaveLength(1);
  });
  it("denied, changes nothing, and may be asked again in time", () => {
    const denied = applied(ordered(asked), decide(ordered(asked), commands.denyExtension, circumstances));
    expect(denied).toMatchObject({ deadline, extensions: 0, extensionAskedUntil: null });
    expect(decide(denied, commands.askExtension, circumstances).events).toHaveLength(1);
  });
  it("cannot be decided when none was asked for", () => {
    for (const type of ["approveExtension", "denyExtension"] as const)
      expect(() => decide(ordered(), commands[type], circumstances)).toThrow("rectification/extension-not-asked");
  });
  it("approved after the deadline ends being overdue; the overdue event stays", () => {
    const decision = decide(ordered(asked), commands.approveExtension, when(at("2024-08-19")));
    expect(decision.events).toMatchObject([
      { kind: "RectificationOverdue", occurredAt: deadline },
      { kind: "RectificationExtended", facts: { wasOverdue: true } },
    ]);
    expect(decision.fields).toMatchObject({ overdueAt: null, deadline: later, escalation: "none" });
    expect(decision.setTimers).toMatchObject([{ kind: "rectificationOverdue", dueAt: later }]);
    expect(decision.cancelTimers).not.toContain("rectificationOverdue");
  });
  it("cannot be approved up to a time that has passed", () => {
    expect(() => decide(ordered(asked), commands.approveExtension, when(later))).toThrow(
      expect.objectContaining({ code: "rectification/deadline-not-later", facts: { than: "2024-08-23 18:00" } }),
    );
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
      expect.objectContaining({ code: "rectification/deadline-not-passed", facts: { deadline: "2024-08-16 18:00" } }),
    );
  });
});

describe("a follow-up", () => {
  const _given: FollowUpCommand[] = [
    { type: "open" },
    { type: "reopen" },
    { type: "waive", reason: "the complex was demolished" },
  ];
  it("is waived only with a written reason", () => {
    expect(() => decideFollowUp("owed", { type: "waive", reason: " " })).toThrow(
      expect.objectContaining({ code: "follow-up/reason-missing", field: ["reason"] }),
    );
    expect(decideFollowUp("owed", { type: "open" }).event).toBe("FollowUpOpened");
    expect(decideFollowUp("opened", { type: "reopen" }).event).toBe("FollowUpReopened");
    expect(decideFollowUp("owed", { type: "waive", reason: "moved" }).event).toBe("FollowUpWaived");
  });
});
