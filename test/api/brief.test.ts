import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { transact } from "../../schema/activity/transact.ts";
import { alarmOfBrief } from "../../schema/brief/commands.ts";
import { printedBrief } from "../../schema/brief/printed.ts";
import { localId } from "../../schema/node.ts";
import { tick } from "../../schema/timer/tick.ts";
import { give, refusals } from "../kit/commands.ts";
import { dispatchDesk } from "../kit/dispatch.ts";
import { readDocx } from "../kit/documents.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { refusal } from "../kit/refused.ts";

let hub: TestHub;
afterAll(() => hub?.drop());
const { plan, at, register, shown, submit } = dispatchDesk(() => hub);

interface Brief {
  id: string;
  version: number;
  state: string;
  late: boolean;
  issue: number | null;
  document: { issue: string | null; body: { text: string | null; rows: string[][] }[] };
  missing: { code: string }[];
  standsIn: { code: string }[];
  latest: { revision: number; narrative: { section: string; text: string }[] } | null;
  files: { format: string; sha256: string; url: string }[];
  allowedCommands: string[];
}
const briefs = async (viewer: Viewer) =>
  (
    await hub.ask<{ provincialBriefs: { edges: { node: Brief }[] } }>(
      viewer,
      `{ provincialBriefs { edges { node { id version state late issue document { issue body { text rows } }
        missing { code } standsIn { code } latest { revision narrative { section text } }
        files { format sha256 url } allowedCommands } } } }`,
    )
  ).provincialBriefs.edges.map(({ node }) => node);
const first = async (viewer: Viewer) => (await briefs(viewer))[0] as Brief;
const total = ({ document }: Brief, label: string) =>
  document.body.flatMap(({ rows }) => rows).find(([name]) => name === label);
const told = async (kind: string) =>
  (await hub.prisma.activityEvent.findMany({ where: { kind }, orderBy: { id: "asc" } })).map(
    ({ occurredAt, seal, facts }) => ({ at: occurredAt.toISOString(), seal, facts }),
  );

let xiaodian: Viewer;
let taiyuan: Viewer;
let datong: Viewer;
let office: Viewer;
let leader: Viewer;
beforeAll(async () => {
  hub = await createTestHub("2024-05-05T20:00:00+08:00");
  await plan();
  xiaodian = await hub.person("county", "140105");
  taiyuan = await hub.person("city", "1401");
  datong = await hub.person("city", "1402");
  office = await hub.person("office", "14");
  leader = await hub.person("leader", "14");
  await at("2024-05-06T00:00:00+08:00");
  await register(xiaodian, 3);
});

