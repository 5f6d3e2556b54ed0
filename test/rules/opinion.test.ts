import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { isOverdue } from "../../schema/decision.ts";
import { allowedCommands, decide, isUrgent, lapse, moveClock, reportIncident } from "../../schema/opinion/rules.ts";
import { type CommandType, type Heat, heats } from "../../schema/opinion/states.ts";
import { at } from "../kit/moments.ts";
import { commands, inState, report, reported, reportedAt, when } from "../kit/opinions.ts";
import { refusal } from "../kit/refused.ts";

const due = at("2024-08-20");

describe("an incident is reported", () => {
  it.each<[Heat, Date, number | undefined, boolean]>([
    ["veryHigh", at("2024-08-15 14:00"), undefined, true],
    ["high", at("2024-08-16 10:00"), undefined, true],
    ["medium", due, 2, false],
    ["low", at("2024-08-23"), 5, false],
  ])("and %s heat decides by when it is answered", (heat, dueAt, workingDays, urgent) => {
    const decision = reportIncident(report({ heat }), when());
    expect(decision).toMatchObject({
      state: "reported",
      fields: { dueAt, calendarPublished: true, overdueAt: null },
      events: [{ kind: "OpinionReported", facts: { heat, urgent } }],
      setTimers: [{ kind: "opinionDue", dueAt }],
      cancelTimers: [],
    });
    expect(decision.setTimers[0]?.counted?.workingDays).toBe(workingDays);
    expect(isUrgent(heat)).toBe(urgent);
  });
  it("as it was seen: now at the latest, on a public site or none", () => {
    expect(reportIncident(report({ seenAt: reportedAt, link: null }), when()).state).toBe("reported");
    expect(() => reportIncident(report({ seenAt: new Date(reportedAt.getTime() + 1) }), when())).toThrow(
      refusal("opinion/seen-in-future", ["seenAt"]),
    );
    expect(() => reportIncident(report({ link: "http://a.example.com/" }), when())).toThrow(
      refusal("opinion/link-unsafe", ["link"]),
    );
  });
  it("with an owner who can answer for it", () => {
    expect(() => reportIncident(report({ ownerFits: false }), when())).toThrow(
      refusal("opinion/owner-unfit", ["ownerId"]),
    );
  });
});

