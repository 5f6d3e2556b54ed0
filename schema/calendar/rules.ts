/**
 * The civil calendar of the campaign: dates of Asia/Shanghai whatever the server's zone, working days with
 * statutory holidays and make-up workdays (调休), and periods as the Civil Code counts them (200 to 204).
 *
 * Pure. Instants are `Date`, civil dates are `Temporal.PlainDate`.
 */
import holidays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { Temporal } from "temporal-polyfill";

export const zone = "Asia/Shanghai";

/** The State Council publishes the holidays of a year in the autumn before it; until then nobody knows them. */
export interface WorkCalendar {
  /** Are the holidays and make-up workdays of this year known? */
  published(year: number): boolean;
  /** In a year that is not published, Monday to Friday: never to be shown without `published` beside it. */
  working(date: Temporal.PlainDate): boolean;
}

/** A computed moment, with what it rests on: recompute it when one of its years is published or changed. */
export interface Deadline {
  /** The last day that belongs to the period. */
  lastDay: Temporal.PlainDate;
  /** The instant from which it is overdue: 24:00 of `lastDay`, Shanghai. A working-day clock always ends with the day. */
  dueAt: Date;
  /** The holidays of every year that it was computed from are known. */
  calendarPublished: boolean;
  /** The years whose calendar was asked; none for a period that no holiday can move. */
  calendarYears: readonly number[];
  /** Where holidays move it: the day after which working days are counted, and how many; 0: that day, or the next one. */
  counted?: { from: Temporal.PlainDate; workingDays: number };
}

const marked = {
  holidays: new Set(Object.keys(holidays.holidays)),
  workdays: new Set(Object.keys(holidays.workdays)),
  years: new Set(Object.keys(holidays.holidays).map((date) => Number(date.slice(0, 4)))),
};

/**
 * The published calendar. It reads the package's table by civil date, because the package's functions answer for
 * the day before in zones behind UTC and fall back to weekdays in years that they do not know.
 */
export const statutory: WorkCalendar = {
  published: (year) => marked.years.has(year),
  working: (date) => {
    const day = date.toString();
    return marked.workdays.has(day) || (date.dayOfWeek <= 5 && !marked.holidays.has(day));
  },
};

export const calendarPublished = (year: number, calendar = statutory) => calendar.published(year);

/** Provisional where `calendarPublished` says no: show the one with the other. */
export const isWorkingDay = (date: Temporal.PlainDate, calendar = statutory) => calendar.working(date);

/** The civil date in Shanghai at an instant. */
export const dateOf = (instant: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();

/** The date that an end belongs to: a deadline at 24:00 of the 15th, which is 0:00 of the 16th, ends the 15th. */
export const dateEndingAt = (instant: Date): Temporal.PlainDate => dateOf(new Date(instant.getTime() - 1));

/** @param time `18:00`, wall clock in Shanghai. */
export const instantAt = (date: Temporal.PlainDate, time = "00:00"): Date =>
  new Date(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);

/** 24:00 of the date, which is the first instant that no longer belongs to it. */
export const endOf = (date: Temporal.PlainDate): Date => instantAt(date.add({ days: 1 }));

/** A civil date as a `@db.Date` column carries it (midnight UTC), and back. */
export const columnOf = (date: Temporal.PlainDate): Date => new Date(`${date.toString()}T00:00:00Z`);
export const dateOfColumn = (column: Date): Temporal.PlainDate =>
  Temporal.PlainDate.from(column.toISOString().slice(0, 10));

/** How a person reads an instant in a message: `2024-08-15 18:00`. */
export const wallClock = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");

/**
 * The end of `count` working days after `from`, whose own day does not count (Civil Code 201).
 * With 0 it is the end of that day itself, or of the next working day when it is none: what is left of a paused clock.
 */
export function addWorkingDays(from: Date | Temporal.PlainDate, count: number, calendar = statutory): Deadline {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`a count of working days, not ${count}`);
  const start = from instanceof Date ? dateOf(from) : from;
  let day = start;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (calendar.working(day)) left -= 1;
  }
  if (count === 0) day = nextWorkingDay(day, calendar);
  return { ...deadline(day, start, calendar), counted: { from: start, workingDays: count } };
}

/** Whole working days from today to the last day of a deadline, or from its last day to today where it is over. */
export function workingDaysLeft(dueAt: Date, now: Date, calendar = statutory): number {
  const ends = [dateOf(now), dateEndingAt(dueAt)] as const;
  return (dueAt <= now ? workingDaysBetween(ends[1], ends[0], calendar) : workingDaysBetween(...ends, calendar)).days;
}

/** How many working days lie after `from` up to and including `to`: 0 when `to` is not later. */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  calendar = statutory,
): { days: number; calendarPublished: boolean; calendarYears: readonly number[] } {
  let days = 0;
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
    if (calendar.working(day)) days += 1;
  return { days, ...known(from, to, calendar) };
}

/**
 * The end of a period of the Civil Code: the start day does not count (201); when the last day is a holiday or a
 * weekend, it ends on the next working day (203). Whether 203 applies to a notice is a setting of the campaign.
 */
export function endOfCivilPeriod(
  startDate: Temporal.PlainDate,
  period: number | { months: number },
  { rollHolidays }: { rollHolidays: boolean },
  calendar = statutory,
): Deadline {
  // A period of months ends on the day of the same number, or on the last of a shorter month (Civil Code 202).
  const last = startDate.add(typeof period === "number" ? { days: period } : period);
  if (!rollHolidays) return { lastDay: last, dueAt: endOf(last), calendarPublished: true, calendarYears: [] };
  return addWorkingDays(last, 0, calendar);
}

/** The day itself when it is a working day, else the next one. */
export function nextWorkingDay(date: Temporal.PlainDate, calendar = statutory): Temporal.PlainDate {
  let day = date;
  while (!calendar.working(day)) day = day.add({ days: 1 });
  return day;
}

/** The week of a date, Monday to Sunday, with its ISO number. */
export interface Week {
  isoYear: number;
  isoWeek: number;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

export function weekOf(date: Temporal.PlainDate): Week {
  const startsOn = date.subtract({ days: date.dayOfWeek - 1 });
  // Both numbers are there in the ISO calendar, which is the only one that dates here carry.
  return {
    isoYear: date.yearOfWeek as number,
    isoWeek: date.weekOfYear as number,
    startsOn,
    endsOn: startsOn.add({ days: 6 }),
  };
}

function deadline(lastDay: Temporal.PlainDate, from: Temporal.PlainDate, calendar: WorkCalendar): Deadline {
  return { lastDay, dueAt: endOf(lastDay), ...known(from, lastDay, calendar) };
}

function known(from: Temporal.PlainDate, to: Temporal.PlainDate, calendar: WorkCalendar) {
  const calendarYears = Array.from({ length: Math.max(1, to.year - from.year + 1) }, (_, index) => from.year + index);
  return { calendarPublished: calendarYears.every((year) => calendar.published(year)), calendarYears };
}
