/**
 * Days in Shanghai, reckoned without a calendar of holidays: the history of a model lies where there is none, from July
 * to the middle of September 2024.
 */
const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;

/** Days since 1970-01-01, which was a Thursday. */
const numberOf = (at: Date) => Math.floor((at.getTime() + zoneMs) / dayMs);
const isWorked = (day: number) => (day + 4) % 7 >= 1 && (day + 4) % 7 <= 5;
const endOf = (day: number) => new Date((day + 1) * dayMs - zoneMs);
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

/** `2024-08-15` */
export const dateOf = (at: Date): string => new Date(at.getTime() + zoneMs).toISOString().slice(0, 10);
