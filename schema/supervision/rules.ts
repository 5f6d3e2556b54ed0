/**
 * One level asks, another answers by a date: the steps by which a slow region is urged on, none of which is left out
 * without a written reason; key supervision of a case; and difficulties, which go up and are answered from above.
 *
 * Pure: matter, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { addWorkingDays, type Deadline, wallClock } from "../calendar/rules.ts";
import { commandsIn, decisions, lapsedAt, merge, timerAt, timerAtInstant, timerMoved } from "../decision.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  isStep,
  type Kind,
  ladder,
  type Matter,
  type MatterDecision,
  openedAs,
  type Step,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<MatterDecision>();

export interface Opening {
  kind: Kind;
  text: string;
  /** Steps that stand for the region by now. */
  standing: readonly Step[];
  /** Why steps are left out. */
  skipReason: string | null;
  /** Of an interview: when and where. */
  meetsAt: Date | null;
  venue: string | null;
  /** When the answer is due; by the settings where nothing is said. */
  dueAt: Date | null;
}

/** The steps that would be left out; null where the step, or a higher one, stands already. */
export function skippedBy(kind: Step, standing: readonly Step[]): readonly Step[] | null {
  const reached = Math.max(-1, ...standing.map((one) => ladder.indexOf(one)));
  const wanted = ladder.indexOf(kind);
  return wanted <= reached ? null : ladder.slice(reached + 1, wanted);
}

/** @throws {Refusal} `supervision/…` */
export function open(opening: Opening, circumstances: Circumstances): MatterDecision {
  const { kind, text, venue } = opening;
  const skipReason = isStep(kind) ? requireStep(kind, opening) : null;
  requireText(text, "supervision/text-missing", "text");
  const meetsAt = kind === "interview" ? requireMeeting(opening, circumstances) : null;
  const clock = clockOf(kind, opening.dueAt, meetsAt, circumstances);
  return {
    ...step(
      "open",
      {
        ...clock.fields,
        text: text.trim(),
        skipReason,
        meetsAt,
        venue: meetsAt && (venue as string).trim(),
      },
      openedAs[kind],
      { kind },
    ),
    setTimers: [clock.timer],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: Matter, command: Command, circumstances: Circumstances): MatterDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("supervision/not-in-this-state", [], { state: before.state });
  // A command may come ahead of a late ticker: a clock that has run out by now has run out, with its own minute.
  const passed = lapse(before, circumstances.now);
  return merge(
    passed,
    outcomeOf(before, command, passed.events.length > 0 || before.overdueAt !== null, circumstances),
  );
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = ({ state }: Pick<Matter, "state">): readonly CommandType[] =>
  commandsIn(transitions, state);

/** What the timer brings about: the one overdue event, stamped with the minute at which the answer was due. */
export function lapse({ kind, state, ...clock }: Matter, now: Date): MatterDecision {
  const overdueAt = lapsedAt(clock, now);
  if (!overdueAt) return unchanged(state);
  return {
    ...unchanged(state, { overdueAt }),
    events: [{ kind: "SupervisionOverdue", facts: { kind }, occurredAt: overdueAt }],
  };
}

/** A calendar was published or changed, and the clock ends on another day. */
export function moveClock({ state, dueAt, overdueAt }: Matter, deadline: Deadline): MatterDecision {
  if (dueAt === null || overdueAt !== null) return unchanged(state);
  const { dueAt: moved, calendarPublished } = deadline;
  return { ...unchanged(state, { dueAt: moved, calendarPublished }), ...timerMoved("supervisionDue", deadline) };
}

/** The reason for which steps are left out; null where none is. */
function requireStep(kind: Step, { standing, skipReason }: Opening): string | null {
  const skipped = skippedBy(kind, standing);
  if (skipped === null) throw refuse("supervision/step-stands", ["kind"]);
  if (skipped.length === 0) return null;
  const reason = skipReason?.trim() ?? "";
  if (reason === "") throw refuse("supervision/step-skipped", ["skipReason"], { steps: skipped.length });
  return reason;
}

function requireMeeting({ meetsAt, venue }: Opening, { now }: Circumstances): Date {
  if (meetsAt === null) throw refuse("supervision/meeting-missing", ["meetsAt"]);
  if (meetsAt <= now) throw refuse("supervision/meeting-past", ["meetsAt"]);
  if ((venue ?? "").trim() === "") throw refuse("supervision/venue-missing", ["venue"]);
  return meetsAt;
}

const daysOf: Readonly<Record<Kind, keyof Circumstances["settings"]>> = {
  reminder: "reminderWorkingDays",
  interview: "interviewWorkingDays",
  disciplineReport: "reportWorkingDays",
  keySupervision: "keySupervisionWorkingDays",
  difficulty: "difficultyWorkingDays",
};

/** Until when the answer is owed, by what was said or else by the settings; of an interview counted from its day. */
function clockOf(kind: Kind, said: Date | null, meetsAt: Date | null, { now, settings, calendar }: Circumstances) {
  if (said === null) {
    const deadline = addWorkingDays(meetsAt ?? now, settings[daysOf[kind]], calendar);
    const { dueAt, calendarPublished } = deadline;
    return { fields: { dueAt, calendarPublished, overdueAt: null }, timer: timerAt("supervisionDue", deadline) };
  }
  const after = meetsAt ?? now;
  if (said <= after) throw refuse("supervision/due-too-early", ["dueOn"], { than: wallClock(after) });
  return {
    fields: { dueAt: said, calendarPublished: true, overdueAt: null },
    timer: timerAtInstant("supervisionDue", said),
  };
}

function outcomeOf(
  before: Matter,
  command: Command,
  wasOverdue: boolean,
  circumstances: Circumstances,
): MatterDecision {
  const { kind, returnReason } = before;
  const { now } = circumstances;
  const over = { dueAt: null, overdueAt: null, calendarPublished: true };
  switch (command.type) {
    case "answer": {
      requireText(command.answer, "supervision/answer-missing", "answer");
      const fields = { ...over, answer: command.answer.trim(), answeredAt: now, returnReason: null };
      const facts = { kind, inTime: !wasOverdue, wasOverdue, again: returnReason !== null };
      return { ...step("answered", fields, "SupervisionAnswered", facts), cancelTimers: ["supervisionDue"] };
    }
    case "return": {
      requireText(command.reason, "supervision/reason-missing", "reason");
      const clock = clockOf(kind, command.dueAt ?? null, null, circumstances);
      const fields = { ...clock.fields, returnReason: command.reason.trim() };
      return { ...step("open", fields, "SupervisionAnswerReturned", { kind }), setTimers: [clock.timer] };
    }
    case "settle":
      return step("settled", { settledAt: now }, "SupervisionSettled", { kind });
    case "withdraw": {
      requireText(command.reason, "supervision/reason-missing", "reason");
      const fields = { ...over, settledAt: now, closingReason: command.reason.trim() };
      return {
        ...step("withdrawn", fields, "SupervisionWithdrawn", { kind, wasOverdue }),
        cancelTimers: ["supervisionDue"],
      };
    }
  }
}

type Missing = "supervision/text-missing" | "supervision/answer-missing" | "supervision/reason-missing";

function requireText(text: string, code: Missing, field: string) {
  if (text.trim() === "") throw refuse(code, [field]);
}
