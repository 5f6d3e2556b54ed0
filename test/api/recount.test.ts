import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { columnOf, statutory, type WorkCalendar } from "../../schema/calendar/rules.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { timerAt } from "../../schema/decision.ts";
import { contractEndOf } from "../../schema/exit/notice.ts";
import { orderRectification } from "../../schema/rectification/commands.ts";
import { oweFollowUp } from "../../schema/rectification/debts.ts";
import { recountTimers } from "../../schema/timer/recount.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { uscc } from "../kit/ledger.ts";

let hub: TestHub;
let county: Viewer;
/** Friday 1 January and the Monday and Tuesday after it are holidays; Sunday 10 January is worked. */
const published: WorkCalendar = {
  published: (year) => year === 2027 || statutory.published(year),
  working: (date) => {
    const day = date.toString();
    if (["2027-01-01", "2027-01-04", "2027-01-05"].includes(day)) return false;
    return day === "2027-01-10" || statutory.working(date);
  },
};

beforeAll(async () => {
  hub = await createTestHub("2026-12-28T09:00:00+08:00");
  county = await hub.person("county", "140105");
});
afterAll(() => hub?.drop());

const endOf = (day: string) => new Date(`${Temporal.PlainDate.from(day).add({ days: 1 })}T00:00:00+08:00`);
const moved = (subjectId: string) =>
  hub.prisma.activityEvent.findMany({ where: { subjectId, kind: "TimerMoved" }, orderBy: { id: "asc" } });

it("moves the clocks that rest on a year whose holidays become known, and tells each move", async () => {
  const { id } = await recordComplaint(hub.as(county), {
    source: "hotline",
    countyCode: "140105",
    anonymous: false,
    personal: { name: null, phone: null, address: null, text: "演示" },
  });
  const held = () => hub.prisma.complaint.findUniqueOrThrow({ where: { id } });
  // Until then Monday to Friday, and saying so.
  const before = await held();
  expect(before).toMatchObject({
    acknowledgeDue: endOf("2026-12-30"),
    verifyDue: endOf("2027-01-06"),
    calendarPublished: false,
  });
  expect(await recountTimers(hub.as(hub.hub))).toBe(0);

  expect(await recountTimers(hub.as(hub.hub), published)).toBe(2);
  expect(await held()).toMatchObject({
    acknowledgeDue: endOf("2026-12-30"),
    verifyDue: endOf("2027-01-10"),
    calendarPublished: true,
    version: before.version + 2,
    state: "received",
  });
  expect((await moved(id)).map(({ facts }) => (facts as { clock: string }).clock).sort()).toEqual([
    "feedback",
    "verify",
  ]);
  expect(await recountTimers(hub.as(hub.hub), published)).toBe(0);

  // It fires by the new day and not by the old one.
  const overdue = async () =>
    (await hub.prisma.activityEvent.findMany({ where: { subjectId: id, kind: "ComplaintOverdue" } })).map(
      ({ facts }) => (facts as { clock: string }).clock,
    );
  hub.clock.set("2027-01-07T00:00:00+08:00");
  await hub.tick();
  expect(await overdue()).toEqual(["acknowledge"]);
  hub.clock.set("2027-01-11T00:00:00+08:00");
  await hub.tick();
  expect(await overdue()).toEqual(["acknowledge", "verify"]);
});

