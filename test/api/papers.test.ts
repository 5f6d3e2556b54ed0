import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxOf } from "../../api/paper/docx.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { localId } from "../../schema/node.ts";
import { printedPaper } from "../../schema/paper/printed.ts";
import { buildChain, markOf, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { readDocx } from "../kit/documents.ts";
import { storedFile } from "../kit/evidence.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
let office: Viewer;
let market: Viewer;
const mark = markOf("140105");
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  office = await hub.person("office", "14");
  market = await hub.person("department", "1401", { department: "marketRegulation" });
});
afterAll(() => hub?.drop());

interface Paper {
  id: string;
  act: string;
  number: string;
  state: string;
  title: string;
  addressee: string;
  servedOn: string | null;
  serviceManner: string | null;
  receivedBy: string | null;
  withdrawalReason: string | null;
  replaces: { number: string } | null;
  evidence: { name: string }[];
  case: { type: string; id: string };
  allowedCommands: string[];
}
const fields = `id act number state title addressee servedOn serviceManner receivedBy withdrawalReason
  replaces { number } evidence { name } case { type id } allowedCommands`;

const listed = async (viewer: Viewer, filter: object = {}) =>
  (
    await hub.ask<{ papers: { edges: { node: Paper }[] } }>(
      viewer,
      `query ($filter: PaperFilter) { papers(filter: $filter, orderBy: ISSUED_OLDEST) { edges { node { ${fields} } } } }`,
      { filter },
    )
  ).papers.edges.map(({ node }) => node);
const first = async (act: string, viewer = county) => (await listed(viewer, { acts: [act] }))[0] as Paper;

const print = async (viewer: Viewer, id: string) =>
  readDocx(await docxOf(await printedPaper(hub.as(viewer), localId("Paper", id))));

const proof = async (author: Viewer) => ({ evidenceIds: [await storedFile(hub, author, "回证.pdf")] });
const service = async (author: Viewer) => ({
  servedOn: "2024-08-15",
  manner: "LEFT",
  receivedBy: "门卫",
  ...(await proof(author)),
});

it("is there as soon as the act has happened, each in the series of its body", async () => {
  expect((await listed(county)).map(({ act, number, state }) => [act, number, state])).toEqual([
    ["RECTIFICATION_ORDER", "物整140105〔2024〕1号", "ISSUED"],
    ["RECTIFICATION_ORDER", "物整140105〔2024〕2号", "ISSUED"],
    ["TRANSFER", "物移市监140105〔2024〕1号", "ISSUED"],
    ["TRANSFER", "物移消防140105〔2024〕1号", "ISSUED"],
    ["PRIOR_NOTICE", "物告1401-140105〔2024〕1号", "SERVED"],
    ["HEARING_NOTICE", "物听1401-140105〔2024〕1号", "SERVED"],
    ["DISMISSAL_NOTICE", "物解140105〔2024〕1号", "SERVED"],
    ["KEY_SUPERVISION", "物督1401-140105〔2024〕1号", "ISSUED"],
  ]);
});

it("is one with its case, and says of it what it said then", async () => {
  const { id, case: subject } = await first("RECTIFICATION_ORDER");
  const { rectification } = await hub.ask<{ rectification: { papers: { id: string }[] } }>(
    county,
    "query ($id: ID!) { rectification(id: $id) { papers { id } } }",
    { id: subject.id },
  );
  expect(rectification.papers.map((paper) => paper.id)).toEqual([id]);
  const before = (await print(county, id)).lines;
  for (const fact of [
    "物整140105〔2024〕1号",
    `修复${mark}`,
    `经理${mark}`,
    `甲苑${mark}`,
    "演示全省物业公司",
    `停运${mark}`,
  ])
    expect(before.join("\n")).toContain(fact);
  await hub.prisma.company.updateMany({ data: { name: "后来改名" } });
  await hub.prisma.rectification.updateMany({ data: { requirement: "后来改动" } });
  expect((await print(county, id)).lines).toEqual(before);
  await expect(hub.prisma.paper.updateMany({ data: { title: "后来改动" } })).rejects.toThrow();
});

it("tells no department of who complained, nor their words", async () => {
  const { id } = await first("TRANSFER", market);
  const text = (await print(market, id)).lines.join("\n");
  expect(text).toContain("太原市市场监督管理局");
  expect(text).not.toMatch(/业主〔|电梯坏了|138|价格〔/);
});

