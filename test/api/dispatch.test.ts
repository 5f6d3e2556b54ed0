import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { readLines } from "../../schema/dispatch/ledger.ts";
import { recountLines } from "../../schema/dispatch/recount.ts";
import { tick } from "../../schema/timer/tick.ts";
import { dispatchDesk, figure, inLedger } from "../kit/dispatch.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { appendTo } from "../kit/log.ts";
import { statementsDuring } from "../kit/statements.ts";

const keyOf = (weekId: string, regionCode: string) => ({ weekId, regionCode });
/** What was never counted and what has come to nothing are the same. */
const nonZero = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .sort();

let hub: TestHub;
afterAll(() => hub?.drop());
const { plan, at, register, shown, submit, late } = dispatchDesk(() => hub);

describe("a hub that is set up in the middle of a campaign", () => {
  beforeAll(async () => {
    // Friday of week 38: the counties' due time has passed, the cities' is three hours ahead.
    hub = await createTestHub("2024-09-20T09:00:00+08:00");
    await plan();
    await hub.tick();
  });
  afterAll(() => hub.drop());

  it("keeps the weeks before as history, owes what is still to be due, and invents no lateness", async () => {
    const office = await hub.person("office", "14");
    const { dispatchWeeks } = await hub.ask<{ dispatchWeeks: { isoWeek: number; state: string; current: boolean }[] }>(
      office,
      "{ dispatchWeeks { number isoWeek state current } }",
    );
    expect(dispatchWeeks.map(({ state }) => state)).toEqual([
      ...Array(20).fill("BEFORE_HUB"),
      "CUT_OFF",
      ...Array(6).fill("PLANNED"),
    ]);
    expect(dispatchWeeks.filter(({ current }) => current).map(({ isoWeek }) => isoWeek)).toEqual([38]);
    const reports = await hub.prisma.dispatchReport.groupBy({ by: ["level"], _count: true });
    expect(reports).toEqual([{ level: "city", _count: 11 }]);
    expect(await late()).toEqual([]);
  });

  it("opens the next week on Monday at 00:00, with a report for every county and city", async () => {
    await at("2024-09-22T23:59:59.999+08:00");
    expect(await hub.prisma.dispatchReport.count()).toBe(11);
    await at("2024-09-23T00:00:00+08:00");
    const reports = await hub.prisma.dispatchReport.groupBy({
      by: ["level"],
      where: { week: { isoWeek: 39 } },
      orderBy: { level: "asc" },
      _count: true,
    });
    expect(reports.map(({ level, _count }) => [level, _count])).toEqual([
      ["city", 11],
      ["county", 117],
    ]);
    const opened = await hub.prisma.activityEvent.findMany({ where: { kind: "DispatchWeekOpened" } });
    expect(opened.map(({ occurredAt }) => occurredAt.toISOString())).toContain("2024-09-22T16:00:00.000Z");
    const county = await hub.person("county", "140105");
    const { activities } = await hub.ask<{ activities: { edges: { node: { text: string } }[] } }>(
      county,
      "{ activities(filter: { kinds: [DISPATCH_WEEK_OPENED] }) { edges { node { text } } } }",
    );
    expect(activities.edges[0]?.node.text).toBe("第39周周调度开始");
  });

  it("adds fines up beyond what fits into 32 bits", async () => {
    const subject = { type: "PenaltyCase", id: crypto.randomUUID(), version: 1 } as const;
    await appendTo(hub.prisma, [{ kind: "PenaltyDecided", subject, region: "140105", facts: { yuan: 3_000_000_000 } }]);
    const office = await hub.person("office", "14");
    const found = figure(await shown(office, 39, "1401"), "penalty.yuan");
    expect(found).toMatchObject({ toDate: 3_000_000_000 });
  });

  it("planned again changes nothing that has opened, and sets no second timer", async () => {
    const timers = await hub.prisma.timer.count();
    const weeks = await hub.prisma.dispatchWeek.findMany({ orderBy: { number: "asc" } });
    await plan();
    expect(await hub.prisma.timer.count()).toBe(timers);
    expect(await hub.prisma.dispatchWeek.findMany({ orderBy: { number: "asc" } })).toEqual(weeks);
  });
});

