import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { instantAt, statutory, wallClock, weekOf } from "../../schema/calendar/rules.ts";
import { defaultSettings, settingsSchema } from "../../schema/campaign/settings.ts";
import { timerAtInstant } from "../../schema/decision.ts";
import {
  allowedReportCommands,
  type Command,
  decideReport,
  lapseReport,
  openReport,
  type Report,
  type ReportDecision,
  type State,
  transitions,
} from "../../schema/dispatch/rules.ts";
import { campaignWeeks, dueTimes, reportPeriod } from "../../schema/dispatch/weeks.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const settings = defaultSettings.dispatch;
const due = (monday: string, over = settings, calendar = statutory) => {
  const times = dueTimes({ startsOn: date(monday) }, over, calendar);
  return [times.countyDue, times.cityDue, times.provinceDue].map(wallClock);
};

describe("the weeks of a campaign", () => {
  const weeks = campaignWeeks(date("2024-05-01"), date("2024-10-31"));
  it("are 27, from the week of its first day to that of its last", () => {
    expect(weeks).toHaveLength(27);
    expect(weeks[0]).toMatchObject({ number: 1, isoYear: 2024, isoWeek: 18, opensAt: instantAt(date("2024-04-29")) });
    expect(weeks[0]?.startsOn.toString()).toBe("2024-04-29");
    expect(weeks.at(-1)).toMatchObject({ number: 27, isoWeek: 44 });
    expect(weeks.at(-1)?.endsOn.toString()).toBe("2024-11-03");
  });
  it("cover all time once: each report begins where the one before it was cut off", () => {
    const periods = weeks.map((week) => reportPeriod(week, settings));
    expect(periods[0]?.after).toBeNull();
    periods.slice(1).forEach(({ after, upTo }, index) => {
      expect(after).toEqual(periods[index]?.upTo);
      expect((after as Date) < upTo).toBe(true);
    });
  });
});

