import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { runningClocks } from "../../schema/complaint/clocks.ts";
import { closeIfDue, decide, noteOutcome } from "../../schema/complaint/rules.ts";
import type { Circumstances } from "../../schema/complaint/states.ts";
import { timerAt, timerAtInstant } from "../../schema/decision.ts";
import {
  applied,
  assigned,
  commands,
  fedBack,
  inState,
  play,
  sameDay,
  substantiated,
  toFeedback,
  when,
} from "../kit/complaints.ts";
import { at } from "../kit/moments.ts";

describe("feedback and the owner's answer", () => {
  it("opens ten days to answer, after which the case closes", () => {
    const { complaint, decision } = play(...toFeedback);
    expect(complaint.answerDue).toEqual(at("2024-08-26"));
    expect(decision.events).toMatchObject([
      { kind: "ComplaintFeedbackGiven", facts: { first: true, last: true, inTime: true } },
    ]);
    expect(decision.setTimers).toMatchObject([{ kind: "complaintClose", dueAt: at("2024-08-26") }]);
    expect(decide(complaint, commands.close, when(at("2024-08-26")))).toMatchObject({
      state: "closed",
      fields: { closedAt: at("2024-08-26") },
    });
  });
  it("stays open past its window while something is owed, without a refusal", () => {
    const end = at("2024-08-26");
    expect(closeIfDue(fedBack(), when(end))?.state).toBe("closed");
    expect(closeIfDue(fedBack(), when(new Date(end.getTime() - 1)))).toBeNull();
    expect(closeIfDue(fedBack(), when(end, { pendingFindings: 1 }))).toBeNull();
    expect(closeIfDue(assigned(), when(end))).toBeNull();
  });
  it("that parts from its primary closes with its own window: what kept it open may have been the primary's", () => {
    const followed = { ...fedBack(), primaryId: "primary" };
    const later = at("2024-09-20");
    expect(closeIfDue(followed, when(later, { pendingFindings: 1 }))).toBeNull();
    const parted = decide(followed, commands.separate, when(later, { pendingFindings: 1 }));
    expect(parted.setTimers).toEqual([timerAtInstant("complaintClose", at("2024-08-26"))]);
    expect(closeIfDue(applied(followed, parted), when(later))?.state).toBe("closed");
    expect(decide({ ...assigned(), primaryId: "primary" }, commands.separate, when(later)).setTimers).toEqual([]);
  });
  it("is answered", () => {
    const { complaint } = play(...toFeedback, [sameDay, "answerSatisfied"]);
    expect(complaint).toMatchObject({ state: "feedbackGiven", satisfied: true, answeredAt: at(sameDay) });
  });
  it("unsatisfied reopens once by the owner, with new clocks and the same handler", () => {
    const { complaint, decision } = play(...toFeedback, ["2024-08-20", "answerUnsatisfied"]);
    expect(decision.events).toMatchObject([
      { kind: "ComplaintAnswered", facts: { satisfied: false, reopens: true } },
      { kind: "ComplaintReopened", facts: { by: "owner", wasClosed: false } },
    ]);
    expect(complaint).toMatchObject({ state: "assigned", handlerId: "handler", reopenings: 1, ownerReopenings: 1 });
    expect([...runningClocks(complaint)]).toEqual([
      ["verify", at("2024-08-30")],
      ["feedback", at("2024-09-11")],
    ]);
    expect(decision.cancelTimers).toEqual(["complaintClose"]);
  });
  it("unsatisfied again is recorded; only a superior reopens then", () => {
    const again = [
      ["2024-08-20", "answerUnsatisfied"],
      ["2024-08-21", "startVerification"],
      ["2024-08-21", "unsubstantiate"],
      ["2024-08-21", "giveFeedback"],
      ["2024-08-22", "answerUnsatisfied"],
    ] as const;
    const { complaint, decision } = play(...toFeedback, ...again);
    expect(complaint).toMatchObject({ state: "feedbackGiven", satisfied: false, ownerReopenings: 1 });
    expect(decision.events).toMatchObject([{ kind: "ComplaintAnswered", facts: { satisfied: false, reopens: false } }]);
    const reopened = decide(complaint, commands.reopen, when(at("2024-08-23")));
    expect(reopened).toMatchObject({ state: "assigned", fields: { reopenings: 2 } });
    expect(decide(inState.closed(), commands.reopen, when(at("2024-09-02"))).events).toMatchObject([
      { facts: { by: "superior", wasClosed: true } },
    ]);
    expect(reopened.events).toMatchObject([{ kind: "ComplaintReopened", facts: { by: "superior", wasClosed: false } }]);
  });
});