it("moves the ladder of an overdue rectification, and nothing of one that is settled", async () => {
  hub.clock.set("2026-12-28T09:00:00+08:00");
  const place = { cityCode: "1401", countyCode: "140105" };
  const { id: complexId } = await hub.prisma.complex.create({ data: { name: "演示苑", households: 100, ...place } });
  const inspection = await hub.prisma.inspection.create({
    data: { kind: "screening", complexId, ...place, carriedOutAt: hub.clock.now(), result: "problems" },
  });
  const finding = await hub.prisma.finding.create({
    data: {
      kindCode: "safety-and-fire",
      description: "演示",
      complexId,
      inspectionId: inspection.id,
      foundAt: hub.clock.now(),
      ...place,
    },
  });
  const { id } = await orderRectification(hub.as(county), {
    findingIds: [finding.id],
    responsiblePerson: "演示经理",
    requirement: "演示",
    deadline: new Date("2026-12-30T18:00:00+08:00"),
  });
  hub.clock.set("2026-12-30T18:00:00+08:00");
  await hub.tick();
  const due = async (kind: string) =>
    (await hub.prisma.timer.findUnique({ where: { kind_subjectId: { kind, subjectId: id } } }))?.dueAt;
  expect(await due("rectificationCitySupervision")).toEqual(endOf("2027-01-04"));
  expect(await recountTimers(hub.as(hub.hub), published)).toBe(2);
  // 31 December, then 6 and 7 January.
  expect(await due("rectificationCitySupervision")).toEqual(endOf("2027-01-07"));
  expect(await due("rectificationKeySupervision")).toEqual(endOf("2027-01-12"));
  expect((await hub.prisma.rectification.findUniqueOrThrow({ where: { id } })).calendarPublished).toBe(true);
  expect(await moved(id)).toHaveLength(2);
  expect(await recountTimers(hub.as(hub.hub), published)).toBe(0);
});

it("moves the end of a contract by notice, and the clock of guidance that is owed", async () => {
  hub.clock.set("2026-12-28T09:00:00+08:00");
  const place = { cityCode: "1401", countyCode: "140105" };
  const company = await hub.prisma.company.create({ data: { uscc: uscc(3), name: "演示物业" } });
  const complex = await hub.prisma.complex.create({ data: { name: "演示退出苑", households: 100, ...place } });
  // 60 days from 5 November 2026 end on Monday 4 January 2027.
  const end = contractEndOf(
    {
      by: "owners",
      servedOn: Temporal.PlainDate.from("2026-11-05"),
      agreedDays: null,
      termEndsOn: null,
      recorded: false,
    },
    { rollHolidays: true },
  );
  const { id } = await hub.prisma.exit.create({
    data: {
      ...place,
      number: "演示-1",
      complexId: complex.id,
      companyId: company.id,
      ground: "ownersAsked",
      guide: "演示",
      partner: "演示",
      state: "noticeServed",
      openedAt: hub.clock.now(),
      dismissedOn: columnOf(Temporal.PlainDate.from("2026-11-01")),
      noticeBy: "owners",
      noticeArticle: end.article,
      noticeServedOn: columnOf(Temporal.PlainDate.from("2026-11-05")),
      noticeDays: end.days,
      contractEndsOn: columnOf(end.lastDay),
      contractEndsAt: end.dueAt,
      nextDueAt: end.dueAt,
      calendarPublished: end.calendarPublished,
    },
  });
  const rectification = await hub.prisma.rectification.findFirstOrThrow();
  await transact(hub.as(hub.hub), async (work) => {
    work.setTimer({ ...timerAt("exitContractEnd", end), subject: { type: "Exit", id } });
    await oweFollowUp(work, rectification, "exitGuidance");
  });
  const held = () => hub.prisma.exit.findUniqueOrThrow({ where: { id } });
  const guidance = () => hub.prisma.followUp.findFirstOrThrow({ where: { kind: "exitGuidance" } });
  expect(await held()).toMatchObject({ contractEndsAt: endOf("2027-01-04"), calendarPublished: false });
  expect((await guidance()).dueAt).toEqual(endOf("2027-01-11"));
  expect(await recountTimers(hub.as(hub.hub), published)).toBe(2);
  expect(await held()).toMatchObject({
    contractEndsOn: columnOf(Temporal.PlainDate.from("2027-01-06")),
    contractEndsAt: endOf("2027-01-06"),
    nextDueAt: endOf("2027-01-06"),
    calendarPublished: true,
  });
  expect(await guidance()).toMatchObject({ dueAt: endOf("2027-01-13"), calendarPublished: true });
  expect(await moved(id)).toHaveLength(1);
  expect(await recountTimers(hub.as(hub.hub), published)).toBe(0);
});
