/**
 * A penalty case: evidence, prior notice with the right to a hearing, decision, service, payment with its surcharge
 * (plan 三(二): 对排查中发现的违法违规行为，要依法查处; articles in brackets are those of the Administrative Penalty Law).
 *
 * Pure: case, command and moment in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { columnOf, type Deadline, dateEndingAt, dateOfColumn, wallClock } from "../calendar/rules.ts";
import { commandsIn, decisions, type Happening, merge, timerAt, timerMoved } from "../decision.ts";
import { hearingAskDeadline, paymentDeadline, serviceDeadline } from "./clocks.ts";
import { checkInput } from "./input.ts";
import { refuse } from "./refusals.ts";
import { outstandingOn } from "./standing.ts";
import {
  type Command,
  type CommandType,
  type EventKind,
  type PenaltyCase,
  type PenaltyDecision,
  type State,
  type TimerKind,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<PenaltyDecision>();

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: PenaltyCase, command: Command, now: Date): PenaltyDecision {
  // A command may come ahead of a late ticker: what has passed by now has passed, with its own minute.
  const passed = lapse(before, now);
  const current = { ...before, ...passed.fields };
  const state = transitions[current.state][command.type];
  if (state === undefined) throw refuse("penalty/not-in-this-state", [], { state: current.state });
  const refusal = hindrance(current, command.type, now);
  if (refusal) throw refusal;
  checkInput(current, command, now);
  return merge(passed, outcome(current, command, state, now));
}

/** What its clocks look at. */
type Running = Pick<
  PenaltyCase,
  "state" | "hearingAskDue" | "hearingLapsedAt" | "hearingAt" | "nextDueAt" | "overdueAt"
>;

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export function allowedCommands(before: Running, now: Date): readonly CommandType[] {
  const current = { ...before, ...lapse(before, now).fields };
  return commandsIn(transitions, current.state).filter((type) => hindrance(current, type, now) === undefined);
}

/** What stands in the way of a command whatever its input; undefined where nothing does. */
function hindrance({ state, hearingAskDue, hearingLapsedAt, hearingAt }: Running, type: CommandType, now: Date) {
  if (type === "decide" && state === "hearingOffered" && hearingAskDue && !hearingLapsedAt)
    return refuse("penalty/hearing-open", [], { until: wallClock(hearingAskDue), article: 64 });
  if (type === "holdHearing" && hearingAt && hearingAt > now)
    return refuse("penalty/hearing-not-held", [], { at: wallClock(hearingAt) });
  return undefined;
}

/** Which clock runs in a state, and what is said once it has run out. */
const clocks = {
  decision: { kind: "PenaltyDecisionOverdue", timer: "penaltyDecisionDue" },
  service: { kind: "PenaltyServiceOverdue", timer: "penaltyServiceDue" },
  payment: { kind: "PenaltyPaymentOverdue", timer: "penaltyPaymentDue" },
} as const satisfies Record<string, { kind: EventKind; timer: TimerKind }>;

type Clock = keyof typeof clocks;

export const clockOf: Readonly<Record<State, Clock | null>> = {
  filed: "decision",
  evidence: "decision",
  hearingOffered: "decision",
  hearingAsked: "decision",
  hearingNotified: "decision",
  hearingHeld: "decision",
  decided: "service",
  served: "payment",
  performed: null,
  closed: null,
  withdrawn: null,
};

/** What its clocks bring about, each once and with its own minute, in the order of the minutes. */
export function lapse(before: Running, now: Date): PenaltyDecision {
  const { state, hearingAskDue, hearingLapsedAt, nextDueAt, overdueAt } = before;
  const passed: { fields: PenaltyDecision["fields"]; event: Happening<EventKind>; timer: TimerKind; at: Date }[] = [];
  if (state === "hearingOffered" && hearingAskDue && hearingAskDue <= now && !hearingLapsedAt)
    passed.push({
      fields: { hearingLapsedAt: hearingAskDue },
      event: { kind: "PenaltyHearingLapsed", occurredAt: hearingAskDue },
      timer: "penaltyHearingAskDue",
      at: hearingAskDue,
    });
  const clock = clockOf[state];
  if (clock && nextDueAt && nextDueAt <= now && !overdueAt)
    passed.push({
      fields: { overdueAt: nextDueAt },
      event: { kind: clocks[clock].kind, occurredAt: nextDueAt },
      timer: clocks[clock].timer,
      at: nextDueAt,
    });
  passed.sort((one, other) => one.at.getTime() - other.at.getTime());
  return {
    ...unchanged(state),
    fields: Object.assign({}, ...passed.map(({ fields }) => fields)),
    events: passed.map(({ event }) => event),
    cancelTimers: passed.map(({ timer }) => timer),
  };
}

/** Clocks that count working days, and where they are written. */
export const countedClocks = {
  penaltyHearingAskDue: "hearingAskDue",
  penaltyServiceDue: "serviceDue",
} as const satisfies Partial<Record<TimerKind, keyof PenaltyCase>>;

/** The working days of a clock were counted again; null where it does not run any more. */
export function moveClock(
  current: PenaltyCase,
  kind: keyof typeof countedClocks,
  deadline: Deadline,
): PenaltyDecision | null {
  const { state, hearingLapsedAt, overdueAt } = current;
  const runs =
    kind === "penaltyHearingAskDue"
      ? state === "hearingOffered" && !hearingLapsedAt
      : clockOf[state] === "service" && !overdueAt;
  if (!runs) return null;
  const { dueAt, calendarPublished } = deadline;
  const next = kind === "penaltyServiceDue" ? { nextDueAt: dueAt } : {};
  return {
    ...unchanged(state, { [countedClocks[kind]]: dueAt, calendarPublished, ...next }),
    ...timerMoved(kind, deadline),
  };
}

