import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { type Clock, overdueClocks, runningClocks } from "../../schema/complaint/clocks.ts";
import { allowedCommands, decide, fileComplaint, lapse, moveClock } from "../../schema/complaint/rules.ts";
import type { Complaint } from "../../schema/complaint/states.ts";
import {
  applied,
  assigned,
  commands,
  fedBack,
  filedAt,
  inState,
  named,
  play,
  sameDay,
  settings,
  substantiated,
  when,
} from "../kit/complaints.ts";
import { at } from "../kit/moments.ts";
import { refusal } from "../kit/refused.ts";

describe("intake", () => {
  const filed = fileComplaint(named, when(at("2024-09-27 17:30")));
  it("starts three clocks that know the make-up Sunday and the holiday", () => {
    // Counted: Sun 29 (make-up), Mon 30, Oct 8 to 11, Sat 12 (make-up), 14, ...
    expect(filed.setTimers.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
      ["complaintAcknowledgeDue", "2024-09-30T16:00:00.000Z"],
      ["complaintVerifyDue", "2024-10-12T16:00:00.000Z"],
      ["complaintFeedbackDue", "2024-10-23T16:00:00.000Z"],
    ]);
    expect(filed.state).toBe("received");
    expect(filed.fields).toEqual({
      state: "received",
      ...named,
      primaryId: null,
      handlerId: null,
      acknowledgeDue: at("2024-10-01"),
      verifyDue: at("2024-10-13"),
      feedbackDue: at("2024-10-24"),
      acknowledgedAt: null,
      verifiedAt: null,
      feedbackAt: null,
      outcomeDue: null,
      pausedAt: null,
      transferredTo: null,
      transferAnsweredAt: null,
      extensions: 0,
      reopenings: 0,
      ownerReopenings: 0,
      satisfied: null,
      answeredAt: null,
      answerDue: null,
      closedAt: null,
      erasedAt: null,
      lapsed: [],
      nextDueAt: at("2024-10-01"),
      overdueAt: null,
      calendarPublished: true,
    });
    expect(filed.events).toEqual([{ kind: "ComplaintFiled", facts: { wasOverdue: false } }]);
    expect(filed.cancelTimers).toEqual([]);
  });
  it("says when a due time rests on a calendar that is not published", () => {
    const late = fileComplaint(named, when(at("2026-12-28 09:00")));
    expect(late.fields.calendarPublished).toBe(false);
    expect(late.setTimers.map((timer) => timer.calendarPublished)).toEqual([true, false, false]);
    // Once the clocks that reach into 2027 are met, nothing rests on it any more.
    const withdrawn = decide(applied({} as Complaint, late), commands.withdraw, when(at("2026-12-29")));
    expect(withdrawn.fields.calendarPublished).toBe(true);
  });
  it("uses the campaign's numbers, not its own", () => {
    const { fields } = fileComplaint(named, when(filedAt, { settings: { ...settings, acknowledgeWorkingDays: 1 } }));
    expect(fields.acknowledgeDue).toEqual(at("2024-08-17"));
  });
});