describe("seen by whoever sees the case", () => {
  it("a department sees what was sent to it, and nothing else", async () => {
    expect((await listed(market)).map(({ number }) => number)).toEqual(["物移市监140105〔2024〕1号"]);
    const fire = await hub.person("department", "1402", { department: "fireRescue" });
    expect(await listed(fire)).toEqual([]);
  });

  it("nobody finds what is not theirs", async () => {
    const { id } = await first("RECTIFICATION_ORDER");
    for (const [role, region] of [
      ["county", "140106"],
      ["administrator", "14"],
      ["display", "14"],
    ] as const) {
      const other = await hub.person(role, region);
      expect(await listed(other)).toEqual([]);
      await expect(print(other, id)).rejects.toMatchObject({ code: "not-found" });
    }
    await expect(print(hub.public, id)).rejects.toMatchObject({ code: "unauthenticated" });
    const other = await hub.person("city", "1402");
    expect(refusals(await give(hub, other, "servePaper", "paper", { id, ...(await service(other)) }))).toEqual([
      "not-found",
    ]);
  });
});

describe("service", () => {
  it("is recorded with its receipt, on the case and on the second sheet", async () => {
    const { id, case: subject } = await first("RECTIFICATION_ORDER");
    expect(
      refusals(await give(hub, county, "servePaper", "paper", { id, ...(await service(county)), evidenceIds: [] })),
    ).toEqual(["paper/evidence-missing at evidenceIds"]);
    await carriedOut(hub, county, "servePaper", "paper", { id, ...(await service(county)) });
    expect(await first("RECTIFICATION_ORDER")).toMatchObject({
      state: "SERVED",
      servedOn: "2024-08-15",
      serviceManner: "LEFT",
      receivedBy: "门卫",
      evidence: [{ name: "回证.pdf" }],
      allowedCommands: ["REPLACE"],
    });
    const { lines } = await print(county, id);
    expect(lines).toEqual(expect.arrayContaining(["送达回证", "送达日期 | 2024年8月15日", "收件人 | 门卫"]));
    expect(lines.join()).toContain("☑留置送达");
    const { activities } = await hub.ask<{
      activities: { edges: { node: { text: string; subject: { version: number } } }[] };
    }>(
      county,
      "query ($id: ID!) { activities(filter: { subject: $id }, first: 1) { edges { node { text subject { version } } } } }",
      { id: subject.id },
    );
    expect(activities.edges[0]?.node.text).toContain("责令限期整改通知书已送达（留置送达）");
    const { version } = await hub.prisma.rectification.findFirstOrThrow({ where: { number: "ZG2024-140105-00001" } });
    expect(activities.edges[0]?.node.subject.version).toBe(version);
  });

  it("is the department's own taking of a transfer, where it takes it in the hub", async () => {
    const [paper] = await listed(market);
    await carriedOut(hub, market, "acceptTransfer", "transfer", { id: paper?.case.id });
    expect(await first("TRANSFER", market)).toMatchObject({
      state: "SERVED",
      serviceManner: "ELECTRONIC",
      receivedBy: "太原市市场监督管理局",
      allowedCommands: [],
    });
    // What somebody writes down for the department proves no service.
    const fire = (await listed(county, { acts: ["TRANSFER"], states: ["ISSUED"] }))[0];
    await carriedOut(hub, city, "acceptTransfer", "transfer", { id: fire?.case.id });
    expect((await listed(county, { acts: ["TRANSFER"], toServe: true })).map(({ number }) => number)).toEqual([
      fire?.number,
    ]);
  });

  it("of a penalty is what its case says", async () => {
    const notice = await first("PRIOR_NOTICE", city);
    expect(notice).toMatchObject({ servedOn: "2024-08-15", serviceManner: "IN_PERSON", allowedCommands: [] });
    expect((await print(city, notice.id)).lines.join("\n")).toMatch(
      /拟对当事人罚款人民币伍万元整.*2024年8月22日24时前/s,
    );
    const hearing = await first("HEARING_NOTICE", city);
    expect(hearing).toMatchObject({ servedOn: "2024-08-15", allowedCommands: [] });
    const id = hearing.case.id;
    const done = (viewer: Viewer, field: string, input: object) =>
      carriedOut(hub, viewer, field, "penaltyCase", { id, ...input });
    hub.clock.set("2024-09-02T12:00:00+08:00");
    await done(city, "holdPenaltyHearing", { record: "无异议", ...(await proof(city)) });
    await done(city, "decidePenalty", { decidedOn: "2024-09-02", amountFen: 5_000_000 });
    const decision = await first("PENALTY_DECISION", city);
    expect(decision).toMatchObject({
      number: "物罚1401-140105〔2024〕1号",
      state: "ISSUED",
      allowedCommands: ["REPLACE"],
    });
    const refused = await give(hub, city, "servePaper", "paper", { id: decision.id, ...(await service(city)) });
    expect(refusals(refused)).toEqual(["paper/served-by-case"]);
    expect(await listed(city, { toServe: true, acts: ["PENALTY_DECISION"] })).toEqual([]);
    const { penaltyCase } = await hub.ask<{ penaltyCase: { documentNumber: string } }>(
      city,
      "query ($id: ID!) { penaltyCase(id: $id) { documentNumber } }",
      { id },
    );
    expect(penaltyCase.documentNumber).toBe(decision.number);
    await done(county, "servePenalty", {
      servedOn: "2024-09-02",
      receivedBy: "经理",
      manner: "POST",
      ...(await proof(county)),
    });
    expect(await first("PENALTY_DECISION", city)).toMatchObject({
      state: "SERVED",
      servedOn: "2024-09-02",
      serviceManner: "POST",
      receivedBy: "经理",
      allowedCommands: [],
    });
    await done(city, "withdrawPenaltyCase", { reason: "撤销" });
    const states = (await listed(city, { acts: ["PRIOR_NOTICE", "PENALTY_DECISION", "HEARING_NOTICE"] })).map(
      ({ state }) => state,
    );
    expect(states).toEqual(["WITHDRAWN", "WITHDRAWN", "WITHDRAWN"]);
  });
});