const everyTimer = [
  "penaltyDecisionDue",
  "penaltyHearingAskDue",
  "penaltyServiceDue",
  "penaltyPaymentDue",
] as const satisfies readonly TimerKind[];

function outcome(current: PenaltyCase, command: Command, state: State, now: Date): PenaltyDecision {
  switch (command.type) {
    case "recordEvidence":
      return step(state, {}, "PenaltyEvidenceRecorded", { files: command.evidence.length });
    case "offerHearing":
      return offer(command, state);
    case "askHearing":
      return {
        ...step(state, { hearingAskedOn: command.askedOn }, "PenaltyHearingAsked"),
        cancelTimers: ["penaltyHearingAskDue"],
      };
    case "notifyHearing": {
      const { notifiedOn, manner, hearingAt, place } = command;
      const fields = { hearingNotifiedOn: notifiedOn, hearingAt, hearingPlace: place.trim() };
      return step(state, fields, "PenaltyHearingNotified", { manner, at: hearingAt.toISOString() });
    }
    case "holdHearing":
      return step(state, { hearingRecord: command.record }, "PenaltyHearingHeld");
    case "decide":
      return decision(current, command, state);
    case "serve":
      return service(current, command, state);
    case "recordPayment":
      return payment(current, command, state, now);
    case "close":
      return {
        ...step(state, ended(now, command.reason), "PenaltyCaseClosed", {
          penalised: current.decidedOn !== null,
          ...wasOverdue(current),
        }),
        cancelTimers: everyTimer,
      };
    case "withdraw":
      return {
        ...step(state, ended(now, command.reason), "PenaltyCaseWithdrawn", {
          decided: current.decidedOn !== null,
          yuan: yuanOf(current.amountFen ?? 0n),
          ...wasOverdue(current),
        }),
        cancelTimers: everyTimer,
      };
  }
}

function offer(
  { offeredOn, manner, article, basisFen, amountFen }: Extract<Command, { type: "offerHearing" }>,
  state: State,
): PenaltyDecision {
  const due = hearingAskDeadline(dateOfColumn(offeredOn));
  const { dueAt: hearingAskDue, calendarPublished } = due;
  const fields = { offeredOn, article, basisFen, offeredFen: amountFen, hearingAskDue, calendarPublished };
  return {
    ...step(state, fields, "PenaltyHearingOffered", { article, manner, yuan: yuanOf(amountFen) }),
    setTimers: [timerAt("penaltyHearingAskDue", due)],
  };
}

function decision(
  current: PenaltyCase,
  { decidedOn, amountFen }: Extract<Command, { type: "decide" }>,
  state: State,
): PenaltyDecision {
  const due = serviceDeadline(dateOfColumn(decidedOn));
  const fields = { decidedOn, amountFen, serviceDue: due.dueAt };
  const facts = { article: current.article, yuan: yuanOf(amountFen), inTime: isInTime(decidedOn, current.decisionDue) };
  return {
    ...step(state, { ...fields, ...nextClock(due) }, "PenaltyDecided", { ...facts, ...wasOverdue(current) }),
    setTimers: [timerAt("penaltyServiceDue", due)],
    cancelTimers: ["penaltyDecisionDue"],
  };
}

function service(
  current: PenaltyCase,
  { servedOn, manner, receivedBy }: Extract<Command, { type: "serve" }>,
  state: State,
): PenaltyDecision {
  const due = paymentDeadline(dateOfColumn(servedOn));
  const fields = { servedOn, receivedBy: receivedBy.trim(), paymentDue: due.dueAt, ...nextClock(due) };
  const facts = { manner, inTime: isInTime(servedOn, current.serviceDue), ...wasOverdue(current) };
  return {
    ...step(state, fields, "PenaltyServed", facts),
    setTimers: [timerAt("penaltyPaymentDue", due)],
    cancelTimers: ["penaltyServiceDue"],
  };
}

/** The last fen of fine and surcharge performs the penalty. */
function payment(
  current: PenaltyCase,
  { paidOn, amountFen }: Extract<Command, { type: "recordPayment" }>,
  state: State,
  now: Date,
): PenaltyDecision {
  const { outstandingFen } = outstandingOn(current, dateOfColumn(paidOn));
  const paid = { fen: Number(amountFen) };
  if (amountFen < outstandingFen) return step(state, {}, "PenaltyPaid", paid);
  return {
    ...step("performed", { ...ended(now, null), performedOn: paidOn }, "PenaltyPaid", paid),
    events: [
      { kind: "PenaltyPaid", facts: paid },
      { kind: "PenaltyPerformed", facts: { inTime: isInTime(paidOn, current.paymentDue), ...wasOverdue(current) } },
    ],
    cancelTimers: ["penaltyPaymentDue"],
  };
}

const ended = (now: Date, closingReason: string | null) => ({
  settledAt: now,
  closingReason,
  nextDueAt: null,
  overdueAt: null,
});

const nextClock = ({ dueAt, calendarPublished }: Deadline) => ({
  nextDueAt: dueAt,
  overdueAt: null,
  calendarPublished,
});

const isInTime = (day: Date, due: Date | null) => due !== null && day <= columnOf(dateEndingAt(due));

const wasOverdue = ({ overdueAt }: PenaltyCase) => ({ wasOverdue: overdueAt !== null });

/** Fines are whole yuan, so reports count them as such. */
const yuanOf = (fen: bigint) => Number(fen / 100n);
