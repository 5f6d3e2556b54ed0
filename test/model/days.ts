/** Days in Shanghai, reckoned by what the State Council published for the months in which the history of a model lies. */
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

/** Days since 1970-01-01, which was a Thursday. */
const numberOf = (at: Date) => Math.floor((at.getTime() + zoneMs) / dayMs);
const numbered = (date: string) => Date.parse(date) / dayMs;
const weekend = (day: number) => (day + 4) % 7 === 0 || (day + 4) % 7 === 6;

/** Of 2024, from July on, and New Year after it. */
const holidays = ["2024-09-15", "2024-09-16", "2024-09-17", "2025-01-01"].concat(
  [1, 2, 3, 4, 5, 6, 7].map((day) => `2024-10-0${day}`),
);
const worked = ["2024-09-14", "2024-09-29", "2024-10-12"];
const [free, made] = [new Set(holidays.map(numbered)), new Set(worked.map(numbered))];
const isWorked = (day: number) => made.has(day) || !(weekend(day) || free.has(day));

const startOf = (day: number) => new Date(day * dayMs - zoneMs);
const endOf = (day: number) => startOf(day + 1);
/** The day that an end belongs to. */
const lastOf = (end: Date) => numberOf(new Date(end.getTime() - 1));

const after = (day: number, count: number) => {
  let last = day;
  for (let left = count; left > 0; left -= isWorked(last) ? 1 : 0) last += 1;
  while (count === 0 && !isWorked(last)) last += 1;
  return endOf(last);
};

/** The end of so many working days; the day itself does not count. */
export const workingDays = (from: Date, count: number): Date => after(numberOf(from), count);

/** So many working days further than a clock would have ended. */
export const lengthened = (due: Date, count: number): Date => after(lastOf(due), count);

/** What was left of a clock on the day of the pause, counted on from the day on which it goes on. */
export function goneOn(due: Date, paused: Date, now: Date): Date {
  let left = 0;
  for (let day = numberOf(paused) + 1; day <= lastOf(due); day++) if (isWorked(day)) left += 1;
  return workingDays(now, left);
}

/** The end of so many days, whatever they are. */
export const days = (from: Date, count: number): Date => endOf(numberOf(from) + count);

/** The last of so many days, or the next that is worked (Civil Code 203). */
export const civilPeriod = (date: string, count: number): string => civilOf(lastOf(after(numbered(date) + count, 0)));

/** The day of the same number so many months later, or the last of a shorter month (Civil Code 202). */
export function months(date: string, count: number): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

const civilOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

/** `2024-08-15` */
export const dateOf = (at: Date): string => civilOf(numberOf(at));
export const daysLater = (date: string, count: number): string => civilOf(numbered(date) + count);
/** The first moment of a day, and the first after it. */
export const beginOf = (date: string): Date => startOf(numbered(date));
export const afterDay = (date: string): Date => endOf(numbered(date));
