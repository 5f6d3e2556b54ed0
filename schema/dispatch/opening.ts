/**
 * How the calendar opens weeks and cuts them off.
 *
 * A hub may be set up in the middle of a campaign (and a drill clock may start there). Weeks that were over by then stand
 * in the list as history: no report was owed here, so none is late. In the week that runs, a level owes its report only
 * if it is still to be due. A hub that was merely stopped is another matter: its clock ran on, its timers fire with the
 * time they were due, and what was not submitted is late.
 */
import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import { openBriefOf } from "../brief/opening.ts";
import { columnOf, dateOfColumn, instantAt } from "../calendar/rules.ts";
import { timerAtInstant } from "../decision.ts";
import { keepIndexes } from "../progress/keep.ts";
import { regionColumns } from "../region/policy.ts";
import { openReport } from "./rules.ts";
import { campaignWeeks, type DispatchLevel, type DueTimes, dueTimes, levels } from "./weeks.ts";

/**
 * Writes down the weeks of the running campaign and sets the timers by which they open, each its own, so that no week
 * waits for another. Called when a hub is set up, and again when settings change: weeks that have not opened yet get the
 * due times that hold then.
 */
export async function planWeeks(work: Work): Promise<void> {
  const { tx, now, context } = work;
  const campaign = await tx.campaign.findUniqueOrThrow({ where: { code: context.campaign } });
  const held = await tx.dispatchWeek.findMany({ where: { campaignCode: campaign.code } });
  const byNumber = new Map(held.map((week) => [week.number, week]));
  for (const week of campaignWeeks(dateOfColumn(campaign.startsOn), dateOfColumn(campaign.endsOn))) {
    const { number, isoYear, isoWeek, startsOn, endsOn, opensAt } = week;
    const before = byNumber.get(number);
    if (before && (before.openedAt || before.cutOffPosition !== null)) continue;
    const due = await dueTimesOf(work, startsOn);
    const id = { campaignCode_number: { campaignCode: campaign.code, number } };
    const row = await tx.dispatchWeek.upsert({
      where: id,
      create: {
        ...{ campaignCode: campaign.code, number, isoYear, isoWeek, ...columns(due) },
        startsOn: columnOf(startsOn),
        endsOn: columnOf(endsOn),
      },
      update: columns(due),
    });
    if (opensAt > now) work.setTimer({ ...timerAtInstant("dispatchWeekOpen", opensAt), subject: subjectOf(row) });
    else if (!before) await joinWeek(work, row, due);
  }
}

/** A week that has begun without this hub. */
async function joinWeek(work: Work, week: DispatchWeek, due: DueTimes) {
  const owing = levels.filter((level) => dueOf(due, level) > work.now);
  if (owing.length > 0) await open(work, week, due, owing, work.now);
  if (due.cutOff <= work.now) await keepPosition(work, week.id);
}

/** What the timer of Monday 00:00 brings about: counties and cities owe their reports, the province its brief. */
export async function openWeek(work: Work, weekId: string, opensAt: Date): Promise<void> {
  const week = await lockWeek(work, weekId);
  if (!week || week.openedAt) return;
  await open(work, week, await dueTimesOf(work, dateOfColumn(week.startsOn)), levels, opensAt);
}

async function open(work: Work, week: DispatchWeek, due: DueTimes, owing: readonly DispatchLevel[], openedAt: Date) {
  const { tx, context } = work;
  const settings = (await work.settings(instantAt(dateOfColumn(week.startsOn)))).dispatch;
  await tx.dispatchWeek.update({ where: { id: week.id }, data: { ...columns(due), openedAt } });
  const reporting: readonly string[] = owing.filter((level) => level !== "province");
  const regions = [...context.regions.all()].filter(({ level }) => reporting.includes(level));
  const reports = await tx.dispatchReport.createManyAndReturn({
    data: regions.map(({ code, level }) => {
      const { cityCode, countyCode } = regionColumns(code);
      const dueAt = dueOf(due, level as DispatchLevel);
      return { weekId: week.id, level, regionCode: code, cityCode, countyCode, dueAt };
    }),
    select: { id: true, dueAt: true },
  });
  const { calendarYears, calendarPublished } = due;
  // Who is told of the week needs no reminder of it in the same minute.
  for (const { id, dueAt } of reports)
    for (const timer of openReport(dueAt, settings).setTimers)
      if (timer.dueAt > openedAt)
        work.setTimer({ ...timer, calendarYears, calendarPublished, subject: { type: "DispatchReport", id } });
  if (owing.includes("province")) await openBriefOf(work, week, due, settings);
  if (due.cutOff > openedAt)
    work.setTimer({
      ...timerAtInstant("dispatchCutOff", due.cutOff),
      calendarYears,
      calendarPublished,
      subject: subjectOf(week),
    });
  announceWeek(work, "DispatchWeekOpened", week);
}

/**
 * What the timer of the cut-off brings about. It fires alone, after every other timer that was due by then and before
 * any that is due later, so the log's end is where the week ends; the order of the log is that of commits, so nothing
 * before it is still to come.
 */
export async function cutOffWeek(work: Work, weekId: string): Promise<void> {
  const week = await lockWeek(work, weekId);
  if (!week || week.cutOffPosition !== null) return;
  await keepPosition(work, weekId);
  await keepIndexes(work, weekId);
  announceWeek(work, "DispatchWeekCutOff", week);
}

/** One statement sees one moment: the counters that are kept are those of the log up to the position that is kept. */
const keepPosition = ({ tx }: Work, weekId: string) => tx.$executeRaw`
  with "kept" as (
    update "DispatchWeek" set "cutOffPosition" = (select coalesce(max("id"), 0) from "ActivityEvent")
    where "id" = ${weekId}::uuid returning "id")
  insert into "DispatchWeekTotal" ("weekId", "regionCode", "figure", "value")
  select "kept"."id", total."regionCode", total."figure", total."value"
  from "kept" cross join "FigureTotal" total where length(total."regionCode") <= 6`;

/** The week is everybody's: its events go to all who owe a report. */
function announceWeek(work: Work, kind: "DispatchWeekOpened" | "DispatchWeekCutOff", week: DispatchWeek) {
  const regions = [...work.context.regions.all()];
  work.record({
    kind,
    subject: { ...subjectOf(week), version: kind === "DispatchWeekOpened" ? 1 : 2 },
    region: regions.find(({ level }) => level === "province")?.code ?? "",
    audienceRegions: regions.flatMap(({ code, level }) => (level === "city" || level === "county" ? [code] : [])),
    facts: { week: week.isoWeek },
  });
}

const subjectOf = ({ id }: DispatchWeek) => ({ type: "DispatchWeek" as const, id });

async function lockWeek(work: Work, id: string) {
  await lockRow(work, "DispatchWeek", id);
  return work.tx.dispatchWeek.findUnique({ where: { id } });
}

/** By the settings that hold on the week's Monday. */
const dueTimesOf = async (work: Work, startsOn: Parameters<typeof instantAt>[0]): Promise<DueTimes> =>
  dueTimes({ startsOn }, (await work.settings(instantAt(startsOn))).dispatch);

const dueOf = (due: DueTimes, level: DispatchLevel) => due[`${level}Due`];

const columns = ({ countyDue, cityDue, provinceDue, calendarPublished }: DueTimes) => ({
  countyDue,
  cityDue,
  provinceDue,
  calendarPublished,
});
