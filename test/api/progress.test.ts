import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxOf } from "../../api/paper/docx.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { localId } from "../../schema/node.ts";
import { printedBulletin } from "../../schema/supervision/bulletin-graphql.ts";
import { give, refusals } from "../kit/commands.ts";
import { dispatchDesk } from "../kit/dispatch.ts";
import { readDocx } from "../kit/documents.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { anEvent, appendTo } from "../kit/log.ts";
import { globalId } from "../kit/schema-walk.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let office: Viewer;
let taiyuan: Viewer;
let xiaodian: Viewer;
const desk = dispatchDesk(() => hub);

interface Ranking {
  within: { code: string };
  week: { isoWeek: number } | null;
  weeks: { id: string; isoWeek: number }[];
  rows: {
    region: { code: string };
    score: number | null;
    rank: number | null;
    slowBecause: string[];
    lastRun: number;
    parts: { part: string; numerator: number; denominator: number; weight: number }[];
    trend: { isoWeek: number; score: number | null }[];
  }[];
}
const ranking = async (viewer: Viewer, over: { within?: string; week?: string } = {}) =>
  (
    await hub.ask<{ progressRanking: Ranking }>(
      viewer,
      `query ($within: String, $week: ID) { progressRanking(within: $within, week: $week) {
        within { code } week { isoWeek } weeks { id isoWeek }
        rows { region { code } score rank slowBecause lastRun parts { part numerator denominator share weight } trend { isoWeek score } }
      } }`,
      over,
    )
  ).progressRanking;

/** The counties of the city report in time, but for that of the test, which is late. */
async function week(isoWeek: number, cutOff: string) {
  const reporting = { startsWith: "1401", not: "140105" };
  const where = { week: { isoWeek }, level: "county", regionCode: reporting } as const;
  const reports = await hub.prisma.dispatchReport.findMany({ where });
  // As if they had: ten submissions a week would be most of what the test takes.
  await hub.prisma.dispatchReport.updateMany({ where, data: { state: "submitted", revision: 1 } });
  const facts = { revision: 1, inTime: true };
  const events = reports.map(({ regionCode: region }) => anEvent({ kind: "DispatchReportSubmitted", region, facts }));
  await appendTo(hub.prisma, events, office, hub.clock.now());
  // The other cities' reports are late as well: their timers would only take time.
  const elsewhere = { week: { isoWeek }, NOT: { cityCode: "1401" } } as const;
  const others = await hub.prisma.dispatchReport.findMany({ where: elsewhere, select: { id: true } });
  await hub.prisma.timer.deleteMany({ where: { subjectId: { in: others.map(({ id }) => id) } } });
  await desk.at(cutOff);
}

beforeAll(async () => {
  hub = await createTestHub("2024-08-12T09:00:00+08:00");
  office = await hub.person("office", "14");
  taiyuan = await hub.person("city", "1401");
  xiaodian = await hub.person("county", "140105");
  await desk.plan();
  await hub.tick();
}, 60_000);
afterAll(() => hub?.drop());

it("nothing is ranked before the first cut-off", async () => {
  expect(await ranking(office)).toMatchObject({ week: null, weeks: [], rows: [] });
});

it("the index is kept at the cut-off, with its parts, and told to the body above with its rank", async () => {
  await week(33, "2024-08-15T18:00:00+08:00");
  const { rows, week: shown } = await ranking(taiyuan);
  expect(shown).toEqual({ isoWeek: 33 });
  expect(rows).toHaveLength(10);
  expect(rows.slice(0, 9).map(({ score, rank }) => [score, rank])).toEqual(Array(9).fill([100, 1]));
  expect(rows[9]).toMatchObject({
    region: { code: "140105" },
    score: 0,
    rank: 10,
    lastRun: 1,
    slowBecause: ["BELOW_THRESHOLD"],
  });
  const counted = rows[9]?.parts.filter(({ weight }) => weight > 0);
  expect(counted).toEqual([
    expect.objectContaining({ part: "REPORTS_ON_TIME", numerator: 0, denominator: 1, weight: 100 }),
  ]);
});

it("what happens later moves the next week and not what was kept", async () => {
  const before = await ranking(taiyuan);
  await desk.register(xiaodian, 1);
  expect(await ranking(taiyuan)).toEqual(before);
  await desk.at("2024-08-19T00:00:00+08:00");
  await week(34, "2024-08-22T18:00:00+08:00");
  const now = await ranking(taiyuan);
  expect(now.rows[9]).toMatchObject({ score: 0, lastRun: 2, slowBecause: ["BELOW_THRESHOLD", "AMONG_LAST"] });
  expect(now.rows[9]?.parts[0]).toMatchObject({ numerator: 0, denominator: 1 });
  expect(now.rows[9]?.trend).toEqual([
    { isoWeek: 33, score: 0 },
    { isoWeek: 34, score: 0 },
  ]);
  const earlier = await ranking(taiyuan, { week: before.weeks[0]?.id });
  expect(earlier.rows).toEqual(before.rows);
});

