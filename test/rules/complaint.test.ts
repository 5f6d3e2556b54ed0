import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { instantAt } from "../../schema/calendar/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { overdueClocks, runningClocks } from "../../schema/complaint/clocks.ts";
import {
  allowedCommands,
  closeIfDue,
  decide,
  fileComplaint,
  lapse,
  noteOutcome,
} from "../../schema/complaint/rules.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Complaint,
  type ComplaintDecision,
  givenBy,
  type State,
  transitions,
} from "../../schema/complaint/states.ts";

const at = (text: string) => {
  const [day, time] = text.split(" ") as [string, string | undefined];
  return instantAt(Temporal.PlainDate.from(day), time);
};
const settings = defaultSettings.complaint;
/** A Thursday in a month without holidays. */
const filedAt = at("2024-08-15 09:00");
const when = (now: Date, over: Partial<Circumstances> = {}): Circumstances => ({
  now,
  settings,
  pendingFindings: 0,
  ...over,
});
const applied = (complaint: Complaint, decision: ComplaintDecision): Complaint => ({
  ...complaint,
  ...decision.fields,
  state: decision.state,
});

/** Recorded by staff, of somebody they know. */
const named = { anonymous: false, confirmed: true };

/** Every command with all that it needs, so that only the state decides. */
const commands: Record<CommandType, Command> = {
  assign: { type: "assign", handlerId: "handler" },
  confirm: { type: "confirm" },
  startVerification: { type: "startVerification" },
  substantiate: { type: "substantiate" },
  unsubstantiate: { type: "unsubstantiate", reason: "nothing found on the spot" },
  transfer: { type: "transfer", department: "fireRescue", reason: "theirs to punish" },
  answerTransfer: { type: "answerTransfer", answer: "fined" },
  returnFromTransfer: { type: "returnFromTransfer", reason: "not ours" },
  giveFeedback: { type: "giveFeedback", text: "the lamp has been mended" },
  answerSatisfied: { type: "answerSatisfied" },
  answerUnsatisfied: { type: "answerUnsatisfied" },
  close: { type: "close" },
  reopen: { type: "reopen", reason: "looked at again" },
  extend: { type: "extend", reason: "the expert is away" },
  correct: { type: "correct", reason: "another complex" },
  join: { type: "join", primaryId: "primary", reason: "the same lamp" },
  separate: { type: "separate", reason: "another lamp" },
  withdraw: { type: "withdraw", reason: "asked for by the owner" },
};
const allCommands = Object.values(commands);

/** Plays commands one after the other on a new complaint. */
function play(
  ...steps: readonly (readonly [time: string, command: Command | CommandType, over?: Partial<Circumstances>])[]
) {
  let complaint = applied({} as Complaint, fileComplaint(named, when(filedAt)));
  let decision: ComplaintDecision | undefined;
  for (const [time, step, over] of steps) {
    decision = decide(complaint, typeof step === "string" ? commands[step] : step, when(at(time), over));
    complaint = applied(complaint, decision);
  }
  return { complaint, decision: decision as ComplaintDecision };
}
const sameDay = "2024-08-15 10:00";
const assigned = () => play([sameDay, "assign"]).complaint;
const verifying = () => play([sameDay, "assign"], [sameDay, "startVerification"]).complaint;
const substantiated = () =>
  play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "substantiate"]).complaint;
const transferred = () => play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "transfer"]).complaint;
const toFeedback = [
  [sameDay, "assign"],
  [sameDay, "startVerification"],
  [sameDay, "substantiate"],
  [sameDay, "giveFeedback"],
] as const;
const fedBack = () => play(...toFeedback).complaint;

/** One complaint in each state in which no circumstance hinders what the table allows, as far as that can be. */
const inState: Record<State, () => Complaint> = {
  received: () => applied({} as Complaint, fileComplaint(named, when(filedAt))),
  assigned,
  verifying,
  substantiated,
  unsubstantiated: () =>
    play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "unsubstantiate"]).complaint,
  transferred,
  feedbackGiven: fedBack,
  closed: () => play(...toFeedback, ["2024-08-26", "close"]).complaint,
  withdrawn: () => play([sameDay, "withdraw"]).complaint,
};

