import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxOf } from "../../api/paper/docx.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { localId } from "../../schema/node.ts";
import { printedPaper } from "../../schema/paper/printed.ts";
import { recountTimers } from "../../schema/timer/recount.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { readDocx } from "../kit/documents.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let county: Viewer;
let neighbour: Viewer;
let inspection: Viewer;
let cityInspection: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  county = await hub.person("county", "140105");
  neighbour = await hub.person("county", "140106");
  inspection = await hub.person("discipline", "14");
  cityInspection = await hub.person("discipline", "1401");
});
afterAll(() => hub?.drop());

const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "matter", input);
const refusedTo = async (viewer: Viewer, field: string, input: object) =>
  refusals(await give(hub, viewer, field, "matter", input));
const step = (viewer: Viewer, kind: string, region: string, over: object = {}) =>
  [viewer, "takeSupervisionStep", { kind, region, text: "排查进度偏慢", ...over }] as const;
const meeting = { meetsAt: "2024-08-20T09:00:00+08:00", venue: "演示会议室" };

interface Shown {
  id: string;
  kind: string;
  state: string;
  text: string;
  answer: string | null;
  overdue: boolean;
  dueAt: string | null;
  allowedCommands: string[];
  papers: { id: string; title: string; number: string; addressee: string; state: string }[];
}
const listed = async (viewer: Viewer, filter: object = {}) =>
  (
    await hub.ask<{ supervisionMatters: { totalCount: number; edges: { node: Shown }[] } }>(
      viewer,
      `query ($filter: SupervisionMatterFilter) { supervisionMatters(filter: $filter, orderBy: OPENED_NEWEST) { totalCount edges { node {
        id kind state text answer overdue dueAt allowedCommands papers { id title number addressee state } } } } }`,
      { filter },
    )
  ).supervisionMatters.edges.map(({ node }) => node);
const shown = async (viewer: Viewer, id: string) => (await listed(viewer)).find((one) => one.id === id);

interface Ladder {
  standing: string | null;
  allowedSteps: { kind: string; skips: number }[];
}
const ladder = async (viewer: Viewer, region: string, within?: string) => {
  const data = await hub.ask<{ regionLadders: (Ladder & { region: { code: string } })[] }>(
    viewer,
    "query ($within: String) { regionLadders(within: $within) { region { code } standing allowedSteps { kind skips } } }",
    { within },
  );
  return data.regionLadders.find((one) => one.region.code === region);
};
const figure = async (name: string, regionCode: string) => {
  const where = { regionCode_figure: { regionCode, figure: name } };
  return Number((await hub.prisma.figureTotal.findUnique({ where }))?.value ?? 0);
};
const saidTo = async (viewer: Viewer) =>
  (
    await hub.ask<{ activities: { edges: { node: { kind: string; text: string } }[] } }>(
      viewer,
      `{ activities(filter: { topics: [SUPERVISION] }, first: 50) { edges { node { kind text facts { name value } } } } }`,
    )
  ).activities.edges.map(({ node }) => node);
const textOf = async (viewer: Viewer, paper: string) =>
  readDocx(await docxOf(await printedPaper(hub.as(viewer), localId("Paper", paper)))).lines.join("\n");

