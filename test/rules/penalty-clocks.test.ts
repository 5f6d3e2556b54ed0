import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { timerAt } from "../../schema/decision.ts";
import { clockOf, lapse, moveClock } from "../../schema/penalty/rules.ts";
import type { PenaltyCase, PenaltyDecision, State } from "../../schema/penalty/states.ts";
import { at, day } from "../kit/moments.ts";
import { give, inState, noon } from "../kit/penalties.ts";

describe("a clock that has run out", () => {
  const due = at("2024-10-31 00:00");
  const long = at("2026-01-01 00:00");
  const overdue = (kind: string, timer: string, occurredAt: Date) => ({
    fields: { overdueAt: occurredAt },
    events: [{ kind, occurredAt }],
    setTimers: [],
    cancelTimers: [timer],
  });
  const nothing = { fields: {}, events: [], setTimers: [], cancelTimers: [] };
  const said = {
    decision: overdue("PenaltyDecisionOverdue", "penaltyDecisionDue", due),
    service: overdue("PenaltyServiceOverdue", "penaltyServiceDue", due),
    payment: overdue("PenaltyPaymentOverdue", "penaltyPaymentDue", due),
  };
  it.each<[State, keyof typeof said | null]>([
    ["filed", "decision"],
    ["evidence", "decision"],
    ["hearingOffered", "decision"],
    ["hearingAsked", "decision"],
    ["hearingNotified", "decision"],
    ["hearingHeld", "decision"],
    ["decided", "service"],
    ["served", "payment"],
    ["performed", null],
    ["closed", null],
    ["withdrawn", null],
  ])("%s: that of %s, from its minute on and once", (state, clock) => {
    expect(clockOf[state]).toBe(clock);
    const current = inState(state, { nextDueAt: due });
    const expected = { state, ...(clock ? said[clock] : nothing) };
    expect(lapse(current, due)).toEqual(expected);
    expect(lapse(current, long)).toEqual(expected);
    for (const [one, now] of [
      [current, new Date(due.getTime() - 1)],
      [{ ...current, overdueAt: due }, long],
      [{ ...current, nextDueAt: null }, long],
    ] as const)
      expect(lapse(one, now)).toEqual({ state, ...nothing });
  });

  it("the days to ask for a hearing are over once, while nobody has asked", () => {
    const askDue = at("2024-08-13 00:00");
    const open = { hearingLapsedAt: null };
    expect(lapse(inState("hearingOffered", open), askDue)).toEqual({
      state: "hearingOffered",
      fields: { hearingLapsedAt: askDue },
      events: [{ kind: "PenaltyHearingLapsed", occurredAt: askDue }],
      setTimers: [],
      cancelTimers: ["penaltyHearingAskDue"],
    });
    for (const [one, now] of [
      [inState("hearingOffered", open), new Date(askDue.getTime() - 1)],
      [inState("hearingOffered", { ...open, hearingAskDue: null }), noon],
      [inState("hearingOffered"), noon],
      [inState("hearingAsked", open), noon],
    ] as const)
      expect(lapse(one, now)).toEqual({ state: one.state, ...nothing });
  });

  it("of two that ran out together, each has its own minute, in their order", () => {
    const asking = (hearingAskDue: Date) =>
      lapse(inState("hearingOffered", { hearingLapsedAt: null, hearingAskDue }), long);
    const [before, after] = [at("2024-10-30 00:00"), at("2024-11-05 00:00")];
    const decision = { kind: "PenaltyDecisionOverdue", occurredAt: due };
    expect(asking(after).events).toEqual([decision, { kind: "PenaltyHearingLapsed", occurredAt: after }]);
    expect(asking(before)).toMatchObject({
      fields: { hearingLapsedAt: before, overdueAt: due },
      events: [{ kind: "PenaltyHearingLapsed", occurredAt: before }, decision],
      cancelTimers: ["penaltyHearingAskDue", "penaltyDecisionDue"],
    });
  });

  it("is met late, in its own event and in that of the command", () => {
    const late = give("hearingHeld", "decide", { decidedOn: day("2024-10-31") }, {}, at("2024-11-01 12:00"));
    expect(late.fields.overdueAt).toBeNull();
    expect(late.events).toMatchObject([
      { kind: "PenaltyDecisionOverdue", occurredAt: due },
      { kind: "PenaltyDecided", facts: { inTime: false, wasOverdue: true } },
    ]);
    // On its last day, and written down after it.
    const entered = give("hearingHeld", "decide", { decidedOn: day("2024-10-30") }, {}, due);
    expect(entered.events[1]?.facts).toMatchObject({ inTime: true, wasOverdue: true });
    for (const [servedOn, inTime] of [
      ["2024-08-29", true],
      ["2024-08-30", false],
    ] as const)
      expect(give("decided", "serve", { servedOn: day(servedOn) }, {}, at("2024-09-02")).events).toMatchObject([
        { kind: "PenaltyServiceOverdue", occurredAt: at("2024-08-30") },
        { kind: "PenaltyServed", facts: { inTime, wasOverdue: true } },
      ]);
    for (const type of ["close", "withdraw"] as const)
      expect(give("filed", type, {}, { overdueAt: due }).events).toMatchObject([{ facts: { wasOverdue: true } }]);
  });
});

describe("clocks that count working days are counted again", () => {
  const again = addWorkingDays(Temporal.PlainDate.from("2024-08-20"), 8);
  const { dueAt } = again;
  it.each<["penaltyServiceDue" | "penaltyHearingAskDue", PenaltyCase, PenaltyDecision["fields"]]>([
    ["penaltyServiceDue", inState("decided"), { serviceDue: dueAt, nextDueAt: dueAt, calendarPublished: true }],
    [
      "penaltyHearingAskDue",
      inState("hearingOffered", { hearingLapsedAt: null }),
      { hearingAskDue: dueAt, calendarPublished: true },
    ],
  ])("%s, while it runs", (kind, current, fields) => {
    expect(moveClock(current, kind, again)).toEqual({
      state: current.state,
      fields,
      events: [{ kind: "TimerMoved", facts: { clock: kind } }],
      setTimers: [timerAt(kind, again)],
      cancelTimers: [],
    });
  });
  it.each<["penaltyServiceDue" | "penaltyHearingAskDue", PenaltyCase]>([
    ["penaltyHearingAskDue", inState("hearingOffered")],
    ["penaltyHearingAskDue", inState("hearingAsked")],
    ["penaltyHearingAskDue", inState("decided")],
    ["penaltyServiceDue", inState("served")],
    ["penaltyServiceDue", inState("hearingOffered", { hearingLapsedAt: null })],
    ["penaltyServiceDue", inState("decided", { overdueAt: at("2024-08-30 00:00") })],
  ])("%s, and not once it has stopped", (kind, current) => {
    expect(moveClock(current, kind, again)).toBeNull();
  });
});