describe("every pair of state and command", () => {
  /** Listed in the table, but hindered in these examples by what has or has not happened before. */
  const confirm = "complaint/confirmed-already";
  const separate = "complaint/not-joined";
  const hindered: Partial<Record<State, Partial<Record<CommandType, string>>>> = {
    received: { confirm, separate },
    assigned: { confirm, separate },
    verifying: { confirm, separate },
    substantiated: { separate },
    unsubstantiated: { separate },
    transferred: {
      confirm,
      separate,
      giveFeedback: "complaint/transfer-unanswered",
      extend: "complaint/nothing-to-extend",
    },
    feedbackGiven: { separate, giveFeedback: "complaint/feedback-not-owed", close: "complaint/answer-window-open" },
  };
  for (const state of Object.keys(transitions) as State[])
    for (const command of allCommands) {
      const next = transitions[state][command.type];
      const code = next ? hindered[state]?.[command.type] : "complaint/not-in-this-state";
      it(`${state} + ${command.type} ${code ? `is refused: ${code}` : `leads to ${next}`}`, () => {
        const complaint = inState[state]();
        const act = () => decide(complaint, command, when(at("2024-08-15 11:00")));
        const offered = allowedCommands(complaint, when(at("2024-08-15 11:00"))).includes(command.type);
        expect(offered).toBe(code === undefined);
        if (code) expect(act).toThrow(expect.objectContaining({ code }));
        else expect(act().state).toBe(next);
      });
    }
  it("says who gives each command", () => {
    expect(Object.keys(givenBy).sort()).toEqual(Object.keys(commands).sort());
  });
});