describe("weeks with a holiday", () => {
  let xiaodian: Viewer;
  let yingze: Viewer;
  let office: Viewer;

  beforeAll(async () => {
    hub = await createTestHub("2024-04-28T20:00:00+08:00");
    await plan();
    xiaodian = await hub.person("county", "140105");
    yingze = await hub.person("county", "140106");
    office = await hub.person("office", "14");
    await at("2024-04-29T00:00:00+08:00");
  });

  it("are due before the holiday, and late to the minute, once", async () => {
    await register(xiaodian, 3);
    await register(yingze, 2);
    await at("2024-04-29T17:59:59.999+08:00");
    expect(await late()).toEqual([]);
    expect((await submit(xiaodian, await shown(xiaodian, 18, "140105"))).errors).toEqual([]);
    await at("2024-04-29T18:00:07+08:00");
    await hub.tick();
    const events = await late();
    expect(events).toHaveLength(116);
    expect(new Set(events.map(({ occurredAt }) => occurredAt.toISOString()))).toEqual(
      new Set(["2024-04-29T10:00:00.000Z"]),
    );
    expect((await shown(yingze, 18, "140106")).standing).toBe("MISSING");
    await submit(yingze, await shown(yingze, 18, "140106"));
    expect((await shown(yingze, 18, "140106")).standing).toBe("LATE");
    expect((await shown(xiaodian, 18, "140105")).standing).toBe("ON_TIME");
    expect(await late()).toHaveLength(116);
  });

  it("are cut off after everything that was due by then, late reports included", async () => {
    const week = await hub.prisma.dispatchWeek.findFirstOrThrow({ where: { isoWeek: 18 } });
    const events = await late();
    const cutOff = await hub.prisma.activityEvent.findFirstOrThrow({ where: { kind: "DispatchWeekCutOff" } });
    expect(week.cutOffPosition).toBeGreaterThanOrEqual(events.at(-1)?.id as bigint);
    expect(cutOff.id).toBe((week.cutOffPosition as bigint) + 1n);
    expect(cutOff.occurredAt.toISOString()).toBe("2024-04-29T10:00:00.000Z");
  });

  it("count up to the cut-off, whatever the ledger does afterwards", async () => {
    const before = await shown(office, 18, "1401");
    expect(inLedger(before)).toEqual([5, 5, 5]);
    await register(xiaodian, 4);
    expect(await shown(office, 18, "1401")).toEqual(before);
    // Week 19 begins where week 18 was cut off.
    await at("2024-05-06T00:00:00+08:00");
    expect(inLedger(await shown(xiaodian, 19, "140105"))).toEqual([7, 7, 7]);
    const onTime = figure(await shown(office, 19, "1401"), "report.onTime");
    expect(onTime?.toDate).toBe(1);
  });

  it("say what the log says, to the digit, though counters move on and kept ones are spoiled", async () => {
    const weeks = await hub.prisma.dispatchWeek.findMany({ where: { isoWeek: { in: [18, 19, 20] } } });
    const keys = weeks.flatMap(({ id }) => ["14", "1401", "140105", "140213"].map((code) => keyOf(id, code)));
    const told = async (read: typeof recountLines) =>
      [...(await read(hub.prisma, keys))]
        .map(([key, { week, toDate }]) => ({ key, week: nonZero(week), toDate: nonZero(toDate) }))
        .filter(({ toDate }) => toDate.length > 0)
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    const before = await told(readLines);
    expect(before.length).toBeGreaterThan(3 * 11);
    expect(before).toEqual(await told(recountLines));
    await hub.pool.query(`update "DispatchWeekTotal" set "value" = "value" + 1 where "regionCode" = '140105'
      and "figure" = 'complex.inLedger'`);
    expect(await told(readLines)).not.toEqual(before);
    const corrected = { week: 18, regionCode: "140105", figure: "complex.inLedger", held: 4, counted: 3 };
    expect(await rebuildCounters(hub.pool)).toEqual([corrected]);
    expect(await told(readLines)).toEqual(before);
  });

  it("are read in a few statements, however many reports there are", async () => {
    const list = `{ dispatchReports(filter: { region: "14" }, first: 100) { edges { node {
      region { code } figures { figure reported } ratios { name week } } } } }`;
    await hub.ask(office, list);
    const statements = await statementsDuring(hub.pool, () => hub.ask(office, list));
    expect(statements.length).toBeLessThanOrEqual(3);
    const matrix = "{ dispatchMatrix(weeks: 8) { weeks { isoWeek } rows { region { name } cells { standing } } } }";
    expect(await statementsDuring(hub.pool, () => hub.ask(office, matrix))).toHaveLength(2);
  });

  it("keep the order of the levels where one day is left for all: National Day", async () => {
    const { countyDue, cityDue, provinceDue } = await hub.prisma.dispatchWeek.findFirstOrThrow({
      where: { isoWeek: 40 },
    });
    expect([countyDue, cityDue, provinceDue].map((due) => due.toISOString())).toEqual([
      "2024-09-30T04:00:00.000Z",
      "2024-09-30T07:00:00.000Z",
      "2024-09-30T10:00:00.000Z",
    ]);
  });

  describe("a hub that was stopped over a cut-off", () => {
    it("catches up in order: what was due by then counts, what was due later does not", async () => {
      await at("2024-05-13T09:00:00+08:00");
      const isoWeek = 20;
      // Two processes at once, from Monday morning to the Saturday, and a timer that cannot be fired.
      await hub.prisma.timer.create({
        data: {
          kind: "unheardOf",
          subjectType: "Complex",
          subjectId: crypto.randomUUID(),
          dueAt: new Date("2024-05-14T00:00:00+08:00"),
        },
      });
      hub.clock.set("2024-05-18T00:00:00+08:00");
      const both = async () => {
        let failed = 0;
        for (let fired = 1; fired > 0; ) {
          const results = await Promise.all([tick(hub.as(hub.hub)), tick(hub.as(hub.hub))]);
          fired = Math.max(...results.map((result) => result.fired));
          failed += results.flatMap((result) => result.failed).length;
        }
        return failed;
      };
      const week = () => hub.prisma.dispatchWeek.findFirstOrThrow({ where: { isoWeek } });
      expect(await both()).toBe(1);
      expect((await week()).cutOffPosition).toBeNull();
      // It is waited for a while, and then no longer.
      for (let attempts = 2; attempts <= 3; attempts++) {
        await hub.prisma.timer.updateMany({ where: { kind: "unheardOf" }, data: { retryAt: null } });
        expect(await both()).toBe(1);
      }
      expect(await both()).toBe(0);
      const { cutOffPosition } = await week();
      const inWeek = (await late()).filter(({ facts }) => (facts as { week: number }).week === isoWeek);
      expect(inWeek).toHaveLength(128);
      for (const { id, regionCode } of inWeek)
        expect([regionCode, id <= (cutOffPosition as bigint)]).toEqual([regionCode, regionCode.length === 6]);
      await hub.prisma.timer.deleteMany({ where: { kind: "unheardOf" } });
    });
  });
});