it("supervision is written to the county by the city, then to the city by the province", async () => {
  hub.clock.set("2024-09-10T12:00:00+08:00");
  await hub.tick();
  const notices = await listed(county, { acts: ["SUPERVISION"] });
  expect(notices.map(({ number, addressee, title }) => [number, addressee, title])).toEqual([
    ["物督1401-140105〔2024〕2号", "太原市小店区住房和城乡建设局", "整改事项督办通知书"],
    ["物督14-140105〔2024〕1号", "太原市住房和城乡建设局", "整改事项重点督办通知书"],
  ]);
  // A county has no say in what was written to it.
  expect(notices.map(({ allowedCommands }) => allowedCommands)).toEqual([["SERVE"], ["SERVE"]]);
  const refused = await give(hub, county, "replacePaper", "paper", { id: notices[0]?.id, reason: "不妥" });
  expect(refusals(refused)).toEqual(["paper/other-issuer"]);
  expect((await listed(office, { issuer: "14", toServe: true })).map(({ number }) => number)).toEqual([
    "物督14-140105〔2024〕1号",
  ]);
});

it("a wrong paper is replaced by the next one of its series, and both are kept", async () => {
  const wrong = await first("RECTIFICATION_ORDER");
  await carriedOut(hub, county, "replacePaper", "paper", { id: wrong.id, reason: "企业名称写错" });
  const orders = await listed(county, { acts: ["RECTIFICATION_ORDER"] });
  expect(orders.map(({ number, state, replaces }) => [number, state, replaces?.number ?? null])).toEqual([
    ["物整140105〔2024〕1号", "WITHDRAWN", null],
    ["物整140105〔2024〕2号", "ISSUED", null],
    ["物整140105〔2024〕3号", "ISSUED", "物整140105〔2024〕1号"],
  ]);
  expect(orders[0]).toMatchObject({ withdrawalReason: "企业名称写错", servedOn: "2024-08-15", allowedCommands: [] });
  expect((await print(county, wrong.id)).lines[0]).toBe("本文书已于2024年9月10日撤回，不再有效。企业名称写错");
  expect((await print(county, orders[2]?.id ?? "")).lines.join()).toContain("后来改名");
});

it("opens as GB/T 9704-2012 has it: page, type area, grid, fonts, page numbers", async () => {
  const { document, part } = await print(county, (await first("DISMISSAL_NOTICE")).id);
  const sections = [...document.matchAll(/<w:sectPr>.*?<\/w:sectPr>/gs)].map(([section]) => section);
  expect(sections).toHaveLength(2);
  for (const section of sections) {
    expect(section).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(section).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(section).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/>');
    expect(section).toMatch(/w:type="default".*w:type="even"/);
  }
  // The receipt is one sheet of 225 mm: its title with the room below it, its rows, and the line that Word adds.
  const rows = [...(document.split("<w:sectPr>").at(1) ?? "").matchAll(/<w:trHeight w:val="(\d+)"/g)];
  expect(rows).toHaveLength(13);
  expect(rows.reduce((sum, [, height]) => sum + Number(height), 700 + 580 + 580)).toBeLessThan(12_756);
  const styles = part("word/styles.xml");
  expect(styles).toMatch(/w:eastAsia="仿宋".*<w:sz w:val="32"\/>.*<w:spacing w:line="580" w:lineRule="exact"\/>/s);
  expect(document).toMatch(/w:eastAsia="方正小标宋简体"/);
  expect(part("word/settings.xml")).toContain("<w:evenAndOddHeaders/>");
  expect(part("word/footer1.xml")).toMatch(/w:jc w:val="right".*— .*PAGE.* —/s);
  expect(part("word/footer2.xml")).toMatch(/w:jc w:val="left"/);
});