describe("it is handled", () => {
  const noon = at("2024-08-15 12:00");
  it("by what its owner says", () => {
    expect(decide(reported(), commands.handle, when(noon))).toEqual({
      state: "handling",
      fields: { handledAt: noon },
      events: [{ kind: "OpinionHandled", facts: { again: false } }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(decide(inState.handling, commands.handle, when(noon)).events[0]?.facts).toEqual({ again: true });
  });
  it("and answered in public, in time or not", () => {
    const before = new Date(due.getTime() - 1);
    expect(decide(inState.handling, commands.answer, when(before))).toEqual({
      state: "answered",
      fields: { dueAt: null, overdueAt: null, calendarPublished: true, answeredAt: before, answeredInTime: true },
      events: [{ kind: "OpinionAnswered", facts: { inTime: true, wasOverdue: false } }],
      setTimers: [],
      cancelTimers: ["opinionDue"],
    });
    const late = decide(inState.handling, commands.answer, when(due));
    expect(late.fields).toMatchObject({ overdueAt: null, answeredInTime: false });
    expect(late.events).toEqual([
      { kind: "OpinionOverdue", facts: { heat: "medium", urgent: false }, occurredAt: due },
      { kind: "OpinionAnswered", facts: { inTime: false, wasOverdue: true } },
    ]);
    const told = decide(reported({ state: "handling", overdueAt: due }), commands.answer, when(due));
    expect(told.events.map(({ kind }) => kind)).toEqual(["OpinionAnswered"]);
    expect(told.events[0]?.facts).toEqual({ inTime: false, wasOverdue: true });
  });
  it("where it was answered can be looked at", () => {
    const answer = { ...commands.answer, link: "javascript:alert(1)" };
    expect(() => decide(inState.handling, answer, when())).toThrow(refusal("opinion/link-unsafe", ["link"]));
  });
  it("and closed, or opened again with a new clock", () => {
    expect(decide(inState.answered, commands.close, when(noon))).toMatchObject({
      state: "closed",
      fields: { settledAt: noon },
      events: [{ kind: "OpinionClosed" }],
      setTimers: [],
    });
    for (const state of ["answered", "closed"] as const)
      expect(decide(inState[state], commands.reopen, when(at("2024-08-19 10:00")))).toMatchObject({
        state: "handling",
        fields: {
          dueAt: at("2024-08-22"),
          overdueAt: null,
          answeredAt: null,
          answeredInTime: null,
          settledAt: null,
        },
        events: [{ kind: "OpinionReopened", facts: { heat: "medium", wasClosed: state === "closed" } }],
        setTimers: [{ kind: "opinionDue", dueAt: at("2024-08-22") }],
      });
  });
  it("or withdrawn", () => {
    expect(decide(reported(), commands.withdraw, when(noon))).toEqual({
      state: "withdrawn",
      fields: { dueAt: null, overdueAt: null, calendarPublished: true, settledAt: noon },
      events: [{ kind: "OpinionWithdrawn", facts: { wasOverdue: false } }],
      setTimers: [],
      cancelTimers: ["opinionDue"],
    });
    expect(decide(reported({ overdueAt: due }), commands.withdraw, when(due)).events[0]?.facts).toEqual({
      wasOverdue: true,
    });
  });
  it.each<[keyof typeof inState, CommandType, string]>([
    ["reported", "handle", "measures"],
    ["handling", "answer", "answer"],
    ["answered", "close", "conclusion"],
    ["answered", "reopen", "reason"],
    ["reported", "raise", "reason"],
    ["reported", "withdraw", "reason"],
  ])("in %s nobody can %s without words", (state, type, field) => {
    expect(() => decide(inState[state], { ...commands[type], [field]: " " } as never, when())).toThrow(
      refusal("opinion/text-missing", [field]),
    );
  });
});

describe("heat", () => {
  it("that rises leaves less time", () => {
    expect(decide(reported(), commands.raise, when())).toMatchObject({
      state: "reported",
      fields: { heat: "high", dueAt: at("2024-08-16 10:00"), overdueAt: null },
      events: [{ kind: "OpinionHeatRaised", facts: { heat: "high", urgent: true } }],
      setTimers: [{ kind: "opinionDue", dueAt: at("2024-08-16 10:00") }],
    });
    expect(decide(reported({ heat: "low" }), { ...commands.raise, heat: "medium" }, when()).events[0]?.facts).toEqual({
      heat: "medium",
      urgent: false,
    });
  });
  it("never more, to the minute", () => {
    const minute = at("2024-08-19");
    const same = decide(reported(), commands.raise, when(minute));
    expect(same).toMatchObject({ fields: { heat: "high" }, setTimers: [] });
    expect(same.fields.dueAt).toBeUndefined();
    const sooner = decide(reported(), commands.raise, when(new Date(minute.getTime() - 1)));
    expect(sooner.fields.dueAt).toEqual(new Date(due.getTime() - 1));
    const late = decide(reported(), commands.raise, when(new Date(due.getTime() + 1)));
    expect(late.fields).toEqual({ heat: "high", overdueAt: due });
    expect(late.events.map(({ kind }) => kind)).toEqual(["OpinionOverdue", "OpinionHeatRaised"]);
  });
  it("is never lowered", () => {
    for (const heat of ["low", "medium"] as const)
      expect(() => decide(reported(), { ...commands.raise, heat }, when())).toThrow(
        refusal("opinion/heat-not-higher", ["heat"]),
      );
    expect(heats).toEqual(["low", "medium", "high", "veryHigh"]);
  });
});

describe("hands", () => {
  it.each([
    ["1401", "city"],
    ["14", "province"],
  ])("change to a level above: %s", (body, level) => {
    expect(decide(reported(), commands.takeOver, when(reportedAt, body))).toEqual({
      state: "reported",
      fields: {},
      events: [{ kind: "OpinionTakenOver", facts: { level, heat: "medium", urgent: false } }],
      setTimers: [],
      cancelTimers: [],
    });
  });
  it("of a county take over from its sub-district", () => {
    const held = reported({ holderCode: "140105001" });
    expect(decide(held, commands.takeOver, when()).events[0]?.facts).toMatchObject({ level: "county" });
  });
  it("never change to the same body, one below or one beside", () => {
    for (const body of ["140105", "140105001", "1402"])
      expect(() => decide(reported(), commands.takeOver, when(reportedAt, body))).toThrow(refusal("opinion/not-above"));
  });
  it("of another body do nothing, but for saying from above how hot it is", () => {
    for (const type of ["handle", "nameOwner", "withdraw"] as const)
      expect(() => decide(reported(), commands[type], when(reportedAt, "1401"))).toThrow(
        refusal("opinion/held-by-another"),
      );
    expect(decide(reported(), commands.raise, when(reportedAt, "14")).state).toBe("reported");
    expect(() => decide(reported(), commands.raise, when(reportedAt, "1402"))).toThrow(
      refusal("opinion/held-by-another"),
    );
  });
  it("are those of somebody who fits", () => {
    expect(decide(inState.handling, commands.nameOwner, when())).toMatchObject({
      state: "handling",
      events: [{ kind: "OpinionOwnerNamed" }],
    });
    expect(() => decide(reported(), { ...commands.nameOwner, ownerFits: false }, when())).toThrow(
      refusal("opinion/owner-unfit", ["ownerId"]),
    );
    expect(() => decide(reported(), { ...commands.takeOver, ownerFits: false }, when(reportedAt, "1401"))).toThrow(
      refusal("opinion/owner-unfit", ["ownerId"]),
    );
  });
  it("are offered what they may do", () => {
    expect(allowedCommands(reported(), "140105")).toEqual(["handle", "raise", "nameOwner", "withdraw"]);
    expect(allowedCommands(reported({ heat: "veryHigh" }), "140105")).toEqual(["handle", "nameOwner", "withdraw"]);
    expect(allowedCommands(reported(), "1401")).toEqual(["raise", "takeOver"]);
    expect(allowedCommands(inState.answered, "1401")).toEqual([]);
  });
});

describe("what is late", () => {
  it("is said once, with its minute", () => {
    expect(isOverdue(reported(), new Date(due.getTime() - 1))).toBe(false);
    expect(isOverdue(reported(), due)).toBe(true);
    expect(isOverdue(inState.answered, due)).toBe(false);
    expect(lapse(reported(), { now: new Date(due.getTime() - 1) }).events).toEqual([]);
    expect(lapse(reported({ heat: "high" }), { now: due })).toEqual({
      state: "reported",
      fields: { overdueAt: due },
      events: [{ kind: "OpinionOverdue", facts: { heat: "high", urgent: true }, occurredAt: due }],
      setTimers: [],
      cancelTimers: [],
    });
    for (const incident of [reported({ overdueAt: due }), inState.answered])
      expect(lapse(incident, { now: at("2024-12-01") })).toMatchObject({ fields: {}, events: [] });
  });
  it("moves with the calendar while it runs", () => {
    const later = addWorkingDays(reportedAt, 6);
    expect(moveClock(reported(), later)).toMatchObject({
      fields: { dueAt: later.dueAt, calendarPublished: true },
      events: [{ kind: "TimerMoved", facts: { clock: "opinionDue" } }],
      setTimers: [{ kind: "opinionDue", dueAt: later.dueAt }],
    });
    for (const incident of [reported({ overdueAt: due }), inState.answered])
      expect(moveClock(incident, later)).toMatchObject({ fields: {}, events: [], setTimers: [] });
  });
});