describe("intake", () => {
  const filed = fileComplaint(named, when(at("2024-09-27 17:30")));
  it("starts three clocks that know the make-up Sunday and the holiday", () => {
    // Counted: Sun 29 (make-up), Mon 30, Oct 8 to 11, Sat 12 (make-up), 14, ...
    expect(filed.setTimers.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
      ["complaintAcknowledgeDue", "2024-09-30T16:00:00.000Z"],
      ["complaintVerifyDue", "2024-10-12T16:00:00.000Z"],
      ["complaintFeedbackDue", "2024-10-23T16:00:00.000Z"],
    ]);
    expect(filed.fields).toMatchObject({ nextDueAt: at("2024-10-01"), overdueAt: null, calendarPublished: true });
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

describe("confirmation", () => {
  const web = { anonymous: false, confirmed: false };
  const unconfirmed = (filing = web) => applied({} as Complaint, fileComplaint(filing, when(filedAt)));
  const give = (complaint: Complaint, ...given: CommandType[]) =>
    given.reduce((now, type) => applied(now, decide(now, commands[type], when(at(sameDay)))), complaint);

  it.each([
    [{ anonymous: false, confirmed: true }, true],
    [{ anonymous: false, confirmed: false }, false],
    [{ anonymous: true, confirmed: true }, false],
    [{ anonymous: true, confirmed: false }, false],
  ])("%j comes in confirmed: %s", (filing, confirmed) => {
    expect(fileComplaint(filing, when(filedAt)).fields).toMatchObject({ confirmed, anonymous: filing.anonymous });
  });
  it("comes by the staff's call, in every state before the result, and changes nothing else", () => {
    for (const given of [
      [],
      ["assign"],
      ["assign", "startVerification"],
      ["assign", "startVerification", "transfer"],
    ]) {
      const complaint = give(unconfirmed(), ...(given as CommandType[]));
      expect(allowedCommands(complaint, when(at(sameDay)))).toContain("confirm");
      const { state, fields, events, setTimers } = decide(complaint, commands.confirm, when(at(sameDay)));
      expect(state).toBe(complaint.state);
      expect(fields.confirmed).toBe(true);
      expect(events).toEqual([{ kind: "ComplaintConfirmed", facts: { by: "staff", wasOverdue: false } }]);
      expect(setTimers).toEqual([]);
    }
  });
  it("cannot come by a call to nobody", () => {
    const anonymous = unconfirmed({ anonymous: true, confirmed: false });
    expect(() => decide(anonymous, commands.confirm, when(at(sameDay)))).toThrow("complaint/nobody-to-confirm");
    expect(allowedCommands(anonymous, when(at(sameDay)))).not.toContain("confirm");
  });
  it.each<[CommandType, string, boolean]>([
    ["substantiate", "ComplaintSubstantiated", false],
    ["unsubstantiate", "ComplaintUnsubstantiated", true],
  ])("comes with the verification: %s", (command, kind, anonymous) => {
    const complaint = give(unconfirmed({ anonymous, confirmed: false }), "assign", "startVerification");
    const { fields, events } = decide(complaint, commands[command], when(at(sameDay)));
    expect(fields.confirmed).toBe(true);
    expect(events.map((event) => event.kind)).toEqual(["ComplaintConfirmed", kind]);
    expect(events[0]?.facts).toMatchObject({ by: "verification" });
  });
  it("comes with a transferee's answer, and once only", () => {
    const complaint = give(unconfirmed(), "assign", "startVerification", "transfer");
    const answered = decide(complaint, commands.answerTransfer, when(at(sameDay)));
    expect(answered.events.map(({ kind }) => kind)).toEqual(["ComplaintConfirmed", "ComplaintTransferAnswered"]);
    expect(decide(verifying(), commands.substantiate, when(at(sameDay))).events).toHaveLength(1);
  });
  it("is said to be missing by every event until then, and counts nothing", () => {
    const late = decide(unconfirmed(), commands.assign, when(at("2024-09-02")));
    expect(late.events.map(({ kind, facts }) => [kind, facts?.confirmed])).toEqual([
      ["ComplaintOverdue", false],
      ["ComplaintOverdue", false],
      ["ComplaintAssigned", false],
    ]);
    for (const { kind, facts } of [...fileComplaint(web, when(filedAt)).events, ...late.events])
      expect(eventKinds[kind].figures(facts ?? {})).toEqual({});
  });
});

describe("a duplicate", () => {
  const joined = (complaint = assigned()): Complaint =>
    applied(complaint, decide(complaint, commands.join, when(at(sameDay))));

  it("follows one other and leads none", () => {
    const { state, fields, events } = decide(verifying(), commands.join, when(at(sameDay)));
    expect([state, fields.primaryId]).toEqual(["verifying", "primary"]);
    expect(events).toMatchObject([{ kind: "ComplaintJoined", facts: { primary: "primary" } }]);
    expect(() => decide(joined(), commands.join, when(at(sameDay)))).toThrow("complaint/joined-already");
    expect(() => decide(assigned(), commands.join, when(at(sameDay), { duplicates: 1 }))).toThrow(
      "complaint/has-duplicates",
    );
  });
  it("does nothing by itself that its primary does for it", () => {
    const own = allowedCommands(joined(), when(at(sameDay)));
    expect([...own].sort()).toEqual(["correct", "separate", "withdraw"]);
    expect(() => decide(joined(), commands.startVerification, when(at(sameDay)))).toThrow("complaint/follows-primary");
    const led = decide(joined(), commands.startVerification, when(at(sameDay), { following: true }));
    expect(led.state).toBe("verifying");
  });
  it("is a matter of its own again by a word of the staff, or of an owner who is not satisfied", () => {
    expect(decide(joined(), commands.separate, when(at(sameDay))).fields.primaryId).toBeNull();
    const told: Complaint = { ...fedBack(), primaryId: "primary" };
    const satisfied = decide(told, commands.answerSatisfied, when(at(sameDay)));
    expect(satisfied.fields.primaryId).toBeUndefined();
    const unsatisfied = decide(told, commands.answerUnsatisfied, when(at(sameDay)));
    expect(unsatisfied).toMatchObject({ state: "assigned", fields: { primaryId: null } });
    expect(unsatisfied.events.map(({ kind }) => kind)).toEqual([
      "ComplaintAnswered",
      "ComplaintSeparated",
      "ComplaintReopened",
    ]);
    expect(decide(joined(), commands.withdraw, when(at(sameDay))).fields.primaryId).toBeNull();
  });
});

describe("required input", () => {
  it.each<[State, Command, string, string]>([
    ["received", { type: "assign", handlerId: " " }, "complaint/handler-missing", "handlerId"],
    ["verifying", { type: "unsubstantiate", reason: "" }, "complaint/reason-missing", "reason"],
    ["verifying", { type: "transfer", department: "credit", reason: " " }, "complaint/reason-missing", "reason"],
    ["substantiated", { type: "giveFeedback", text: "\n" }, "complaint/feedback-missing", "text"],
    ["transferred", { type: "returnFromTransfer", reason: "" }, "complaint/reason-missing", "reason"],
    ["closed", { type: "reopen", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "withdraw", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "correct", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "extend", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "join", primaryId: "x", reason: " " }, "complaint/reason-missing", "reason"],
  ])("%s + %j is refused with %s", (state, command, code, field) => {
    expect(() => decide(inState[state](), command, when(at("2024-08-15 11:00")))).toThrow(
      expect.objectContaining({ code, field: [field] }),
    );
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
    expect(decision.setTimers).toMatchObject([{ kind: "complaintErasure", dueAt: at("2026-08-22") }]);
  });
});

describe("extension", () => {
  it("lengthens what still runs, once", () => {
    const { complaint, decision } = play([sameDay, "assign"], [sameDay, "extend"]);
    expect(complaint).toMatchObject({ verifyDue: at("2024-09-05"), extensions: 1 });
    expect(decision.setTimers.map(({ kind }) => kind)).toEqual(["complaintVerifyDue", "complaintFeedbackDue"]);
    expect(decision.events).toMatchObject([{ kind: "ComplaintExtended", facts: { workingDays: 7 } }]);
    expect(() => decide(complaint, commands.extend, when(filedAt))).toThrow("complaint/extended-already");
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

describe("feedback and the owner's answer", () => {
  it("opens ten days to answer, after which the case closes", () => {
    const { complaint, decision } = play(...toFeedback);
    expect(complaint.answerDue).toEqual(at("2024-08-26"));
    expect(decision.events).toMatchObject([
      { kind: "ComplaintFeedbackGiven", facts: { first: true, last: true, inTime: true } },
    ]);
    expect(decision.setTimers).toMatchObject([{ kind: "complaintClose", dueAt: at("2024-08-26") }]);
    const close = (now: Date) => decide(complaint, commands.close, when(now));
    expect(() => close(new Date(at("2024-08-26").getTime() - 1))).toThrow("complaint/answer-window-open");
    expect(close(at("2024-08-26"))).toMatchObject({
      state: "closed",
      fields: { closedAt: at("2024-08-26") },
      setTimers: [{ kind: "complaintErasure", dueAt: at("2026-08-27") }],
    });
    expect(() => decide(complaint, commands.close, when(at("2024-08-26"), { pendingFindings: 1 }))).toThrow(
      "complaint/outcome-owed",
    );
  });
  it("stays open past its window while something is owed, without a refusal", () => {
    const end = at("2024-08-26");
    expect(closeIfDue(fedBack(), when(end))?.state).toBe("closed");
    expect(closeIfDue(fedBack(), when(new Date(end.getTime() - 1)))).toBeNull();
    expect(closeIfDue(fedBack(), when(end, { pendingFindings: 1 }))).toBeNull();
    expect(closeIfDue(assigned(), when(end))).toBeNull();
  });
  it("is answered once, within the window", () => {
    const { complaint } = play(...toFeedback, [sameDay, "answerSatisfied"]);
    expect(complaint).toMatchObject({ state: "feedbackGiven", satisfied: true, answeredAt: at(sameDay) });
    expect(() => decide(complaint, commands.answerUnsatisfied, when(at(sameDay)))).toThrow(
      "complaint/answered-already",
    );
    const answer = (now: Date) => () => decide(fedBack(), commands.answerSatisfied, when(now));
    expect(answer(new Date(at("2024-08-26").getTime() - 1))).not.toThrow();
    expect(answer(at("2024-08-26"))).toThrow(
      expect.objectContaining({ code: "complaint/answer-window-over", facts: { until: "2024-08-26 00:00" } }),
    );
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
    expect(decision.cancelTimers).toEqual(["complaintClose", "complaintErasure"]);
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
    expect(accepted.events).toMatchObject([{ kind: "ComplaintOutcomeOwed" }]);
    expect(accepted.setTimers).toMatchObject([{ kind: "complaintOutcomeDue", dueAt: at("2024-09-05") }]);
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
    expect(second).toMatchObject({ events: [], setTimers: [], state: "feedbackGiven" });
  });
  it("settled without acceptance, the last one lets the case close after its window", () => {
    const { complaint } = waiting();
    const settle = (over: Partial<Circumstances>) =>
      noteOutcome(complaint, { accepted: false }, when(at("2024-09-02"), over)).setTimers;
    expect(settle(pending)).toEqual([]);
    expect(settle({})).toMatchObject([{ kind: "complaintClose", dueAt: at("2024-08-26") }]);
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
