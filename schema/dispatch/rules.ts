/**
 * A report of one region for one week: open, submitted, returned with a reason or accepted, then locked. Late is late,
 * even if it is accepted afterwards.
 *
 * Pure: report, command and moment in; a decision or a refusal out. No database, no clock, no Promise.
 */
import type { Settings } from "../campaign/settings.ts";
import { commandsIn, type Decision, decisions, merge, type Transitions, timerAtInstant } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "open" | "submitted" | "returned" | "accepted" | "locked";

export type Command =
  | { type: "submit" }
  | { type: "return"; reason: string }
  /** The command has checked that the parts add up to the whole (`figures.ts`). */
  | { type: "accept" }
  /** The report of the level above was accepted with this one as its part: nothing moves under it any more. */
  | { type: "lock" };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  open: { submit: "submitted" },
  submitted: { return: "returned", accept: "accepted", lock: "locked" },
  returned: { submit: "submitted" },
  accepted: { lock: "locked" },
  locked: {},
};

/** The names are those of the columns. */
export interface Report {
  state: State;
  dueAt: Date;
  /** The latest submission. */
  submittedAt: Date | null;
  lateAt: Date | null;
  acceptedAt: Date | null;
  returnReason: string | null;
  /** Versions that have been submitted; each is kept. */
  revisions: number;
}

export type EventKind =
  | "DispatchReportSubmitted"
  | "DispatchReportReturned"
  | "DispatchReportAccepted"
  | "DispatchReportLocked"
  | "DispatchReportLate";

export type TimerKind = "dispatchReminder" | "dispatchDue";

export type ReportDecision = Decision<State, EventKind, TimerKind, Omit<Report, "revisions">>;

const { unchanged, step } = decisions<ReportDecision>();

/** The report of a region for a week that opens: a reminder before it is due, and its due time. */
export const openReport = (dueAt: Date, settings: Settings["dispatch"]): ReportDecision => ({
  ...unchanged("open", { dueAt, submittedAt: null, lateAt: null, acceptedAt: null, returnReason: null }),
  setTimers: [
    timerAtInstant("dispatchReminder", new Date(dueAt.getTime() - settings.reminderHours * 3_600_000)),
    timerAtInstant("dispatchDue", dueAt),
  ],
});

/** @throws {Refusal} `dispatch/not-in-this-state`, `dispatch/reason-missing` */
export function decideReport(before: Report, command: Command, now: Date): ReportDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("dispatch/not-in-this-state", [], { state: before.state });
  if (command.type === "return" && command.reason.trim() === "") throw refuse("dispatch/reason-missing", ["reason"]);
  return merge(lapseReport(before, now), outcomeOf(before, command, state, now));
}

export const allowedReportCommands = (state: State) => commandsIn(transitions, state).filter((type) => type !== "lock");

/** What the timer of the due time does: a report that was never submitted is late from that minute on, once. */
export function lapseReport(report: Report, now: Date): ReportDecision {
  const late = report.revisions === 0 && report.lateAt === null && report.dueAt <= now;
  return late
    ? {
        ...unchanged(report.state, { lateAt: report.dueAt }),
        events: [{ kind: "DispatchReportLate", occurredAt: report.dueAt }],
      }
    : unchanged(report.state);
}

function outcomeOf(report: Report, command: Command, state: State, now: Date): ReportDecision {
  switch (command.type) {
    case "submit": {
      const inTime = report.revisions > 0 ? report.lateAt === null : now < report.dueAt;
      const facts = { revision: report.revisions + 1, inTime };
      return {
        ...step(state, { submittedAt: now, returnReason: null }, "DispatchReportSubmitted", facts),
        cancelTimers: ["dispatchReminder", "dispatchDue"],
      };
    }
    case "return":
      return step(state, { returnReason: command.reason }, "DispatchReportReturned");
    case "accept":
      return step(state, { acceptedAt: now }, "DispatchReportAccepted");
    case "lock":
      return step(state, {}, "DispatchReportLocked");
  }
}
