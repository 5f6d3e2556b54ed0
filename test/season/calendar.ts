/**
 * When the reports of 2024 are due, counted by hand: from the holidays as the State Council published them and from the
 * province's default times, by none of the hub's own calendar.
 */

/** 国办发明电〔2023〕7号, those that touch the campaign's weeks. */
const holidays: readonly (readonly [first: string, last: string])[] = [
  ["2024-05-01", "2024-05-05"],
  ["2024-06-08", "2024-06-10"],
  ["2024-09-15", "2024-09-17"],
  ["2024-10-01", "2024-10-07"],
];
const makeUpWorkdays = ["2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12"];

const day = 86_400_000;
/** Noon there, so that no zone makes another date of it. */
const noon = (date: string) => new Date(`${date}T12:00:00Z`);
const later = (date: string, days: number) => new Date(noon(date).getTime() + days * day).toISOString().slice(0, 10);
const at = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`);

const isWorkday = (date: string) =>
  makeUpWorkdays.includes(date) ||
  (![0, 6].includes(noon(date).getUTCDay()) && !holidays.some(([first, last]) => first <= date && date <= last));

export interface ExpectedWeek {
  monday: string;
  opens: Date;
  /** Of the counties, and the cut-off of all. */
  county: Date;
  city: Date;
  province: Date;
}

/** The weeks of the campaign, the first of them that of 2024-05-01. */
export const expectedWeeks = (count: number): ExpectedWeek[] =>
  Array.from({ length: count }, (_, index) => {
    const monday = later("2024-04-29", 7 * index);
    const opens = at(monday, "00:00");
    const [thursday, friday] = [later(monday, 3), later(monday, 4)];
    if (isWorkday(thursday) && isWorkday(friday))
      return { monday, opens, county: at(thursday, "18:00"), city: at(friday, "12:00"), province: at(friday, "18:00") };
    const before = [0, 1, 2, 3].map((days) => later(monday, days)).filter(isWorkday);
    const [last, previous] = before.reverse();
    if (!last) throw new Error(`no week of the campaign is without a working day: ${monday}`);
    if (previous)
      return { monday, opens, county: at(previous, "18:00"), city: at(last, "12:00"), province: at(last, "18:00") };
    return { monday, opens, county: at(last, "12:00"), city: at(last, "15:00"), province: at(last, "18:00") };
  });
