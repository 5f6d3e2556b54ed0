/**
 * The weeks of a campaign and when their reports are due (plan 四(二): 每周调度各市进展; 每周调度所辖县(区)工作进展;
 * 按时向省集中整治办报送). A week runs Monday to Sunday, Asia/Shanghai.
 */
import { Temporal } from "temporal-polyfill";
import { instantAt, nextWorkingDay, statutory, type Week, type WorkCalendar, weekOf } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";

export interface CampaignWeek extends Week {
  /** 1 for the week that contains the campaign's first day. */
  number: number;
  /** A week opens with its Monday. */
  opensAt: Date;
}

/** From the week that contains the campaign's first day to the one that contains its last. */
export function campaignWeeks(startsOn: Temporal.PlainDate, endsOn: Temporal.PlainDate): readonly CampaignWeek[] {
  const first = weekOf(startsOn).startsOn;
  const weeks = first.until(weekOf(endsOn).endsOn).days + 1;
  return Array.from({ length: weeks / 7 }, (_, index) => {
    const week = weekOf(first.add({ weeks: index }));
    return { ...week, number: index + 1, opensAt: instantAt(week.startsOn) };
  });
}

export type DispatchLevel = "county" | "city" | "province";

export const levels = ["county", "city", "province"] as const satisfies readonly DispatchLevel[];

export interface DueTimes {
  countyDue: Date;
  cityDue: Date;
  provinceDue: Date;
  /** All levels share one cut-off, the counties' due time. */
  cutOff: Date;
  /** Holidays moved them. */
  moved: boolean;
  calendarPublished: boolean;
  calendarYears: readonly number[];
}

/**
 * When the reports of a week are due. When one of the three days is no working day, the three move together to the
 * working days before it, keep their order and never leave the week; if no working day precedes in the week, they take
 * the first that follows, even where that is the next week's. Where one day is left for all, the settings' times for
 * that case keep the order.
 */
export function dueTimes(
  week: Pick<Week, "startsOn">,
  settings: Settings["dispatch"],
  calendar: WorkCalendar = statutory,
): DueTimes {
  const planned = levels.map((level) => week.startsOn.add({ days: settings[level].weekday - 1 }));
  const blocked = planned.filter((day) => !calendar.working(day)).sort(Temporal.PlainDate.compare)[0];
  const days = blocked ? movedDays(planned, blocked, week.startsOn, calendar) : planned;
  const together = blocked !== undefined && days.every((day) => day.equals(days[0] as Temporal.PlainDate));
  const distinct = new Set(planned.map(String)).size;
  const [countyDue, cityDue, provinceDue] = levels.map((level, index) =>
    instantAt(
      days[index] as Temporal.PlainDate,
      together && distinct > 1 ? settings[level].sameDayTime : settings[level].time,
    ),
  ) as [Date, Date, Date];
  const calendarYears = [...new Set([week.startsOn, ...planned, ...days].map(({ year }) => year))];
  return {
    countyDue,
    cityDue,
    provinceDue,
    cutOff: countyDue,
    moved: blocked !== undefined,
    calendarPublished: calendarYears.every((year) => calendar.published(year)),
    calendarYears,
  };
}

/** @param blocked the first of the planned days that is no working day */
function movedDays(
  planned: readonly Temporal.PlainDate[],
  blocked: Temporal.PlainDate,
  monday: Temporal.PlainDate,
  calendar: WorkCalendar,
): readonly Temporal.PlainDate[] {
  const before: Temporal.PlainDate[] = [];
  for (let day = monday; Temporal.PlainDate.compare(day, blocked) < 0; day = day.add({ days: 1 }))
    if (calendar.working(day)) before.push(day);
  const distinct = [...new Set(planned.map(String))].sort();
  if (before.length >= distinct.length) {
    const taken = before.slice(-distinct.length);
    return planned.map((day) => taken[distinct.indexOf(String(day))] as Temporal.PlainDate);
  }
  const only = before.at(-1) ?? nextWorkingDay(blocked, calendar);
  return planned.map(() => only);
}

/** What a report covers: from the previous cut-off, which no longer belongs to it, to its own; the first from the beginning. */
export const reportPeriod = (
  week: CampaignWeek,
  settings: Settings["dispatch"],
  calendar: WorkCalendar = statutory,
): { after: Date | null; upTo: Date } => ({
  after:
    week.number === 1 ? null : dueTimes({ startsOn: week.startsOn.subtract({ weeks: 1 }) }, settings, calendar).cutOff,
  upTo: dueTimes(week, settings, calendar).cutOff,
});