it("a city is its counties and its own line together", async () => {
  const { rows } = await ranking(office);
  const city = rows.find(({ region }) => region.code === "1401");
  const reports = city?.parts.find(({ part }) => part === "REPORTS_ON_TIME");
  // Twenty of the counties, and the city's own of the week before: late.
  expect(reports).toMatchObject({ numerator: 18, denominator: 21 });
});

it("a county is told its own index, and of the others nothing", async () => {
  const own = await ranking(xiaodian);
  expect(own.rows).toHaveLength(1);
  expect(own.rows[0]).toMatchObject({ region: { code: "140105" }, score: 0, rank: null, slowBecause: [], lastRun: 0 });
  await expect(ranking(xiaodian, { within: "140106" })).rejects.toMatchObject({ code: "not-found" });
  await expect(ranking(xiaodian, { within: "1401" })).rejects.toMatchObject({ code: "not-found" });
  const city = await ranking(taiyuan, { within: "1401" });
  expect(city.within.code).toBe("1401");
  await expect(ranking(taiyuan, { within: "1402" })).rejects.toMatchObject({ code: "not-found" });
});

it("is read in two statements, whatever is asked of it", async () => {
  expect(await statementsDuring(hub.pool, () => ranking(office))).toHaveLength(2);
});

it("what was kept is changed by nobody", async () => {
  await expect(hub.prisma.progressIndex.updateMany({ data: { score: 10_000 } })).rejects.toThrow();
  await expect(hub.prisma.progressIndex.deleteMany({})).rejects.toThrow();
});

describe("a bulletin", () => {
  const published = async (viewer: Viewer, week: string, remarks = "加快排查") =>
    give(hub, viewer, "publishBulletin", "bulletin", { week, remarks });
  const told = async (viewer: Viewer) =>
    (
      await hub.ask<{ bulletins: { edges: { node: { id: string; number: string; rows: { rank: number }[] } }[] } }>(
        viewer,
        "{ bulletins { edges { node { id number title remarks body { code } rows { region { code } score rank slowBecause parts { share } } } } } }",
      )
    ).bulletins.edges.map(({ node }) => node);

  it("tells all counties of a city how they stood, once, in the version that was sent", async () => {
    const { weeks } = await ranking(taiyuan);
    const week = weeks.at(-1)?.id ?? "";
    expect(refusals(await published(xiaodian, week))).toEqual(["forbidden"]);
    const unknown = globalId("DispatchWeek", crypto.randomUUID());
    expect(refusals(await published(taiyuan, unknown))).toEqual(["supervision/week-not-kept at week"]);
    expect((await published(taiyuan, week)).errors).toEqual([]);
    expect(refusals(await published(taiyuan, week))).toEqual(["supervision/bulletin-sent at week"]);
    const [bulletin] = await told(xiaodian);
    expect(bulletin).toMatchObject({
      number: "物通1401〔2024〕1号",
      title: "关于2024年第34周专项行动工作进展情况的通报",
    });
    expect(bulletin?.rows.map(({ rank }) => rank)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 10]);
    for (const viewer of [office, taiyuan]) expect(await told(viewer)).toHaveLength(1);
    for (const viewer of [await hub.person("county", "140212"), await hub.person("subdistrict", "140105001")])
      expect(await told(viewer)).toEqual([]);
  });

  it("is a document with the parts of the index, and no receipt", async () => {
    const [bulletin] = await told(xiaodian);
    const document = await printedBulletin(hub.as(xiaodian), localId("Bulletin", bulletin?.id ?? ""));
    const { lines } = readDocx(await docxOf({ document, withdrawn: null }));
    expect(lines).toContain("名次 | 地区 | 指数 | 排查覆盖率 | 整改率 | 未逾期率 | 按时反馈率 | 满意率 | 按时报送率");
    expect(lines).toContain("10 | 小店区 | 0.00 | 0.0% | — | — | — | — | 0.0%");
    expect(lines).toContain("小店区：0.00分，指数偏低、连续靠后。");
    expect(lines).toContain("加快排查");
    expect(lines.join()).not.toContain("送达回证");
    const other = await hub.person("county", "140212");
    await expect(printedBulletin(hub.as(other), localId("Bulletin", bulletin?.id ?? ""))).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("of the province is for its cities", async () => {
    const { weeks } = await ranking(office);
    expect((await published(office, weeks.at(-1)?.id ?? "")).errors).toEqual([]);
    expect(await told(taiyuan)).toHaveLength(2);
    expect(await told(xiaodian)).toHaveLength(1);
  });
});
