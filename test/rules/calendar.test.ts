import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  calendarPublished,
  columnOf,
  dateEndingAt,
  dateOf,
  dateOfColumn,
  endOf,
  endOfCivilPeriod,
  instantAt,
  isWorkingDay,
  wallClock,
  weekOf,
  workingDaysBetween,
  workingDaysLeft,
} from "../../schema/calendar/rules.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const day = fc
  .integer({ min: 0, max: 23 * 365 })
  .map((offset) => Temporal.PlainDate.from("2004-01-01").add({ days: offset }));

describe("working days", () => {
  it.each([
    ["2024-08-15", true, "an ordinary Thursday"],
    ["2024-08-17", false, "a Saturday"],
    ["2024-10-01", false, "National Day"],
    ["2024-09-29", true, "a make-up Sunday"],
    ["2024-05-11", true, "a make-up Saturday"],
    ["2024-09-17", false, "Mid-Autumn, a Tuesday"],
  ])("%s is %s: %s", (text, working) => expect(isWorkingDay(date(text))).toBe(working));

  it("knows which years are published", () => {
    expect([2003, 2004, 2026, 2027].map((year) => calendarPublished(year))).toEqual([false, true, true, false]);
  });

  it("counts over a holiday with its make-up days", () => {
    // Filed on Friday 2024-09-27: Sunday 29 and Monday 30 are worked, then the holiday to October 7.
    const due = addWorkingDays(instantAt(date("2024-09-27"), "10:00"), 3);
    expect(due.lastDay.toString()).toBe("2024-10-08");
    expect(due.dueAt).toEqual(new Date("2024-10-08T16:00:00Z"));
    expect(due).toMatchObject({ calendarPublished: true, calendarYears: [2024] });
  });

  it("does not count the day it starts on, nor the time of that day", () => {
    for (const time of ["00:00", "10:00", "23:59"])
      expect(addWorkingDays(instantAt(date("2024-08-15"), time), 1).lastDay.toString()).toBe("2024-08-16");
  });

  it("with nothing left ends with the day itself, or the next working day", () => {
    expect(addWorkingDays(date("2024-08-15"), 0).lastDay.toString()).toBe("2024-08-15");
    expect(addWorkingDays(date("2024-10-01"), 0).lastDay.toString()).toBe("2024-10-08");
  });

  it("says when it reaches into a year that is not published", () => {
    expect(addWorkingDays(date("2026-12-30"), 3)).toMatchObject({
      calendarPublished: false,
      calendarYears: [2026, 2027],
    });
    expect(addWorkingDays(date("2027-09-29"), 5).calendarPublished).toBe(false);
    expect(workingDaysBetween(date("2026-12-30"), date("2027-01-05")).calendarPublished).toBe(false);
    expect(addWorkingDays(date("2026-12-30"), 1).calendarPublished).toBe(true);
  });

  it("recomputes with another calendar", () => {
    const calendar = { published: () => true, working: (on: Temporal.PlainDate) => on.month !== 10 };
    expect(addWorkingDays(date("2027-09-30"), 1, calendar).lastDay.toString()).toBe("2027-11-01");
  });

  it("refuses a count that is none", () => {
    expect(() => addWorkingDays(date("2024-08-15"), -1)).toThrow(RangeError);
    expect(() => addWorkingDays(date("2024-08-15"), 1.5)).toThrow(RangeError);
  });

  it("counting back what was added gives the same number, and ends on a working day", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const { lastDay } = addWorkingDays(start, count);
        expect(workingDaysBetween(start, lastDay).days).toBe(count);
        expect(isWorkingDay(lastDay)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("is zero backwards", () => {
    expect(workingDaysBetween(date("2024-08-15"), date("2024-08-14"))).toMatchObject({
      days: 0,
      calendarYears: [2024],
    });
  });
});

describe("periods of the Civil Code", () => {
  const notice = date("2024-08-02");
  it("ends 60 days of notice after the National Day holiday (201, 203)", () => {
    const end = endOfCivilPeriod(notice, 60, { rollHolidays: true });
    expect(end.lastDay.toString()).toBe("2024-10-08");
    expect(end.calendarYears).toEqual([2024]);
  });
  it("ends on the holiday itself where 203 is not applied, and then no calendar matters", () => {
    const end = endOfCivilPeriod(notice, 60, { rollHolidays: false });
    expect(end.lastDay.toString()).toBe("2024-10-01");
    expect(end).toMatchObject({ calendarPublished: true, calendarYears: [] });
  });
  it("does not roll from a make-up workday", () => {
    expect(endOfCivilPeriod(date("2024-09-19"), 10, { rollHolidays: true }).lastDay.toString()).toBe("2024-09-29");
  });
  it("counts months by their number, and to the end of a shorter one (202)", () => {
    const months = (start: string, count: number) =>
      endOfCivilPeriod(date(start), { months: count }, { rollHolidays: false }).lastDay.toString();
    expect(months("2026-04-10", 3)).toBe("2026-07-10");
    expect(months("2026-11-30", 3)).toBe("2027-02-28");
  });
});

describe("instants and dates", () => {
  it("are those of Shanghai", () => {
    expect(dateOf(new Date("2024-08-15T15:59:59Z")).toString()).toBe("2024-08-15");
    expect(dateOf(new Date("2024-08-15T16:00:00Z")).toString()).toBe("2024-08-16");
    expect(dateEndingAt(new Date("2024-08-15T16:00:00Z")).toString()).toBe("2024-08-15");
    expect(instantAt(date("2024-08-15"), "18:00")).toEqual(new Date("2024-08-15T10:00:00Z"));
    expect(wallClock(new Date("2024-08-15T10:00:30Z"))).toBe("2024-08-15 18:00");
  });
  it("survive a column", () => {
    fc.assert(fc.property(day, (on) => dateOfColumn(columnOf(on)).equals(on)));
  });
  it("weeks run Monday to Sunday with their ISO number", () => {
    expect(weekOf(date("2024-05-01"))).toMatchObject({ isoYear: 2024, isoWeek: 18 });
    expect(weekOf(date("2024-10-31"))).toMatchObject({ isoYear: 2024, isoWeek: 44 });
    expect(weekOf(date("2024-12-31"))).toMatchObject({ isoYear: 2025, isoWeek: 1 });
    fc.assert(
      fc.property(day, (on) => {
        const week = weekOf(on);
        expect([week.startsOn.dayOfWeek, week.endsOn.dayOfWeek]).toEqual([1, 7]);
        expect(week.startsOn.until(week.endsOn).days).toBe(6);
      }),
    );
  });
});

it.each(["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])("gives the same answers on a server in %s", (zone) => {
  const script = `import { addWorkingDays, dateOf, endOfCivilPeriod, statutory } from "./schema/calendar/rules.ts";
    const at = new Date("2024-09-27T02:00:00Z");
    const day = dateOf(at);
    console.log([day, statutory.working(day), addWorkingDays(at, 3).dueAt.toISOString(),
      endOfCivilPeriod(day, 4, { rollHolidays: true }).lastDay].join(" "));`;
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    env: { ...process.env, TZ: zone, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
  expect(out.trim()).toBe("2024-09-27 true 2024-10-08T16:00:00.000Z 2024-10-08");
});

describe("working days left", () => {
  const dueAt = endOf(date("2024-10-09"));
  const left = (day: string, time = "09:00") => workingDaysLeft(dueAt, instantAt(date(day), time));
  it("are those after today up to the last day; the last day itself has none", () => {
    // Sunday 29 September is worked; 1 to 7 October is not.
    const days = ["2024-09-28", "2024-09-29", "2024-09-30", "2024-10-08", "2024-10-09"];
    expect(days.map((day) => left(day))).toEqual([4, 3, 2, 1, 0]);
    expect(left("2024-10-09", "23:59")).toBe(0);
  });
  it("are those that have gone by where it is over", () => {
    // Saturday 12 October is worked.
    const days = ["2024-10-10", "2024-10-11", "2024-10-12", "2024-10-13", "2024-10-14"];
    expect(days.map((day) => left(day))).toEqual([1, 2, 3, 3, 4]);
    expect(left("2024-10-10", "00:00")).toBe(1);
  });
});

it("2027-10-01 is a workday to nobody who asks: what is counted over it says that its year is not published", () => {
  const over = addWorkingDays(date("2027-09-30"), 1);
  expect(over).toMatchObject({ calendarPublished: false, calendarYears: [2027] });
  expect(workingDaysBetween(date("2027-09-30"), date("2027-10-08"))).toMatchObject({ calendarPublished: false });
  expect(addWorkingDays(date("2024-09-30"), 1)).toMatchObject({ calendarPublished: true, calendarYears: [2024] });
});