describe("the brief of a week", () => {
  const narrative = [
    { section: "PROBLEMS", text: "整改进度偏慢" },
    { section: "NEXT_STEPS", text: "逐个督促" },
  ];

  it("is the province's alone while it is a draft, and says what is missing", async () => {
    const draft = await first(office);
    expect(draft).toMatchObject({ state: "DRAFT", issue: null, late: false, latest: null, files: [] });
    expect(draft.missing.map(({ code }) => code)).toEqual([
      "brief/before-cut-off",
      "brief/problems-missing",
      "brief/next-steps-missing",
    ]);
    expect([draft.allowedCommands, (await first(leader)).allowedCommands]).toEqual([["EDIT"], ["APPROVE"]]);
    for (const other of [taiyuan, xiaodian, await hub.person("discipline", "14"), await hub.person("display", "14")])
      expect(await briefs(other)).toEqual([]);
    const { id } = draft;
    expect(refusals(await give(hub, taiyuan, "editProvincialBrief", "brief", { id }))).toEqual(["not-found"]);
    expect(refusals(await give(hub, leader, "editProvincialBrief", "brief", { id }))).toEqual(["forbidden"]);
    expect(refusals(await give(hub, office, "approveProvincialBrief", "brief", { id }))).toEqual(["forbidden"]);
    expect(refusals(await give(hub, leader, "approveProvincialBrief", "brief", { id }))).toEqual([
      "brief/before-cut-off",
    ]);
  });

  it("is written in versions that are kept, with cases of the cities' choice only", async () => {
    const { id } = await first(office);
    const unpicked = { id, typicalFindingIds: [btoa(`Finding:${crypto.randomUUID()}`)] };
    expect(refusals(await give(hub, office, "editProvincialBrief", "brief", unpicked))).toEqual([
      "not-found at typicalFindingIds.0",
    ]);
    expect((await give(hub, office, "editProvincialBrief", "brief", { id })).errors).toEqual([]);
    expect((await give(hub, office, "editProvincialBrief", "brief", { id, narrative })).errors).toEqual([]);
    expect((await first(office)).latest).toEqual({ revision: 2, narrative });
    expect(await hub.prisma.provincialBriefRevision.count()).toBe(2);
  });

  it("counts what a city reports, and stands in for one that has not", async () => {
    await at("2024-05-09T18:00:00+08:00");
    const county = await shown(xiaodian, 19, "140105");
    const adjustments = [{ figure: "complex.inLedger", reported: 5, explanation: "两个小区尚在录入" }];
    expect((await submit(xiaodian, county, { adjustments })).errors).toEqual([]);
    expect(total(await first(office), "台账小区数")).toEqual(["台账小区数", "3", "—", "—", "3"]);
    expect((await submit(taiyuan, await shown(taiyuan, 19, "1401"))).errors).toEqual([]);
    const draft = await first(office);
    expect(total(draft, "台账小区数")).toEqual(["台账小区数", "5", "—", "—", "3"]);
    expect(draft.standsIn).toHaveLength(10);
    const index = await hub.prisma.progressIndex.findFirstOrThrow({ where: { regionCode: "1401" } });
    const ranked = draft.document.body.flatMap(({ rows }) => rows).find(([, city]) => city === "太原市");
    expect(ranked?.at(-1)).toBe(((index.score ?? Number.NaN) / 100).toFixed(2));
    expect(draft.missing).toEqual([]);
  });

  it("is not approved while a city's whole differs from its parts", async () => {
    const city = await shown(taiyuan, 19, "1401");
    await give(hub, office, "returnDispatchReport", "report", { id: city.id, reason: "请核对" });
    const whole = [{ figure: "complex.inLedger", reported: 9, explanation: "市级核对" }];
    expect((await submit(taiyuan, city, { adjustments: whole })).errors).toEqual([]);
    const { id } = await first(leader);
    const refused = await give(hub, leader, "approveProvincialBrief", "brief", { id });
    expect(refused.errors).toMatchObject([
      { code: "brief/parts-differ", message: "太原市的“台账小区数”合计为 9，各部分之和为 5，须退回该市核对。" },
    ]);
    await give(hub, office, "returnDispatchReport", "report", { id: city.id, reason: "合计不符" });
    expect((await submit(taiyuan, city)).errors).toEqual([]);
  });

  it("reminds, warns and is late to the minute, told to the province alone", async () => {
    const province = (instant: string, more = {}) => ({ at: instant, seal: "14", facts: { week: 19, ...more } });
    await at("2024-05-10T15:59:59+08:00");
    expect(await told("ProvincialBriefReminded")).toEqual([province("2024-05-09T10:00:00.000Z")]);
    expect(await told("ProvincialBriefNotOut")).toEqual([]);
    hub.clock.set("2024-05-10T16:00:30+08:00");
    await tick({ ...hub.as(hub.hub), mails: true });
    const warned = await hub.prisma.letter.findMany({ where: { purpose: "alarm" }, orderBy: { recipient: "asc" } });
    const addresses = await hub.prisma.user.findMany({ where: { role: { in: ["office", "leader"] } } });
    expect(warned.map(({ recipient }) => recipient)).toEqual(addresses.map(({ email }) => email).sort());
    await at("2024-05-10T18:00:30+08:00");
    expect(await told("ProvincialBriefNotOut")).toEqual([province("2024-05-10T08:00:00.000Z", { reason: "draft" })]);
    expect(await told("ProvincialBriefLate")).toEqual([province("2024-05-10T10:00:00.000Z")]);
    expect((await first(office)).late).toBe(true);
  });

  it("is issued once: figures, text and files stay as they were, whatever the ledger does", async () => {
    const { id } = await first(leader);
    const answer = await hub.ask<{ approveProvincialBrief: { errors: object[] } }>(
      leader,
      "mutation ($id: ID!) { approveProvincialBrief(input: { id: $id }) { errors { code } } }",
      { id },
      { briefRecipients: ["office@centre.example", "duty@centre.example"] },
    );
    expect(answer.approveProvincialBrief.errors).toEqual([]);
    const issued = await first(office);
    expect(issued).toMatchObject({
      state: "APPROVED",
      issue: 1,
      late: true,
      missing: [],
      allowedCommands: [],
      document: { issue: "第1期" },
    });
    const bytes = async (viewer: Viewer, format: "docx" | "xlsx") =>
      Buffer.from((await printedBrief(hub.as(viewer), localId("ProvincialBrief", id), format)).bytes);
    const docx = await bytes(office, "docx");
    expect(readDocx(docx).lines).toContain("台账小区数 | 5 | — | — | 3");
    await register(xiaodian, 4);
    await hub.pool.query(`update "FigureTotal" set "value" = 99 where "figure" = 'complex.inLedger'`);
    await rebuildCounters(hub.pool);
    expect(await first(office)).toEqual(issued);
    expect((await bytes(taiyuan, "docx")).equals(docx)).toBe(true);
    expect((await shown(office, 19, "1401")).state).toBe("LOCKED");
    expect(refusals(await give(hub, office, "editProvincialBrief", "brief", { id, narrative }))).toEqual([
      "brief/not-in-this-state",
    ]);
    await expect(bytes(xiaodian, "xlsx")).rejects.toEqual(refusal("not-found"));
  });

  it("is told to every city then, as it was sent and without its versions; to nobody below", async () => {
    expect(await told("ProvincialBriefApproved")).toMatchObject([
      { seal: null, facts: { week: 19, issue: 1, inTime: false } },
    ]);
    const [seen] = await briefs(datong);
    const issued = await first(office);
    expect(seen).toEqual({ ...issued, latest: null });
    expect(await briefs(xiaodian)).toEqual([]);
    const { activities } = await hub.ask<{ activities: { edges: { node: { text: string } }[] } }>(
      datong,
      "{ activities { edges { node { text } } } }",
    );
    const texts = activities.edges.map(({ node }) => node.text).filter((text) => text.includes("简报"));
    expect(texts).toEqual(["第19周省级简报已签发，第1期"]);
  });

  it("leaves as one letter to each recipient, with both files as they were issued", async () => {
    const letters = await hub.prisma.letter.findMany({
      where: { purpose: "brief" },
      include: { attachments: { orderBy: { position: "asc" } } },
      orderBy: { recipient: "asc" },
    });
    expect(letters.map(({ recipient, purpose, state }) => [recipient, purpose, state])).toEqual([
      ["duty@centre.example", "brief", "waiting"],
      ["office@centre.example", "brief", "waiting"],
    ]);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(2);
    const files = await hub.prisma.provincialBriefFile.findMany({ orderBy: { format: "asc" } });
    for (const { attachments } of letters) {
      expect(attachments.map(({ name }) => name)).toEqual([
        "物业服务突出问题专项行动简报第1期.docx",
        "物业服务突出问题专项行动简报第1期.xlsx",
      ]);
      for (const [index, { bytes }] of attachments.entries())
        expect(hub.vault.open(bytes as Uint8Array, "letter").equals(Buffer.from(files[index]?.bytes ?? []))).toBe(true);
    }
    const followed = async (viewer: Viewer) =>
      (
        await hub.ask<{ provincialBriefs: { edges: { node: { letters: { recipient: string }[] } }[] } }>(
          viewer,
          "{ provincialBriefs { edges { node { letters { recipient } } } } }",
        )
      ).provincialBriefs.edges[0]?.node.letters.length;
    expect([await followed(office), await followed(datong)]).toEqual([2, 0]);
  });

  it("is to be seen to, and warned of, until every one of its letters was received", async () => {
    const toDo = async () =>
      (
        await hub.ask<{ provincialBriefs: { totalCount: number } }>(
          office,
          "{ provincialBriefs(filter: { toDo: true }) { totalCount edges { cursor } } }",
        )
      ).provincialBriefs.totalCount;
    const warnings = async () => {
      const { subjectId } = await hub.prisma.letter.findFirstOrThrow({ where: { purpose: "brief" } });
      await transact(hub.as(hub.hub), (work) => alarmOfBrief(work, subjectId));
      return (await told("ProvincialBriefNotOut")).filter(({ facts }) => JSON.stringify(facts).includes("undelivered"));
    };
    const deliver = (recipient: string) =>
      hub.prisma.letter.updateMany({
        where: { purpose: "brief", recipient },
        data: { state: "delivered", deliveredAt: new Date() },
      });
    expect([await toDo(), (await warnings()).length]).toEqual([1, 1]);
    await deliver("office@centre.example");
    expect([await toDo(), (await warnings()).length]).toEqual([1, 2]);
    await deliver("duty@centre.example");
    expect([await toDo(), (await warnings()).length]).toEqual([0, 2]);
  });

  it("stands beside the next one, which compares with what was issued", async () => {
    await at("2024-05-13T09:00:00+08:00");
    expect(total(await first(office), "台账小区数")).toEqual(["台账小区数", "7", "5", "+2", "7"]);
  });
});