describe("clocks", () => {
  it("are met by naming a handler, by the result, by the feedback", () => {
    expect([...runningClocks(assigned()).keys()]).toEqual(["verify", "feedback"]);
    expect([...runningClocks(substantiated()).keys()]).toEqual(["feedback"]);
    expect([...runningClocks(fedBack()).keys()]).toEqual([]);
    expect(play([sameDay, "assign"]).decision.cancelTimers).toEqual(["complaintAcknowledgeDue"]);
  });
  it("naming another handler meets nothing again", () => {
    const { decision, complaint } = play([sameDay, "assign"], ["2024-08-16", { type: "assign", handlerId: "other" }]);
    expect(decision.events).toMatchObject([{ kind: "ComplaintAssigned", facts: { first: false } }]);
    expect(complaint).toMatchObject({ handlerId: "other", acknowledgedAt: at(sameDay) });
  });

  const due = at("2024-08-20"); // two working days after Thursday: Friday, Monday; ends with Monday
  it("are overdue from their own minute on", () => {
    const filed = inState.received();
    expect(overdueClocks(filed, new Date(due.getTime() - 1))).toEqual([]);
    expect(overdueClocks(filed, due)).toEqual(["acknowledge"]);
  });
  it("raise one event each, stamped with their due time, however late the ticker", () => {
    const decision = lapse(inState.received(), when(at("2024-08-28 15:00")));
    expect(decision.events).toEqual([
      { kind: "ComplaintOverdue", facts: { clock: "acknowledge", first: true }, occurredAt: due },
      { kind: "ComplaintOverdue", facts: { clock: "verify", first: false }, occurredAt: at("2024-08-27") },
    ]);
    expect(decision.fields).toMatchObject({ lapsed: ["acknowledge", "verify"], overdueAt: due, nextDueAt: due });
    const again = lapse(applied(inState.received(), decision), when(at("2024-08-28 15:01")));
    expect(again.events).toEqual([]);
    expect(again.state).toBe("received");
  });
  it("raise it before a command that comes ahead of the ticker, and count down once none is open", () => {
    const decision = decide(inState.received(), commands.assign, when(due));
    expect(decision.events).toEqual([
      { kind: "ComplaintOverdue", facts: { clock: "acknowledge", first: true }, occurredAt: due },
      { kind: "ComplaintAssigned", facts: { first: true, inTime: false, wasOverdue: true } },
    ]);
    expect(decision.fields).toMatchObject({ lapsed: [], overdueAt: null, nextDueAt: at("2024-08-27") });
    expect(decision.cancelTimers).toEqual(["complaintAcknowledgeDue"]);
  });
  it("do not fire twice when a command was faster", () => {
    const late = decide(inState.received(), commands.correct, when(due));
    expect(late.cancelTimers).toEqual(["complaintAcknowledgeDue"]);
    expect(late.fields.lapsed).toEqual(["acknowledge"]);
  });
  it("count an overdue complaint down only when its last missed clock is met", () => {
    const late = "2024-08-28 09:00"; // acknowledge and verify are missed
    const { decision } = play([late, "assign"]);
    expect(decision.events).toMatchObject([
      { kind: "ComplaintOverdue", facts: { first: true } },
      { kind: "ComplaintOverdue", facts: { first: false } },
      { kind: "ComplaintAssigned", facts: { wasOverdue: false } },
    ]);
    const result = play([late, "assign"], [late, "startVerification"], [late, "substantiate"]);
    expect(result.decision.events).toEqual([
      { kind: "ComplaintSubstantiated", facts: { round: 1, inTime: false, wasOverdue: true } },
    ]);
  });
  it("stop when the complaint is withdrawn", () => {
    const { decision, complaint } = play(["2024-08-21", "withdraw"]);
    expect(decision.cancelTimers).toEqual(["complaintAcknowledgeDue", "complaintVerifyDue", "complaintFeedbackDue"]);
    expect(complaint).toMatchObject({ nextDueAt: null, overdueAt: null, lapsed: [], closedAt: at("2024-08-21") });
  });
});

describe("extension", () => {
  it("lengthens what still runs, once", () => {
    const { complaint, decision } = play([sameDay, "assign"], [sameDay, "extend"]);
    expect(complaint).toMatchObject({ verifyDue: at("2024-09-05"), extensions: 1 });
    expect(decision.setTimers.map(({ kind }) => kind)).toEqual(["complaintVerifyDue", "complaintFeedbackDue"]);
    expect(decision.events).toMatchObject([{ kind: "ComplaintExtended", facts: { workingDays: 7 } }]);
    expect(() => decide(complaint, commands.extend, when(filedAt))).toThrow(
      refusal("complaint/extended-already", [], { extensions: 1 }),
    );
  });
  it("does not save what is overdue", () => {
    const { complaint } = play(["2024-08-28", "assign"], ["2024-08-28", "extend"]);
    expect(complaint.verifyDue).toEqual(at("2024-08-27"));
    expect(complaint.feedbackDue).toEqual(at("2024-09-15"));
    expect(complaint.lapsed).toEqual(["verify"]);
    expect(() => decide(assigned(), commands.extend, when(at("2024-10-01")))).toThrow("complaint/nothing-to-extend");
    expect(() => decide(assigned(), commands.extend, when(at("2024-09-06")))).toThrow("complaint/nothing-to-extend");
  });
});

