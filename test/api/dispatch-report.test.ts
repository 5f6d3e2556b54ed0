import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { give, refusals } from "../kit/commands.ts";
import { dispatchDesk, figure, type Shown } from "../kit/dispatch.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
afterAll(() => hub?.drop());
const { plan, at, register, report, shown, submit } = dispatchDesk(() => hub);

let xiaodian: Viewer;
let yingze: Viewer;
let datong: Viewer;
let taiyuan: Viewer;
let office: Viewer;
beforeAll(async () => {
  hub = await createTestHub("2024-05-05T20:00:00+08:00");
  await plan();
  xiaodian = await hub.person("county", "140105");
  yingze = await hub.person("county", "140106");
  taiyuan = await hub.person("city", "1401");
  datong = await hub.person("city", "1402");
  office = await hub.person("office", "14");
  await at("2024-05-06T00:00:00+08:00");
  await register(xiaodian, 7);
  await register(yingze, 2);
});

describe("the report of a city", () => {
  it("is the sum of its counties and its own line; who has not reported stands in, marked", async () => {
    await at("2024-05-08T12:00:00+08:00");
    const county = await shown(xiaodian, 19, "140105");
    const adjustments = [
      { figure: "complex.inLedger", reported: 9, explanation: "两个小区尚在录入" },
      { figure: "complex.screened", reported: 0 },
      // Beyond what fits into 32 bits.
      { figure: "penalty.yuan", reported: 3_000_000_000, explanation: "尚未录入" },
    ];
    expect((await submit(xiaodian, county, { adjustments })).errors).toEqual([]);
    const whole = await shown(taiyuan, 19, "1401");
    expect(figure(whole, "complex.inLedger")).toMatchObject({
      computed: 9,
      reported: 11,
      explanation: "小店区：两个小区尚在录入",
    });
    expect(figure(whole, "penalty.yuan")?.reported).toBe(3_000_000_000);
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
    expect((await give(hub, office, "returnDispatchReport", "report", { id, reason: "合计不符" })).errors).toEqual([]);
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
    const { dispatchReport } = await hub.ask<{ dispatchReport: { revisions: { figures: Shown["figures"] }[] } }>(
      office,
      "query ($id: ID!) { dispatchReport(id: $id) { revisions { revision narrative { section text } figures { figure reported toDate } } } }",
      { id },
    );
    expect(dispatchReport.revisions).toMatchObject([
      { revision: 2, narrative },
      { revision: 1, narrative: [] },
    ]);
    for (const { figures } of dispatchReport.revisions)
      expect(figures.find((row) => row.figure === "penalty.yuan")?.reported).toBe(3_000_000_000);
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

describe("who may see and do what", () => {
  beforeAll(() => at("2024-05-13T09:00:00+08:00"));

  it("a county its own, a city its counties' and its own, the province all", async () => {
    const count = async (viewer: Viewer) => {
      const { dispatchReports } = await hub.ask<{ dispatchReports: { totalCount: number } }>(
        viewer,
        "{ dispatchReports(filter: { states: [OPEN, SUBMITTED, RETURNED, ACCEPTED, LOCKED] }) { totalCount edges { cursor } } }",
      );
      return dispatchReports.totalCount;
    };
    expect(await count(xiaodian)).toBe(2);
    expect(await count(taiyuan)).toBe(2 * 11);
    expect(await count(office)).toBe(2 * 128);
    for (const nobody of [
      await hub.person("subdistrict", "140105001"),
      await hub.person("administrator", "14"),
      await hub.person("department", "14", { department: "credit" }),
    ])
      expect(await count(nobody)).toBe(0);
    expect(await report(xiaodian, 20, "1401")).toBeNull();
    expect(await report(xiaodian, 20, "140106")).toBeNull();
    expect(await report(datong, 20, "140105")).toBeNull();
  });

  it("a region submits its own report only; the body next above returns and accepts", async () => {
    const county = await shown(office, 20, "140105");
    const city = await shown(office, 20, "1401");
    expect((await shown(xiaodian, 20, "140105")).allowedCommands).toEqual(["SUBMIT"]);
    expect((await shown(taiyuan, 20, "140105")).allowedCommands).toEqual([]);
    expect(refusals(await submit(taiyuan, county))).toEqual(["forbidden"]);
    expect(refusals(await submit(office, city))).toEqual(["forbidden"]);
    expect(refusals(await submit(yingze, county))).toEqual(["not-found"]);
    expect(refusals(await submit(xiaodian, county, { ownAdjustments: [{ figure: "x", reported: 1 }] }))).toEqual([
      "dispatch/own-line-of-city at ownAdjustments",
    ]);
    expect((await submit(xiaodian, county)).errors).toEqual([]);
    expect((await shown(office, 20, "140105")).allowedCommands).toEqual([]);
    expect((await shown(taiyuan, 20, "140105")).allowedCommands).toEqual(["RETURN", "ACCEPT"]);
    expect(refusals(await give(hub, office, "acceptDispatchReport", "report", { id: county.id }))).toEqual([
      "forbidden",
    ]);
    expect((await give(hub, taiyuan, "acceptDispatchReport", "report", { id: county.id })).errors).toEqual([]);
    const system = await hub.client("1401", ["read", "reports"]);
    expect((await submit(system, city)).errors).toEqual([]);
  });

  it("an adjustment is told what is wrong with it, and changes nothing", async () => {
    const county = await shown(yingze, 20, "140106");
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
    expect(await shown(yingze, 20, "140106")).toEqual(county);
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
    expect(province.weeks.map(({ isoWeek }) => isoWeek)).toEqual([18, 19, 20]);
    expect(province.rows).toHaveLength(11);
    expect(province.rows.find(({ region }) => region.code === "1401")?.cells).toEqual([
      null,
      { standing: "ON_TIME" },
      { standing: "ON_TIME" },
    ]);
    const city = await matrix(taiyuan);
    expect(city.rows).toHaveLength(10);
    expect(city.rows[0]).toMatchObject({
      region: { code: "140105" },
      cells: [null, { standing: "ON_TIME" }, { standing: "ON_TIME" }],
    });
    expect((await matrix(xiaodian)).rows.map(({ region }) => region.code)).toEqual(["140105"]);
    await expect(matrix(datong, "1401")).rejects.toMatchObject({ code: "not-found" });
  });
});