describe("the ladder of a city", () => {
  let reminder: string;
  it("is climbed by the province alone, from its first step", async () => {
    expect(await refusedTo(...step(city, "REMINDER", "1401"))).toEqual(["supervision/region-unfit at region"]);
    expect(await refusedTo(...step(county, "REMINDER", "140105"))).toEqual(["forbidden"]);
    for (const region of ["14", "140105", "99"])
      expect(await refusedTo(...step(office, "REMINDER", region))).toEqual(["supervision/region-unfit at region"]);
    expect(await refusedTo(...step(office, "INTERVIEW", "1401", meeting))).toEqual([
      "supervision/step-skipped at skipReason",
    ]);
    expect(await ladder(office, "1401")).toMatchObject({
      standing: null,
      allowedSteps: [
        { kind: "REMINDER", skips: 0 },
        { kind: "INTERVIEW", skips: 1 },
        { kind: "DISCIPLINE_REPORT", skips: 2 },
      ],
    });
    reminder = await done(...step(office, "REMINDER", "1401"));
    expect(await refusedTo(...step(office, "REMINDER", "1401"))).toEqual(["supervision/step-stands at kind"]);
    expect(await ladder(office, "1401")).toMatchObject({
      standing: "REMINDER",
      allowedSteps: [
        { kind: "INTERVIEW", skips: 0 },
        { kind: "DISCIPLINE_REPORT", skips: 1 },
      ],
    });
    expect([await figure("supervision.reminders", "14"), await figure("supervision.reminders", "1401")]).toEqual([
      1, 0,
    ]);
  });

  it("has a numbered paper, which the city has too, with its own series", async () => {
    const [paper] = (await shown(city, reminder))?.papers ?? [];
    expect(paper).toMatchObject({
      title: "督促提醒函",
      number: "物提14-1401〔2024〕1号",
      addressee: "太原市住房和城乡建设局",
      state: "ISSUED",
    });
    expect(await textOf(city, paper?.id ?? "")).toContain("排查进度偏慢");
  });

  it("is late to the minute, answered by the city, returned and settled by the province", async () => {
    hub.clock.set("2024-08-23T00:00:30+08:00");
    await hub.tick();
    const late = await hub.prisma.activityEvent.findMany({ where: { kind: "SupervisionOverdue" } });
    expect(late.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2024-08-22T16:00:00.000Z"]);
    expect(await shown(city, reminder)).toMatchObject({ overdue: true, allowedCommands: ["ANSWER"] });
    expect(await shown(office, reminder)).toMatchObject({ allowedCommands: ["WITHDRAW"] });
    expect(await refusedTo(office, "answerSupervision", { id: reminder, answer: "x" })).toEqual(["forbidden"]);
    expect(await refusedTo(county, "answerSupervision", { id: reminder, answer: "x" })).toEqual(["not-found"]);
    expect(await listed(city, { mine: true })).toMatchObject([{ id: reminder }]);
    await done(city, "answerSupervision", { id: reminder, answer: "已部署加快排查" });
    expect(await figure("supervision.overdueNow", "14")).toBe(0);
    expect((await shown(city, reminder))?.papers).toMatchObject([{ state: "SERVED" }]);
    expect(await listed(office, { mine: true })).toMatchObject([{ id: reminder, answer: "已部署加快排查" }]);
    const wanting = { id: reminder, reason: "没有时间表" };
    expect(await refusedTo(city, "returnSupervisionAnswer", wanting)).toEqual(["forbidden"]);
    await done(office, "returnSupervisionAnswer", { ...wanting, dueOn: "2024-08-26" });
    expect((await shown(city, reminder))?.dueAt).toEqual(new Date("2024-08-27T00:00:00+08:00"));
    await done(city, "answerSupervision", { id: reminder, answer: "九月底前完成" });
    // What is open is the key supervision of the chain.
    expect([await figure("supervision.answered", "14"), await figure("supervision.open", "14")]).toEqual([1, 1]);
  });

  it("goes on to an interview, and for a reason straight on to discipline inspection", async () => {
    expect(await refusedTo(...step(office, "INTERVIEW", "1401"))).toEqual(["supervision/meeting-missing at meetsAt"]);
    const leap = { skipReason: "群众反映强烈，情况紧急" };
    const report = await done(...step(office, "DISCIPLINE_REPORT", "1401", leap));
    const told = await shown(inspection, report);
    expect(told).toMatchObject({ kind: "DISCIPLINE_REPORT", allowedCommands: ["ANSWER"] });
    expect(told?.papers).toMatchObject([
      { title: "关于太原市专项行动推进情况的报告", addressee: "山西省纪委监委", number: "物汇14〔2024〕1号" },
    ]);
    const text = await textOf(inspection, told?.papers[0]?.id ?? "");
    for (const part of ["群众反映强烈，情况紧急", "发出督促提醒", "九月底前完成"]) expect(text).toContain(part);
    await done(inspection, "answerSupervision", { id: report, answer: "已约谈主要负责人" });
    await done(office, "settleSupervision", { id: report });
  });

  it("discipline inspection sees what was reported to it and nothing else; the city has no part of the report", async () => {
    expect((await listed(inspection)).map(({ kind }) => kind)).toEqual(["DISCIPLINE_REPORT"]);
    expect(await listed(cityInspection)).toEqual([]);
    expect((await saidTo(inspection)).map(({ kind }) => kind)).toEqual([
      "SUPERVISION_SETTLED",
      "SUPERVISION_ANSWERED",
      "SUPERVISION_REPORTED_TO_DISCIPLINE",
    ]);
    for (const viewer of [city, county, neighbour]) {
      expect((await listed(viewer)).map(({ kind }) => kind)).not.toContain("DISCIPLINE_REPORT");
      expect((await saidTo(viewer)).map(({ kind }) => kind)).not.toContain("SUPERVISION_REPORTED_TO_DISCIPLINE");
      expect(await figure("supervision.disciplineReports", viewer.region)).toBe(0);
    }
    expect(await figure("supervision.disciplineReports", "14")).toBe(1);
    expect(await ladder(city, "140105")).toMatchObject({ standing: null });
    // What the log says of it names no region but that of the body which reported.
    expect(JSON.stringify(await saidTo(inspection))).not.toContain("1401");
    expect(JSON.stringify(await saidTo(city))).toContain("太原市");
  });
});

describe("the ladder of a county", () => {
  it("is its city's business and its own, and nobody else's", async () => {
    const reminder = await done(...step(city, "REMINDER", "140105"));
    expect(await shown(county, reminder)).toMatchObject({ allowedCommands: ["ANSWER"] });
    expect(await shown(office, reminder)).toMatchObject({ allowedCommands: [] });
    for (const viewer of [neighbour, inspection, cityInspection]) expect(await shown(viewer, reminder)).toBeUndefined();
    expect(await saidTo(neighbour)).toEqual([]);
    expect(await ladder(county, "140105")).toMatchObject({ standing: "REMINDER", allowedSteps: [] });
    expect(await ladder(neighbour, "140106")).toMatchObject({ standing: null, allowedSteps: [] });
    await expect(ladder(neighbour, "140105", "140105")).rejects.toMatchObject({ code: "not-found" });
    const theirs = await done(...step(city, "REMINDER", "140106"));
    // Each county has its own series: gaps would tell how many others were reminded.
    expect((await shown(neighbour, theirs))?.papers).toMatchObject([{ number: "物提1401-140106〔2024〕1号" }]);
    await done(city, "withdrawSupervision", { id: theirs, reason: "登记有误" });
    expect((await shown(neighbour, theirs))?.papers).toMatchObject([{ state: "WITHDRAWN" }]);
    expect(await ladder(neighbour, "140106")).toMatchObject({ standing: null });
  });
});

describe("key supervision", () => {
  it("is of a case, addressed to the region next below, and seen with the case", async () => {
    const order = await hub.prisma.rectification.findFirstOrThrow({ where: { countyCode: "140105", settledAt: null } });
    const of = { rectificationId: globalId("Rectification", order.id) };
    const asked = { ...of, text: "一周内整改到位" };
    expect(await refusedTo(county, "orderKeySupervision", asked)).toEqual(["forbidden"]);
    expect(await refusedTo(office, "orderKeySupervision", { text: "x" })).toEqual([
      "supervision/case-missing at rectificationId",
    ]);
    const other = await hub.person("city", "1402");
    expect(await refusedTo(other, "orderKeySupervision", asked)).toEqual(["not-found at rectificationId"]);
    const id = await done(office, "orderKeySupervision", asked);
    expect(await refusedTo(office, "orderKeySupervision", asked)).toEqual(["supervision/case-supervised"]);
    expect(await shown(county, id)).toMatchObject({ kind: "KEY_SUPERVISION", allowedCommands: [] });
    expect(await shown(city, id)).toMatchObject({ allowedCommands: ["ANSWER"] });
    expect((await shown(city, id))?.papers).toMatchObject([{ title: "重点督办通知书" }]);
    const { rectification } = await hub.ask<{ rectification: { keySupervisions: { id: string; overdue: boolean }[] } }>(
      county,
      "query ($id: ID!) { rectification(id: $id) { keySupervisions { id overdue } } }",
      { id: of.rectificationId },
    );
    expect(rectification.keySupervisions).toEqual([{ id, overdue: false }]);
    const among = await hub.ask<{ rectifications: { totalCount: number } }>(
      county,
      "{ rectifications(filter: { keySupervised: true }) { totalCount } }",
    );
    expect(among.rectifications.totalCount).toBe(1);
  });
  it("may be of a finding, and not of one that is settled", async () => {
    const finding = await hub.prisma.finding.findFirstOrThrow({ where: { countyCode: "140105" } });
    const asked = { findingId: globalId("Finding", finding.id), text: "重点督办" };
    const id = await done(city, "orderKeySupervision", asked);
    expect(await shown(county, id)).toMatchObject({ allowedCommands: ["ANSWER"] });
    expect((await shown(county, id))?.papers).toMatchObject([{ title: "重点督办通知书" }]);
    const settled = await hub.prisma.rectification.findFirstOrThrow({ where: { settledAt: { not: null } } });
    const over = { rectificationId: globalId("Rectification", settled.id), text: "x" };
    expect(await refusedTo(city, "orderKeySupervision", over)).toEqual(["supervision/case-settled"]);
  });
});

describe("a difficulty", () => {
  it("goes up one level, is answered by a date that holidays move, and counts where it was raised", async () => {
    expect(await refusedTo(office, "raiseDifficulty", { text: "x" })).toEqual(["forbidden"]);
    const counted = async () => [
      await figure("difficulty.raised", "140105"),
      await figure("difficulty.answered", "140105"),
    ];
    // One stands in the chain.
    expect(await counted()).toEqual([1, 1]);
    const id = await done(county, "raiseDifficulty", { text: "维修资金使用缺少办法" });
    expect(await shown(city, id)).toMatchObject({ kind: "DIFFICULTY", allowedCommands: ["ANSWER"] });
    expect(await shown(office, id)).toMatchObject({ allowedCommands: [] });
    expect(await shown(neighbour, id)).toBeUndefined();
    const before = (await shown(city, id))?.dueAt;
    await recountTimers(hub.as(hub.hub), {
      published: () => true,
      working: (day) => day.dayOfWeek <= 5 && day.toString() !== "2024-08-26",
    });
    const moved = (await shown(city, id))?.dueAt;
    expect([before, moved]).toEqual([new Date("2024-08-30T16:00:00Z"), new Date("2024-09-02T16:00:00Z")]);
    await done(city, "answerSupervision", { id, answer: "由市局会同财政部门研究" });
    expect(await counted()).toEqual([2, 2]);
    await done(county, "settleSupervision", { id });
    expect((await listed(county, { mine: true, kinds: ["DIFFICULTY"] })).map((matter) => matter.id)).not.toContain(id);
  });
});