describe("transfer", () => {
  const start = [
    [sameDay, "assign"],
    [sameDay, "startVerification"],
  ] as const;
  it("stops the city's clocks; the transferee's are the transfer's own", () => {
    const { complaint, decision } = play(...start, ["2024-08-19 10:00", "transfer"]);
    expect([...runningClocks(complaint)]).toEqual([]);
    expect(decision.setTimers).toEqual([]);
    expect(decision.cancelTimers).toEqual(["complaintVerifyDue", "complaintFeedbackDue"]);
    expect(complaint).toMatchObject({ transferredTo: "fireRescue", pausedAt: at("2024-08-19 10:00") });
  });
  it("gives back exactly the working days that were left", () => {
    // Friday and Monday are used of the seven: five are left from the day of the return on.
    const { complaint, decision } = play(
      ...start,
      ["2024-08-19 10:00", "transfer"],
      ["2024-08-30 10:00", "returnFromTransfer"],
    );
    expect(complaint).toMatchObject({
      state: "verifying",
      verifyDue: at("2024-09-07"),
      transferredTo: null,
      pausedAt: null,
    });
    expect(decision.setTimers.map(({ kind }) => kind)).toEqual(["complaintVerifyDue", "complaintFeedbackDue"]);
    expect(decision.events).toMatchObject([{ kind: "ComplaintReturnedFromTransfer", facts: { wasOverdue: false } }]);
  });
  it("gives no time back for what was missed before", () => {
    const { complaint } = play(...start, ["2024-08-27", "transfer"]);
    expect(complaint.lapsed).toEqual(["verify"]);
    expect([...runningClocks(complaint).keys()]).toEqual(["verify"]);
    const returned = applied(complaint, decide(complaint, commands.returnFromTransfer, when(at("2024-08-29"))));
    expect(returned).toMatchObject({ verifyDue: at("2024-08-27"), lapsed: ["verify"], overdueAt: at("2024-08-27") });
  });
  it("is answered once", () => {
    const answered = play(...start, [sameDay, "transfer"], ["2024-08-19", "answerTransfer"]);
    for (const command of ["answerTransfer", "returnFromTransfer"] as const)
      expect(() => decide(answered.complaint, commands[command], when(at("2024-08-20")))).toThrow(
        "complaint/transfer-answered",
      );
    // The answer is the result; what is left of the feedback clock runs on, and may be extended.
    expect([...runningClocks(answered.complaint)]).toEqual([["feedback", at("2024-09-10")]]);
    expect(allowedCommands(answered.complaint, when(at("2024-08-20")))).toEqual(
      expect.arrayContaining(["giveFeedback", "extend"]),
    );
  });
  it("is the primary's: a duplicate that parts from it is the city's again, unless it was answered", () => {
    const held = { ...play(...start, ["2024-08-19 10:00", "transfer"]).complaint, primaryId: "primary" };
    const parted = decide(held, commands.separate, when(at("2024-08-30 10:00")));
    expect(applied(held, parted)).toMatchObject({
      state: "verifying",
      primaryId: null,
      transferredTo: null,
      pausedAt: null,
      verifyDue: at("2024-09-07"),
    });
    expect(parted.events.map(({ kind }) => kind)).toEqual(["ComplaintSeparated", "ComplaintReturnedFromTransfer"]);
    const answered = applied(held, decide(held, commands.answerTransfer, when(at("2024-08-20"), { following: true })));
    const later = decide(answered, commands.separate, when(at("2024-08-21")));
    expect(later).toMatchObject({ state: "transferred", fields: { primaryId: null } });
    expect(later.events.map(({ kind }) => kind)).toEqual(["ComplaintSeparated"]);
  });
});

describe("a calendar that was published or changed", () => {
  const later = addWorkingDays(filedAt, 9);
  it("moves a clock that runs, and says so", () => {
    expect(moveClock(assigned(), "verify", later, {})).toMatchObject({
      state: "assigned",
      fields: { verifyDue: later.dueAt, nextDueAt: later.dueAt },
      events: [{ kind: "TimerMoved", facts: { clock: "verify" } }],
      setTimers: [{ kind: "complaintVerifyDue", dueAt: later.dueAt, counted: { workingDays: 9 } }],
      cancelTimers: [],
    });
  });
  it.each<[string, Clock, Complaint]>([
    ["is stopped", "acknowledge", assigned()],
    ["never began", "outcome", assigned()],
    ["was missed already", "verify", { ...assigned(), lapsed: ["verify"] }],
    ["is over", "feedback", inState.withdrawn()],
  ])("moves none that %s", (_, clock, complaint) => {
    expect(moveClock(complaint, clock, later, {})).toBeNull();
  });
});