describe("outcome of a rectification", () => {
  const pending = { pendingFindings: 1 };
  const waiting = () => play(...toFeedback.slice(0, 3), [sameDay, "giveFeedback", pending]);
  it("keeps the case open until it has been told", () => {
    const { complaint, decision } = waiting();
    expect(decision.setTimers).toEqual([]);
    expect(decision.cancelTimers).toContain("complaintClose");
    const accepted = noteOutcome(complaint, { accepted: true }, when(at("2024-09-02 10:00")));
    expect(accepted).toEqual({
      state: "feedbackGiven",
      fields: {
        outcomeDue: at("2024-09-05"),
        lapsed: [],
        nextDueAt: at("2024-09-05"),
        overdueAt: null,
        calendarPublished: true,
      },
      events: [{ kind: "ComplaintOutcomeOwed", facts: { wasOverdue: false } }],
      setTimers: [timerAt("complaintOutcomeDue", addWorkingDays(at("2024-09-02 10:00"), 2))],
      cancelTimers: ["complaintClose"],
    });
    const owed = applied(complaint, accepted);
    expect(() => decide(owed, commands.close, when(at("2024-09-03")))).toThrow("complaint/outcome-owed");
    const told = decide(owed, commands.giveFeedback, when(at("2024-09-03")));
    expect(told.events).toMatchObject([{ facts: { first: false, last: true, inTime: true } }]);
    expect(told.cancelTimers).toEqual(["complaintOutcomeDue"]);
    expect(told.setTimers).toMatchObject([{ kind: "complaintClose", dueAt: at("2024-09-14") }]);
    expect(told.fields).toMatchObject({ outcomeDue: null, satisfied: null, feedbackAt: at(sameDay) });
  });
  it("told late is late", () => {
    const { complaint } = waiting();
    const owed = applied(complaint, noteOutcome(complaint, { accepted: true }, when(at("2024-09-02"))));
    const told = decide(owed, commands.giveFeedback, when(at("2024-09-05")));
    expect(told.events).toMatchObject([
      { kind: "ComplaintOverdue", facts: { clock: "outcome" } },
      { kind: "ComplaintFeedbackGiven", facts: { inTime: false, wasOverdue: true } },
    ]);
  });
  it("a second acceptance before the telling starts no second clock", () => {
    const { complaint } = waiting();
    const owed = applied(complaint, noteOutcome(complaint, { accepted: true }, when(at("2024-09-02"), pending)));
    const second = noteOutcome(owed, { accepted: true }, when(at("2024-09-03")));
    expect(second).toMatchObject({ events: [], setTimers: [], cancelTimers: [], state: "feedbackGiven" });
  });
  it("settled without acceptance, the last one lets the case close after its window", () => {
    const { complaint } = waiting();
    const settle = (over: Partial<Circumstances>) =>
      noteOutcome(complaint, { accepted: false }, when(at("2024-09-02"), over)).setTimers;
    expect(settle(pending)).toEqual([]);
    expect(settle({})).toEqual([timerAtInstant("complaintClose", at("2024-08-26"))]);
    const windowless = noteOutcome({ ...complaint, answerDue: null }, { accepted: false }, when(at("2024-09-02")));
    expect(windowless.setTimers).toEqual([]);
  });
  it("before the first feedback it is one clock more, and the first feedback tells it too", () => {
    const owed = applied(substantiated(), noteOutcome(substantiated(), { accepted: true }, when(at("2024-08-16"))));
    expect([...runningClocks(owed).keys()]).toEqual(["feedback", "outcome"]);
    expect(noteOutcome(substantiated(), { accepted: false }, when(at("2024-08-16"))).setTimers).toEqual([]);
    expect(decide(owed, commands.giveFeedback, when(at("2024-08-16"))).cancelTimers).toEqual([
      "complaintFeedbackDue",
      "complaintOutcomeDue",
    ]);
  });
  it("owes nothing once the case is over", () => {
    for (const state of ["closed", "withdrawn"] as const)
      expect(noteOutcome(inState[state](), { accepted: true }, when(at("2024-09-02")))).toMatchObject({
        state,
        events: [],
        setTimers: [],
      });
  });
});
