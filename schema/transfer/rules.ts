/**
 * A transfer hands a complaint or findings to the department that may decide or punish, which accepts or returns it and
 * answers (plan 三(二): 涉及其他部门的处罚事项要及时移送相关部门), each by its clock (domain 5).
 *
 * Pure: transfer, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import type { Department } from "../../prisma/generated/enums.ts";
import { addWorkingDays, type Deadline } from "../calendar/rules.ts";
import { commandsIn, decisions, type Happening, lapsedAt, merge, timerAt, timerMoved } from "../decision.ts";
import type { FindingState } from "../finding/rules.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type EventKind,
  type State,
  type TimerKind,
  type Transfer,
  type TransferDecision,
  transferees,
  transitions,
} from "./states.ts";

const { unchanged } = decisions<TransferDecision>();

export interface Sending {
  department: Department;
  /** A complaint says by its own rules whether it can be transferred now. */
  complaint: boolean;
  findings: readonly {
    complexId: string;
    state: FindingState;
    /** A department that it was sent to has not settled it yet. */
    with: readonly Department[];
  }[];
  reason: string;
  withWords: boolean;
}

/** @throws {Refusal} `transfer/…` */
export function sendTransfer(sending: Sending, circumstances: Circumstances): TransferDecision {
  const { department, complaint, findings, reason, withWords } = sending;
  if (complaint === findings.length > 0) throw refuse("transfer/subject-missing", ["findingIds"]);
  if (!transferees[department]) throw refuse("transfer/department-unfit", ["department"]);
  if (new Set(findings.map(({ complexId }) => complexId)).size > 1)
    throw refuse("transfer/findings-of-several-complexes", ["findingIds"]);
  findings.forEach(({ state, with: holders }, index) => {
    const field = ["findingIds", String(index)];
    if (state === "withdrawn") throw refuse("transfer/finding-withdrawn", field);
    if (holders.includes(department)) throw refuse("transfer/running-already", field);
  });
  if (withWords && !complaint) throw refuse("transfer/words-of-findings", ["withWords"]);
  requireText(reason, "transfer/reason-missing", "reason");
  const deadline = acceptanceOf(circumstances);
  return {
    state: "sent",
    fields: {
      ...clockOf(deadline),
      overdueAt: null,
      acceptedAt: null,
      outcome: null,
      settledAt: null,
    },
    events: [{ kind: "TransferSent", facts: { department } }],
    setTimers: [timerAt("transferAcceptDue", deadline)],
    cancelTimers: [],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: Transfer, command: Command, circumstances: Circumstances): TransferDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("transfer/not-in-this-state", [], { state: before.state });
  if (command.type === "answer") requireText(command.answer, "transfer/answer-missing", "answer");
  if ("reason" in command) requireText(command.reason, "transfer/reason-missing", "reason");
  // A command may come ahead of a late ticker: a clock that has run out by now has run out, with its own minute.
  const passed = lapse(before, circumstances);
  const late = before.overdueAt !== null || passed.events.length > 0;
  const outcome = outcomeOf(before, command, state, { inTime: !late, wasOverdue: late }, circumstances);
  return merge(passed, outcome);
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = ({ state }: Pick<Transfer, "state">): readonly CommandType[] =>
  commandsIn(transitions, state);

/** What the timer of a clock brings about: its one overdue event. */
export function lapse(current: Transfer, { now }: Pick<Circumstances, "now">): TransferDecision {
  const { state, department } = current;
  const overdueAt = lapsedAt(current, now);
  if (!overdueAt) return unchanged(state);
  const facts = { department, owed: state === "sent" ? "acceptance" : "answer" };
  return {
    ...unchanged(state, { overdueAt }),
    events: [{ kind: "TransferOverdue", facts, occurredAt: overdueAt }],
  };
}

/** A calendar was published or changed, and the clock that runs ends on another day. */
export function moveClock(current: Transfer, kind: TimerKind, deadline: Deadline): TransferDecision {
  if (timerOf(current.state) !== kind || current.overdueAt !== null) return unchanged(current.state);
  return { ...unchanged(current.state, clockOf(deadline)), ...timerMoved(kind, deadline) };
}

/** The timer of the clock that runs in a state. */
const timerOf = (state: State): TimerKind | null =>
  state === "sent" ? "transferAcceptDue" : state === "accepted" ? "transferAnswerDue" : null;

function outcomeOf(
  { state: from, department }: Transfer,
  command: Command,
  state: State,
  punctuality: { inTime: boolean; wasOverdue: boolean },
  circumstances: Circumstances,
): TransferDecision {
  const { now } = circumstances;
  const facts = { department, ...punctuality };
  const cancelTimers = [timerOf(from) as TimerKind]; // no command is listed where no clock runs
  const settled = (
    kind: EventKind,
    more: Happening<EventKind>["facts"] = {},
    fields: TransferDecision["fields"] = {},
  ) => ({
    ...unchanged(state, { dueAt: null, overdueAt: null, calendarPublished: true, settledAt: now, ...fields }),
    events: [{ kind, facts: { ...facts, ...more } }],
    cancelTimers,
  });
  switch (command.type) {
    case "accept": {
      const deadline = answerOf(circumstances);
      return {
        ...unchanged(state, { ...clockOf(deadline), overdueAt: null, acceptedAt: now }),
        events: [{ kind: "TransferAccepted", facts }],
        setTimers: [timerAt("transferAnswerDue", deadline)],
        cancelTimers,
      };
    }
    case "answer":
      return settled("TransferAnswered", { outcome: command.outcome }, { outcome: command.outcome });
    case "return":
      return settled("TransferReturned");
    case "withdraw":
      return settled("TransferWithdrawn");
  }
}

const acceptanceOf = ({ now, settings, calendar }: Circumstances) =>
  addWorkingDays(now, settings.transferAcceptWorkingDays, calendar);
const answerOf = ({ now, settings, calendar }: Circumstances) =>
  addWorkingDays(now, settings.transferAnswerWorkingDays, calendar);

const clockOf = ({ dueAt, calendarPublished }: Deadline) => ({ dueAt, calendarPublished });

function requireText(text: string, code: "transfer/reason-missing" | "transfer/answer-missing", field: string) {
  if (text.trim() === "") throw refuse(code, [field]);
}
