/**
 * The statutory clocks of a penalty case (Administrative Penalty Law). Periods of two, three, five and seven days are
 * working days (85); 90 and 15 are calendar days, the day they begin on not counting.
 */
import type { Temporal } from "temporal-polyfill";
import { addWorkingDays, type Deadline, dateOf, endOf, statutory } from "../calendar/rules.ts";
import { refuse } from "./refusals.ts";

const decisionDays = 90;
const paymentDays = 15;
const serviceWorkingDays = 7;
const hearingAskWorkingDays = 5;
const hearingNoticeWorkingDays = 7;

const calendarDays = (from: Temporal.PlainDate, days: number): Deadline => {
  const lastDay = from.add({ days });
  return { lastDay, dueAt: endOf(lastDay), calendarPublished: true, calendarYears: [] };
};

/** Decided within 90 days of filing (60). */
export const decisionDeadline = (filedAt: Date): Deadline => calendarDays(dateOf(filedAt), decisionDays);

/** A hearing may be asked for within five days of being told of the right to it (64(1)). */
export const hearingAskDeadline = (offeredOn: Temporal.PlainDate, calendar = statutory): Deadline =>
  addWorkingDays(offeredOn, hearingAskWorkingDays, calendar);

/** The parties are told of time and place seven days before the hearing (64(2)). */
export const earliestHearing = (notifiedOn: Temporal.PlainDate, calendar = statutory): Temporal.PlainDate =>
  addWorkingDays(notifiedOn, hearingNoticeWorkingDays, calendar).lastDay;

/** Served within seven days of the decision, where the party was not there to receive it (61). */
export const serviceDeadline = (decidedOn: Temporal.PlainDate, calendar = statutory): Deadline =>
  addWorkingDays(decidedOn, serviceWorkingDays, calendar);

/** Paid within 15 days of receiving the decision (67). */
export const paymentDeadline = (servedOn: Temporal.PlainDate): Deadline => calendarDays(servedOn, paymentDays);

/** The last day on which the act could still be discovered (36), from the day on which it ended. */
export const limitationOf = (actEndedOn: Temporal.PlainDate, harmed: boolean): Temporal.PlainDate =>
  actEndedOn.add({ years: harmed ? 5 : 2 });

/** @throws {Refusal} `penalty/limitation` with article and last day */
export function requireInLimitation(
  actEndedOn: Temporal.PlainDate,
  harmed: boolean,
  discoveredOn: Temporal.PlainDate,
): void {
  const last = limitationOf(actEndedOn, harmed).toString();
  if (discoveredOn.toString() > last)
    throw refuse("penalty/limitation", ["actEndedOn"], {
      article: 36,
      years: harmed ? 5 : 2,
      last,
      discovered: discoveredOn.toString(),
    });
}
