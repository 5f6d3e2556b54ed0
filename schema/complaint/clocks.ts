/**
 * The clocks of a complaint: when each ends, which of them run, which were missed.
 * Acknowledge, verify and feed back run from filing; verify and feedback stand still while a transferee holds the case
 * and nowhere else. All end with their last working day (`calendar/rules.ts`).
 */
import {
  addWorkingDays,
  type Deadline,
  dateEndingAt,
  dateOf,
  statutory,
  type WorkCalendar,
  workingDaysBetween,
} from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Complaint } from "./states.ts";

/** `outcome` is feedback after an accepted rectification. What a transferee owes is the clock of its transfer. */
export type Clock = "acknowledge" | "verify" | "feedback" | "outcome";

export const dueColumn = {
  acknowledge: "acknowledgeDue",
  verify: "verifyDue",
  feedback: "feedbackDue",
  outcome: "outcomeDue",
} as const satisfies Record<Clock, keyof Complaint>;

export const timerOf = {
  acknowledge: "complaintAcknowledgeDue",
  verify: "complaintVerifyDue",
  feedback: "complaintFeedbackDue",
  outcome: "complaintOutcomeDue",
} as const satisfies Record<Clock, string>;

export const clocks = Object.keys(dueColumn) as readonly Clock[];

export type Deadlines = Partial<Record<Clock, Deadline>>;

/** The clocks that still ask for something, with the time at which each is due. */
export function runningClocks(complaint: Complaint): ReadonlyMap<Clock, Date> {
  const { state, lapsed, pausedAt } = complaint;
  if (state === "closed" || state === "withdrawn") return new Map();
  // What was missed before a transfer stays missed: a pause gives no time back.
  const held = (clock: Clock) => pausedAt !== null && !lapsed.includes(clock);
  const due: Record<Clock, Date | null> = {
    acknowledge: complaint.acknowledgedAt ? null : complaint.acknowledgeDue,
    verify: complaint.verifiedAt || held("verify") ? null : complaint.verifyDue,
    feedback: complaint.feedbackAt || held("feedback") ? null : complaint.feedbackDue,
    outcome: complaint.outcomeDue,
  };
  return new Map(clocks.flatMap((clock) => (due[clock] === null ? [] : [[clock, due[clock]] as const])));
}

/** The running clocks whose time is over, whether their timer has fired yet or not. */
export const overdueClocks = (complaint: Complaint, now: Date): readonly Clock[] =>
  [...runningClocks(complaint)].filter(([, due]) => due <= now).map(([clock]) => clock);

/** Acknowledge, verify and feed back, from the day of filing. */
export const clocksFrom = (at: Date, settings: Settings["complaint"], calendar = statutory) => ({
  acknowledge: addWorkingDays(at, settings.acknowledgeWorkingDays, calendar),
  ...roundFrom(at, settings, calendar),
});

/** Verify and feed back again, from the day of reopening. */
export const roundFrom = (at: Date, settings: Settings["complaint"], calendar = statutory) => ({
  verify: addWorkingDays(at, settings.verifyWorkingDays, calendar),
  feedback: addWorkingDays(at, settings.feedbackWorkingDays, calendar),
});

/**
 * What was left of a clock when the transferee took the case over, counted on from the day it comes back.
 * Neither the day of the transfer nor the day of the return is counted twice.
 */
export function resumed(due: Date, pausedAt: Date, now: Date, calendar: WorkCalendar = statutory): Deadline {
  const left = workingDaysBetween(dateOf(pausedAt), dateEndingAt(due), calendar).days;
  return addWorkingDays(now, left, calendar);
}

/** An extension counts on from the day on which the clock would have ended. */
export const extended = (due: Date, workingDays: number, calendar: WorkCalendar = statutory): Deadline =>
  addWorkingDays(dateEndingAt(due), workingDays, calendar);
