import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { timerAt } from "../../schema/decision.ts";
import { decide, escalate, isOverdue, isSettled, lapse, moveStep } from "../../schema/rectification/rules.ts";
import { at } from "../kit/moments.ts";
import { applied, asked, commands, deadline, justBefore, later, noon, ordered, when } from "../kit/rectifications.ts";
import { refusal } from "../kit/refused.ts";

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
    const day = Temporal.PlainDate.from("2024-08-16");
    expect(decision).toEqual({
      state: "ordered",
      fields: { overdueAt: deadline, awaitingReview: false, calendarPublished: true },
      events: [{ kind: "RectificationOverdue", facts: { awaitingReview: false }, occurredAt: deadline }],
      setTimers: [
        timerAt("rectificationCitySupervision", addWorkingDays(day, 3)),
        timerAt("rectificationKeySupervision", addWorkingDays(day, 7)),
      ],
      cancelTimers: ["rectificationOverdue"],
    });
    expect(decision.setTimers.map(({ dueAt }) => dueAt)).toEqual([at("2024-08-22"), at("2024-08-28")]);
    const noted = applied(ordered(), decision);
    const nothing = { state: "ordered", fields: {}, events: [], setTimers: [], cancelTimers: [] };
    expect(lapse(noted, when(at("2024-08-20")))).toEqual(nothing);
    expect(lapse(ordered(), when(justBefore))).toEqual(nothing);
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
    expect(escalate({ ...overdue, escalation: "province" }, "province", due).events).toEqual([]);
  });
  it("leaves alone what is settled or not overdue", () => {
    expect(escalate(ordered(), "city", deadline).events).toEqual([]);
    expect(escalate({ ...overdue, state: "accepted" }, "city", deadline).events).toEqual([]);
  });
  it("comes on another day once a calendar says so, as far as it is still to come", () => {
    const other = addWorkingDays(deadline, 9);
    const climbed = { ...overdue, escalation: "city" as const };
    for (const [current, kind] of [
      [overdue, "rectificationCitySupervision"],
      [overdue, "rectificationKeySupervision"],
      [climbed, "rectificationKeySupervision"],
    ] as const)
      expect(moveStep(current, kind, other)).toEqual({
        state: "ordered",
        fields: { calendarPublished: true },
        events: [{ kind: "TimerMoved", facts: { clock: kind } }],
        setTimers: [timerAt(kind, other)],
        cancelTimers: [],
      });
    for (const over of [climbed, ordered(), { ...overdue, state: "accepted" as const }])
      expect(moveStep(over, "rectificationCitySupervision", other)).toEqual({
        state: over.state,
        fields: {},
        events: [],
        setTimers: [],
        cancelTimers: [],
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
    expect(() => decide(pending, commands.askExtension, circumstances)).toThrow(
      refusal("rectification/extension-pending"),
    );
    expect(() => decide(ordered(), commands.askExtension, when(deadline))).toThrow(
      refusal("rectification/deadline-passed", [], { deadline: "2024-08-16 18:00" }),
    );
    expect(decide(ordered(), commands.askExtension, when(justBefore)).events).toHaveLength(1);
    expect(lapse(pending, when(deadline)).events).toHaveLength(1);
  });
  it("approved, moves deadline and timer, once", () => {
    const extended = applied(ordered(asked), decide(ordered(asked), commands.approveExtension, circumstances));
    expect(extended).toMatchObject({ deadline: later, extensions: 1 });
    expect(() => decide(extended, commands.askExtension, circumstances)).toThrow(
      refusal("rectification/extended-already", [], { extensions: 1 }),
    );
    const settings = { ...defaultSettings.rectification, extensions: 2 };
    const again = { type: "askExtension", deadline: at("2024-08-23 18:01"), reason: "parts" } as const;
    expect(decide(extended, again, when(noon, { settings })).events).toHaveLength(1);
    expect(lapse(extended, when(later)).events).toHaveLength(1);
  });
  it("denied, changes nothing, and may be asked again in time", () => {
    const denied = applied(ordered(asked), decide(ordered(asked), commands.denyExtension, circumstances));
    expect(denied).toMatchObject({ deadline, extensions: 0, extensionAskedUntil: null });
    expect(decide(denied, commands.askExtension, circumstances).events).toHaveLength(1);
  });
  it("cannot be decided when none was asked for", () => {
    for (const type of ["approveExtension", "denyExtension"] as const)
      expect(() => decide(ordered(), commands[type], circumstances)).toThrow(
        refusal("rectification/extension-not-asked"),
      );
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
      refusal("rectification/deadline-not-later", [], { than: "2024-08-23 18:00" }),
    );
    const justInTime = when(new Date(later.getTime() - 1));
    expect(decide(ordered(asked), commands.approveExtension, justInTime).fields.deadline).toEqual(later);
    // It may still be denied.
    expect(decide(ordered(asked), commands.denyExtension, when(later)).fields.extensionAskedUntil).toBeNull();
  });
});
