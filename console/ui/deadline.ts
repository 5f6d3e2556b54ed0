/** The unit of the rule a deadline comes from: a clock is always told in it. */
export type DeadlineUnit = "workingDay" | "calendarDay" | "hour";

export interface DeadlineSummary {
  /** The instant at which it falls due. */
  at: string;
  /** Unit of the rule; calendar days unless said otherwise. */
  unit?: DeadlineUnit;
  /** Whole working days between now and then, as the hub counts them: the console knows no holidays. */
  workingDays?: number | null;
  /** The hub's own judgement that it is close; without it the last 24 hours are. */
  atRisk?: boolean;
  /** Nothing runs any more: what was owed is done. */
  settled?: boolean;
  /** The calendar of that year is not published, the day may still move. */
  provisional?: boolean;
}

export type DeadlineState = "calm" | "atRisk" | "today" | "overdue" | "settled";

export interface DeadlineReading {
  state: DeadlineState;
  amount: number;
  unit: "workingDays" | "days" | "hours" | "minutes";
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Days, or hours below a day, or minutes below an hour. Time left is rounded up and time over rounded down: never a flattering number. */
function measure(length: number, over: boolean, summary: DeadlineSummary): Pick<DeadlineReading, "amount" | "unit"> {
  const round = over ? Math.floor : Math.ceil;
  if (length < hour) return { amount: Math.max(over ? 0 : 1, round(length / minute)), unit: "minutes" };
  if (length < day || (summary.unit === "hour" && length < 3 * day))
    return { amount: round(length / hour), unit: "hours" };
  if (summary.unit === "workingDay" && summary.workingDays) {
    return { amount: Math.abs(summary.workingDays), unit: "workingDays" };
  }
  return { amount: round(length / day), unit: "days" };
}

/** `now` in milliseconds of the hub's clock, `sameDay` whether it is the day of the deadline in the campaign's zone. */
export function readDeadline(summary: DeadlineSummary, now: number, sameDay: boolean): DeadlineReading {
  const left = Date.parse(summary.at) - now;
  const measured = measure(Math.abs(left), left < 0, summary);
  if (summary.settled) return { state: "settled", ...measured };
  if (left < 0) return { state: "overdue", ...measured };
  if (sameDay) return { state: "today", ...measured };
  return { state: (summary.atRisk ?? left < day) ? "atRisk" : "calm", ...measured };
}

/** Of a list's column of deadlines: holds the longest wording of either language. */
export const deadlineWidth = "216px";