describe("due times", () => {
  it("are Thursday 18:00, Friday 12:00 and Friday 18:00; all levels are cut off with the counties", () => {
    expect(due("2024-08-12")).toEqual(["2024-08-15 18:00", "2024-08-16 12:00", "2024-08-16 18:00"]);
    const times = dueTimes({ startsOn: date("2024-08-12") }, settings);
    expect(times).toMatchObject({ moved: false, calendarPublished: true, calendarYears: [2024] });
    expect(times.cutOff).toEqual(times.countyDue);
  });
  it("move together to the working days before a holiday", () => {
    // Labour Day: Monday and Tuesday are left.
    expect(due("2024-04-29")).toEqual(["2024-04-29 18:00", "2024-04-30 12:00", "2024-04-30 18:00"]);
    // Tomb-sweeping on a Friday: Thursday is worked, and the counties move with the others all the same.
    expect(due("2025-03-31")).toEqual(["2025-04-02 18:00", "2025-04-03 12:00", "2025-04-03 18:00"]);
    expect(dueTimes({ startsOn: date("2025-03-31") }, settings).moved).toBe(true);
  });
  it("move from a Thursday alone as well", () => {
    const calendar = {
      published: () => true,
      working: (day: Temporal.PlainDate) => ![4, 6, 7].includes(day.dayOfWeek),
    };
    expect(due("2024-08-12", settings, calendar)).toEqual(["2024-08-13 18:00", "2024-08-14 12:00", "2024-08-14 18:00"]);
  });
  it("keep their order on one day, where one is all that precedes", () => {
    // National Day: only Monday 30 September is left.
    expect(due("2024-09-30")).toEqual(["2024-09-30 12:00", "2024-09-30 15:00", "2024-09-30 18:00"]);
  });
  it("take the first working day that follows, where none precedes", () => {
    // National Day 2023 to Friday 6 October; Saturday 7 is a make-up workday.
    expect(due("2023-10-02")).toEqual(["2023-10-07 12:00", "2023-10-07 15:00", "2023-10-07 18:00"]);
    // Spring Festival 2026 fills the whole week.
    expect(due("2026-02-16")).toEqual(["2026-02-24 12:00", "2026-02-24 15:00", "2026-02-24 18:00"]);
  });
  it("keep a campaign's own times where all three are due on one day", () => {
    const oneDay = settingsSchema.parse({
      dispatch: {
        county: { weekday: 5, time: "09:00" },
        city: { weekday: 5, time: "11:00" },
        province: { weekday: 5, time: "17:00" },
      },
    }).dispatch;
    expect(due("2025-03-31", oneDay)).toEqual(["2025-04-03 09:00", "2025-04-03 11:00", "2025-04-03 17:00"]);
    expect(due("2026-02-16", oneDay)).toEqual(["2026-02-24 09:00", "2026-02-24 11:00", "2026-02-24 17:00"]);
  });
  it("say when they rest on a calendar that is not published", () => {
    expect(dueTimes({ startsOn: date("2027-09-27") }, settings)).toMatchObject({
      calendarPublished: false,
      calendarYears: [2027],
    });
    expect(dueTimes({ startsOn: date("2026-12-28") }, settings)).toMatchObject({
      calendarPublished: false,
      calendarYears: [2026, 2027],
    });
  });
  it("are on working days, in order, one week after the other, and inside the week unless no working day precedes", () => {
    const week = fc.integer({ min: 0, max: 22 * 52 }).map((index) => weekOf(date("2004-01-05").add({ weeks: index })));
    fc.assert(
      fc.property(week, ({ startsOn, endsOn }) => {
        const { countyDue, cityDue, provinceDue } = dueTimes({ startsOn }, settings);
        expect(countyDue < cityDue && cityDue < provinceDue).toBe(true);
        const days = [countyDue, cityDue, provinceDue].map((at) => date(wallClock(at).slice(0, 10)));
        expect(days.every((day) => statutory.working(day))).toBe(true);
        const next = dueTimes({ startsOn: startsOn.add({ weeks: 1 }) }, settings);
        expect(provinceDue < next.countyDue).toBe(true);
        const workedBefore = [0, 1, 2, 3].some((offset) => statutory.working(startsOn.add({ days: offset })));
        if (workedBefore) expect(days.every((day) => Temporal.PlainDate.compare(day, endsOn) <= 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a report", () => {
  const dueAt = new Date("2024-08-15T10:00:00Z");
  const before = new Date(dueAt.getTime() - 1);
  const report = (over: Partial<Report> = {}): Report => ({
    ...(openReport(dueAt, settings).fields as Report),
    state: "open",
    revisions: 0,
    ...over,
  });
  it("is locked by the clock alone: no page offers it", () => {
    expect((Object.keys(transitions) as State[]).map((state) => [state, allowedReportCommands(state)])).toEqual([
      ["open", ["submit"]],
      ["submitted", ["return", "accept"]],
      ["returned", ["submit"]],
      ["accepted", []],
      ["locked", []],
    ]);
  });
  it("opens with a reminder and its due time", () => {
    expect(openReport(dueAt, settings)).toEqual({
      state: "open",
      fields: { dueAt, submittedAt: null, lateAt: null, acceptedAt: null, returnReason: null },
      events: [],
      setTimers: [
        timerAtInstant("dispatchReminder", new Date("2024-08-14T10:00:00Z")),
        timerAtInstant("dispatchDue", dueAt),
      ],
      cancelTimers: [],
    });
  });
  it.each<[State, Command, ReportDecision["fields"], string]>([
    ["submitted", { type: "return", reason: "sums" }, { returnReason: "sums" }, "DispatchReportReturned"],
    ["submitted", { type: "accept" }, { acceptedAt: before }, "DispatchReportAccepted"],
    ["accepted", { type: "lock" }, {}, "DispatchReportLocked"],
  ])("%s: %j", (state, command, fields, kind) => {
    expect(decideReport(report({ state, revisions: 1 }), command, before)).toMatchObject({
      fields,
      events: [{ kind }],
    });
  });
  it("is in time until its own minute", () => {
    expect(decideReport(report(), { type: "submit" }, before)).toMatchObject({
      fields: { submittedAt: before },
      events: [{ kind: "DispatchReportSubmitted", facts: { revision: 1, inTime: true } }],
      cancelTimers: ["dispatchReminder", "dispatchDue"],
    });
    expect(decideReport(report(), { type: "submit" }, dueAt)).toMatchObject({
      fields: { submittedAt: dueAt, lateAt: dueAt },
      events: [
        { kind: "DispatchReportLate", occurredAt: dueAt },
        { kind: "DispatchReportSubmitted", facts: { revision: 1, inTime: false } },
      ],
    });
  });
  it("is late once, and late it stays", () => {
    expect(lapseReport(report(), before).events).toEqual([]);
    const lapsed = lapseReport(report(), new Date(dueAt.getTime() + 60_000));
    expect(lapsed).toMatchObject({ state: "open", fields: { lateAt: dueAt } });
    const late = report({ ...lapsed.fields });
    expect(lapseReport(late, new Date(dueAt.getTime() + 120_000)).events).toEqual([]);
    const submitted = report({ ...late, state: "returned", revisions: 1 });
    expect(decideReport(submitted, { type: "submit" }, dueAt).events).toMatchObject([
      { facts: { revision: 2, inTime: false } },
    ]);
    expect(
      decideReport(report({ ...late, state: "submitted", revisions: 1 }), { type: "accept" }, dueAt),
    ).toMatchObject({
      state: "accepted",
      fields: { acceptedAt: dueAt },
    });
  });
  it("submitted in time, returned and submitted again is in time", () => {
    const returned = decideReport(
      report({ state: "submitted", revisions: 1 }),
      { type: "return", reason: "sums" },
      before,
    );
    expect(returned).toMatchObject({ state: "returned", fields: { returnReason: "sums" } });
    const again = decideReport(report({ state: "returned", revisions: 1 }), { type: "submit" }, dueAt);
    expect(again).toMatchObject({
      fields: { returnReason: null },
      events: [{ kind: "DispatchReportSubmitted", facts: { revision: 2, inTime: true } }],
    });
  });
  it("is returned with a reason", () => {
    const submitted = report({ state: "submitted", revisions: 1 });
    expect(() => decideReport(submitted, { type: "return", reason: " " }, before)).toThrow(
      expect.objectContaining({ code: "dispatch/reason-missing", field: ["reason"] }),
    );
  });
});
