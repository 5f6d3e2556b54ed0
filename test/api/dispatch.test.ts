import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { planWeeks } from "../../schema/dispatch/opening.ts";
import { tick } from "../../schema/timer/tick.ts";
import { give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { appendTo } from "../kit/log.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
afterAll(() => hub?.drop());

const plan = () => transact(hub.as(hub.hub), planWeeks);
const at = async (instant: string) => {
  hub.clock.set(instant);
  await hub.tick();
};
const register = async (county: Viewer, count: number) => {
  for (let index = 0; index < count; index++) {
    const answer = await give(hub, county, "registerComplex", "complex", {
      name: `演示小区${crypto.randomUUID()}`,
      county: county.region,
      households: 300,
    });
    expect(answer.errors).toEqual([]);
  }
};

interface Shown {
  id: string;
  version: number;
  standing: string;
  state: string;
  returnReason: string | null;
  allowedCommands: string[];
  figures: { figure: string; computed: number; reported: number; explanation: string | null; toDate: number }[];
  parts: { region: { code: string }; own: boolean; standsIn: boolean }[];
  differences: { figure: string; whole: number; parts: number }[];
}
const report = async (viewer: Viewer, isoWeek: number, region: string): Promise<Shown | null> => {
  const { dispatchWeeks } = await hub.ask<{ dispatchWeeks: { id: string; isoWeek: number }[] }>(
    viewer,
    "{ dispatchWeeks { id isoWeek } }",
  );
  const week = dispatchWeeks.find((row) => row.isoWeek === isoWeek)?.id;
  const { dispatchReport } = await hub.ask<{ dispatchReport: Shown | null }>(
    viewer,
    `query ($week: ID!, $region: String!) { dispatchReport(week: $week, region: $region) {
      id version standing state returnReason allowedCommands
      figures { figure computed reported explanation toDate }
      parts { region { code } own standsIn } differences { figure whole parts }
    } }`,
    { week, region },
  );
  return dispatchReport;
};
const shown = async (viewer: Viewer, isoWeek: number, region: string) => {
  const found = await report(viewer, isoWeek, region);
  if (!found) throw new Error(`no report of ${region} for week ${isoWeek}`);
  return found;
};
const figure = ({ figures }: Shown, name: string) => figures.find((row) => row.figure === name);
const inLedger = (of: Shown) => {
  const found = figure(of, "complex.inLedger");
  return [found?.computed, found?.reported, found?.toDate];
};
const submit = (viewer: Viewer, { id }: Shown, over: object = {}) =>
  give(hub, viewer, "submitDispatchReport", "report", { id, ...over });
const late = () => hub.prisma.activityEvent.findMany({ where: { kind: "DispatchReportLate" }, orderBy: { id: "asc" } });

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
  let datong: Viewer;
  let taiyuan: Viewer;
  let office: Viewer;

  beforeAll(async () => {
    hub = await createTestHub("2024-04-28T20:00:00+08:00");
    await plan();
    xiaodian = await hub.person("county", "140105");
    yingze = await hub.person("county", "140106");
    taiyuan = await hub.person("city", "1401");
    datong = await hub.person("city", "1402");
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

  describe("the report of a city", () => {
    it("is the sum of its counties and its own line; who has not reported stands in, marked", async () => {
      await at("2024-05-08T12:00:00+08:00");
      const county = await shown(xiaodian, 19, "140105");
      const adjustments = [
        { figure: "complex.inLedger", reported: 9, explanation: "两个小区尚在录入" },
        { figure: "complex.screened", reported: 0 },
      ];
      expect((await submit(xiaodian, county, { adjustments })).errors).toEqual([]);
      const whole = await shown(taiyuan, 19, "1401");
      expect(figure(whole, "complex.inLedger")).toMatchObject({
        computed: 9,
        reported: 11,
        explanation: "小店区：两个小区尚在录入",
      });
      expect(whole.parts.filter(({ standsIn }) => !standsIn).map(({ region }) => region.code)).toEqual([
        "140105",
        "1401",
      ]);
      expect(whole.differences).toEqual([]);
    });

    it("takes another whole only after the cut-off, and is then refused while it does not add up", async () => {
      const adjustments = [{ figure: "complex.inLedger", reported: 12, explanation: "市级核对" }];
      const early = await submit(taiyuan, await shown(taiyuan, 19, "1401"), { adjustments });
      expect(refusals(early)).toEqual(["dispatch/whole-before-cut-off at adjustments"]);
      await at("2024-05-09T18:00:00+08:00");
      expect((await submit(taiyuan, await shown(taiyuan, 19, "1401"), { adjustments })).errors).toEqual([]);
      const whole = await shown(office, 19, "1401");
      expect(whole.differences).toMatchObject([{ figure: "complex.inLedger", whole: 12, parts: 11 }]);
      const refused = await give(hub, office, "acceptDispatchReport", "report", { id: whole.id });
      expect(refused.errors).toMatchObject([
        { code: "dispatch/parts-differ", message: "“台账小区数”合计为 12，各部分之和为 11，须一致后才能接收。" },
      ]);
      expect((await shown(office, 19, "1401")).state).toBe("SUBMITTED");
    });

    it("goes back with a reason, comes again with its own line adjusted, and is accepted", async () => {
      const { id } = await shown(office, 19, "1401");
      expect(refusals(await give(hub, office, "returnDispatchReport", "report", { id, reason: " " }))).toEqual([
        "invalid/required at reason",
      ]);
      expect((await give(hub, office, "returnDispatchReport", "report", { id, reason: "合计不符" })).errors).toEqual(
        [],
      );
      const returned = await shown(taiyuan, 19, "1401");
      expect(returned).toMatchObject({ state: "RETURNED", returnReason: "合计不符", allowedCommands: ["SUBMIT"] });
      const ownAdjustments = [{ figure: "complex.inLedger", reported: 1, explanation: "市直管小区" }];
      expect(
        refusals(await submit(taiyuan, returned, { ownAdjustments: [{ ...ownAdjustments[0], explanation: " " }] })),
      ).toEqual(["dispatch/explanation-missing at ownAdjustments.0.explanation"]);
      const narrative = [{ section: "PROGRESS", text: "全面排查已启动" }];
      expect((await submit(taiyuan, returned, { ownAdjustments, narrative })).errors).toEqual([]);
      expect((await give(hub, office, "acceptDispatchReport", "report", { id })).errors).toEqual([]);
      const accepted = await shown(office, 19, "1401");
      expect(figure(accepted, "complex.inLedger")).toMatchObject({ computed: 9, reported: 12 });
      expect(accepted).toMatchObject({ state: "ACCEPTED", standing: "ON_TIME", differences: [] });
      const { dispatchReport } = await hub.ask<{ dispatchReport: { revisions: { revision: number }[] } }>(
        office,
        "query ($id: ID!) { dispatchReport(id: $id) { revisions { revision narrative { section text } } } }",
        { id },
      );
      expect(dispatchReport.revisions).toEqual([
        { revision: 2, narrative },
        { revision: 1, narrative: [] },
      ]);
    });

    it("once accepted, says the same to the digit whatever the ledger does", async () => {
      const before = await shown(office, 19, "1401");
      await register(xiaodian, 2);
      expect(await shown(office, 19, "1401")).toEqual(before);
    });

    it("holds its counties from then on: what comes later adjusts nothing", async () => {
      expect((await shown(xiaodian, 19, "140105")).state).toBe("LOCKED");
      const missing = await shown(yingze, 19, "140106");
      const adjustments = [{ figure: "complex.inLedger", reported: 7, explanation: "补报" }];
      expect(refusals(await submit(yingze, missing, { adjustments }))).toEqual([
        "dispatch/whole-accepted at adjustments",
      ]);
      expect((await submit(yingze, missing)).errors).toEqual([]);
      expect(await shown(yingze, 19, "140106")).toMatchObject({
        state: "LOCKED",
        standing: "LATE",
        allowedCommands: [],
      });
      const events = await hub.prisma.activityEvent.findMany({ where: { kind: "DispatchReportLocked" } });
      expect(events).toHaveLength(2);
    });
  });

  describe("a hub that was stopped over a cut-off", () => {
    it("catches up in order: what was due by then counts, what was due later does not", async () => {
      await at("2024-06-03T09:00:00+08:00");
      const isoWeek = 23;
      // Two processes at once, from Monday morning to the Saturday, and a timer that cannot be fired.
      await hub.prisma.timer.create({
        data: {
          kind: "unheardOf",
          subjectType: "Complex",
          subjectId: crypto.randomUUID(),
          dueAt: new Date("2024-06-04T00:00:00+08:00"),
        },
      });
      hub.clock.set("2024-06-08T00:00:00+08:00");
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

  describe("who may see and do what", () => {
    beforeAll(() => at("2024-06-10T09:00:00+08:00"));

    it("a county its own, a city its counties' and its own, the province all", async () => {
      const count = async (viewer: Viewer) => {
        const { dispatchReports } = await hub.ask<{ dispatchReports: { totalCount: number } }>(
          viewer,
          "{ dispatchReports(filter: { states: [OPEN, SUBMITTED, RETURNED, ACCEPTED, LOCKED] }) { totalCount edges { cursor } } }",
        );
        return dispatchReports.totalCount;
      };
      expect(await count(xiaodian)).toBe(7);
      expect(await count(taiyuan)).toBe(7 * 11);
      expect(await count(office)).toBe(7 * 128);
      for (const nobody of [
        await hub.person("subdistrict", "140105001"),
        await hub.person("administrator", "14"),
        await hub.person("department", "14", { department: "credit" }),
      ])
        expect(await count(nobody)).toBe(0);
      expect(await report(xiaodian, 24, "1401")).toBeNull();
      expect(await report(xiaodian, 24, "140106")).toBeNull();
      expect(await report(datong, 24, "140105")).toBeNull();
    });

    it("a region submits its own report only; the body next above returns and accepts", async () => {
      const county = await shown(office, 24, "140105");
      const city = await shown(office, 24, "1401");
      expect((await shown(xiaodian, 24, "140105")).allowedCommands).toEqual(["SUBMIT"]);
      expect((await shown(taiyuan, 24, "140105")).allowedCommands).toEqual([]);
      expect(refusals(await submit(taiyuan, county))).toEqual(["forbidden"]);
      expect(refusals(await submit(office, city))).toEqual(["forbidden"]);
      expect(refusals(await submit(yingze, county))).toEqual(["not-found"]);
      expect(refusals(await submit(xiaodian, county, { ownAdjustments: [{ figure: "x", reported: 1 }] }))).toEqual([
        "dispatch/own-line-of-city at ownAdjustments",
      ]);
      expect((await submit(xiaodian, county)).errors).toEqual([]);
      expect((await shown(office, 24, "140105")).allowedCommands).toEqual([]);
      expect((await shown(taiyuan, 24, "140105")).allowedCommands).toEqual(["RETURN", "ACCEPT"]);
      expect(refusals(await give(hub, office, "acceptDispatchReport", "report", { id: county.id }))).toEqual([
        "forbidden",
      ]);
      expect((await give(hub, taiyuan, "acceptDispatchReport", "report", { id: county.id })).errors).toEqual([]);
      const system = await hub.client("1401", ["read", "reports"]);
      expect((await submit(system, city)).errors).toEqual([]);
    });

    it("an adjustment is told what is wrong with it, and changes nothing", async () => {
      const county = await shown(yingze, 24, "140106");
      const wrong = async (adjustment: object) => refusals(await submit(yingze, county, { adjustments: [adjustment] }));
      expect(await wrong({ figure: "complex.sold", reported: 1 })).toEqual([
        "dispatch/figure-unknown at adjustments.0.figure",
      ]);
      expect(await wrong({ figure: "complex.inLedger", reported: -1 })).toEqual([
        "dispatch/figure-not-a-count at adjustments.0.reported",
      ]);
      expect(await wrong({ figure: "complex.inLedger", reported: 99 })).toEqual([
        "dispatch/explanation-missing at adjustments.0.explanation",
      ]);
      expect(
        refusals(await submit(yingze, county, { typicalFindingIds: [btoa(`Finding:${crypto.randomUUID()}`)] })),
      ).toEqual(["not-found at typicalFindingIds.0"]);
      expect(await shown(yingze, 24, "140106")).toEqual(county);
    });

    it("shows a city the returns of its counties, and nobody those of another", async () => {
      const matrix = async (viewer: Viewer, within?: string) => {
        const { dispatchMatrix } = await hub.ask<{
          dispatchMatrix: {
            weeks: { isoWeek: number }[];
            rows: { region: { code: string }; cells: ({ standing: string } | null)[] }[];
          };
        }>(
          viewer,
          `query ($within: String) { dispatchMatrix(within: $within) {
            weeks { isoWeek } rows { region { code } cells { standing } } } }`,
          { within },
        );
        return dispatchMatrix;
      };
      const province = await matrix(office);
      expect(province.weeks.map(({ isoWeek }) => isoWeek)).toEqual([18, 19, 20, 21, 22, 23, 24]);
      expect(province.rows).toHaveLength(11);
      expect(province.rows.find(({ region }) => region.code === "1401")?.cells).toEqual([
        { standing: "MISSING" },
        { standing: "ON_TIME" },
        ...Array(4).fill({ standing: "MISSING" }),
        { standing: "ON_TIME" },
      ]);
      const city = await matrix(taiyuan);
      expect(city.rows).toHaveLength(10);
      expect(city.rows[0]).toMatchObject({
        region: { code: "140105" },
        cells: [
          { standing: "ON_TIME" },
          { standing: "ON_TIME" },
          ...Array(4).fill({ standing: "MISSING" }),
          { standing: "ON_TIME" },
        ],
      });
      expect((await matrix(xiaodian)).rows.map(({ region }) => region.code)).toEqual(["140105"]);
      await expect(matrix(datong, "1401")).rejects.toMatchObject({ code: "not-found" });
    });
  });
});
