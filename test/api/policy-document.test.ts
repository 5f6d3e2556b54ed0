import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let county: Viewer;
let subdistrict: Viewer;
let elsewhere: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  county = await hub.person("county", "140105");
  subdistrict = await hub.person("subdistrict", "140105001", { name: "演示街办员" });
  elsewhere = await hub.person("city", "1402");
});
afterAll(() => hub?.drop());

let papers = 0;
const words = (over: object = {}) => ({
  documentNumber: `晋建房函〔2024〕${++papers}号`,
  title: "关于规范公共收益公示的通知",
  issuingBody: "演示省住建厅",
  inForceOn: "2024-09-01",
  text: "各市住建局：……",
  ...over,
});
const send = (viewer: Viewer, over: object = {}) =>
  carriedOut(hub, viewer, "issuePolicyDocument", "policyDocument", { ...words(), downTo: "SUBDISTRICT", ...over });
const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "policyDocument", input);
const confirm = async (viewer: Viewer, document: string) =>
  give(hub, viewer, "confirmPolicyReading", "policyReceipt", { id: (await shown(viewer, document))?.receipt?.id });

interface Shown {
  state: string;
  edition: number;
  title: string;
  overdueAt: string | null;
  reading: { level: string; addressed: number; read: number; readInTime: number }[];
  receipt: { id: string; readAt: Date | null; reader: string | null; late: boolean; allowedCommands: string[] } | null;
  allowedCommands: string[];
}
const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ policyDocument: Shown | null }>(
      viewer,
      `query ($id: ID!) { policyDocument(id: $id) { state edition title overdueAt
        reading { level addressed read readInTime } receipt { id readAt reader late allowedCommands } allowedCommands } }`,
      { id },
    )
  ).policyDocument;
const receipts = async (viewer: Viewer, id: string, filter = "") =>
  (
    await hub.ask<{ policyReceipts: { totalCount: number; edges: { node: { region: { code: string } } }[] } }>(
      viewer,
      `query ($id: ID!) { policyReceipts(first: 100, filter: { policyDocumentId: $id ${filter} }) {
        totalCount edges { node { region { code } } } } }`,
      { id },
    )
  ).policyReceipts;
const codes = ({ edges }: Awaited<ReturnType<typeof receipts>>) => edges.map(({ node }) => node.region.code);
const eventsOf = (kind: string, since: Date) =>
  hub.prisma.activityEvent.findMany({ where: { kind, recordedAt: { gte: since } }, orderBy: { id: "asc" } });
const counter = async (regionCode: string, figure: string) =>
  Number(
    (await hub.prisma.figureTotal.findUnique({ where: { regionCode_figure: { regionCode, figure } } }))?.value ?? 0,
  );
const below = (region: string) => hub.prisma.region.count({ where: { code: { startsWith: region, not: region } } });
const localId = (id: string) => Buffer.from(id, "base64").toString().split(":")[1] ?? "";

describe("a document of the province", () => {
  let id: string;
  it("goes down to every sub-district in one act: as many statements as to the cities alone, and one event", async () => {
    const started = hub.clock.now();
    const few = await statementsDuring(hub.pool, async () => void (await send(office, { downTo: "CITY" })));
    const all = await statementsDuring(hub.pool, async () => {
      id = await send(office);
    });
    expect(all).toHaveLength(few.length);
    expect(await hub.prisma.policyReceipt.count({ where: { documentId: localId(id) } })).toBe(await below("14"));
    expect(await below("14")).toBeGreaterThan(1000);
    const events = await eventsOf("PolicyDocumentIssued", started);
    expect(events.map(({ figures }) => figures)).toEqual([
      { "policy.issued": 1, "policy.addressed": 11 },
      { "policy.issued": 1, "policy.addressed": await below("14") },
    ]);
    // Who else was told, and how many, is told to none of them.
    expect(events.map(({ regionCode, facts }) => [regionCode, facts])).toEqual([
      ["14", {}],
      ["14", {}],
    ]);
    expect(events[1]?.audienceRegions).toEqual(expect.arrayContaining(["1401", "140105", "140105001"]));
  });

  it("is seen by those it was sent to, each with the receipts of its own region alone", async () => {
    expect((await shown(city, id))?.reading.map(({ level, addressed }) => [level, addressed])).toEqual([
      ["CITY", 1],
      ["COUNTY", 10],
      ["SUBDISTRICT", (await below("1401")) - 10],
    ]);
    expect((await receipts(city, id)).totalCount).toBe((await below("1401")) + 1);
    expect(new Set(codes(await receipts(county, id)).map((code) => code.slice(0, 6)))).toEqual(new Set(["140105"]));
    expect(codes(await receipts(subdistrict, id))).toEqual(["140105001"]);
    expect(codes(await receipts(city, id, 'region: "1402"'))).toEqual([]);
    expect((await shown(subdistrict, id))?.reading).toEqual([]);
    for (const role of ["discipline", "display", "administrator"] as const)
      expect(await shown(await hub.person(role, "14"), id), role).toBeNull();
  });

  it("is read where a person of the region says so; that stays, and is counted above", async () => {
    expect((await shown(subdistrict, id))?.receipt).toMatchObject({ readAt: null, allowedCommands: ["CONFIRM"] });
    const [own] = (
      await hub.ask<{ policyReceipts: { edges: { node: { id: string; allowedCommands: string[] } }[] } }>(
        county,
        `query ($id: ID!) { policyReceipts(filter: { policyDocumentId: $id, region: "140105001" }) {
          edges { node { id allowedCommands } } } }`,
        { id },
      )
    ).policyReceipts.edges;
    expect(own?.node.allowedCommands).toEqual([]);
    const foreign = await give(hub, county, "confirmPolicyReading", "policyReceipt", { id: own?.node.id });
    expect(refusals(foreign)).toEqual(["forbidden"]);
    const started = hub.clock.now();
    expect(refusals(await confirm(subdistrict, id))).toEqual([]);
    expect((await shown(subdistrict, id))?.receipt).toMatchObject({
      readAt: new Date("2024-08-15T01:00:00Z"),
      reader: "演示街办员",
      late: false,
      allowedCommands: [],
    });
    expect(refusals(await confirm(subdistrict, id))).toEqual(["policy-receipt/read-already"]);
    for (const viewer of [county, city, office])
      expect((await shown(viewer, id))?.reading.at(-1)).toMatchObject({ level: "SUBDISTRICT", read: 1, readInTime: 1 });
    expect((await shown(elsewhere, id))?.reading.at(-1)).toMatchObject({ level: "SUBDISTRICT", read: 0 });
    expect(await eventsOf("PolicyDocumentRead", started)).toMatchObject([{ regionCode: "140105001" }]);
    for (const region of ["140105001", "140105", "1401", "14"]) expect(await counter(region, "policy.read")).toBe(1);
    const undo = hub.prisma.policyReceipt.updateMany({
      where: { readAt: { not: null } },
      data: { readAt: null, readById: null },
    });
    await expect(undo).rejects.toThrow("a receipt once given stays");
  });

  it("is asked after by whoever stands above, all at once", async () => {
    hub.clock.set("2024-08-15T10:00:00+08:00");
    const remind = () => command(city, "remindPolicyReaders", { id });
    const many = await statementsDuring(hub.pool, async () => expect(refusals(await remind())).toEqual([]));
    expect(many.length).toBeLessThan(20);
    const [event, ...rest] = await eventsOf("PolicyReadersReminded", hub.clock.now());
    expect(rest).toEqual([]);
    expect(event?.facts).toEqual({});
    expect(event?.audienceRegions).not.toContain("140105001");
    expect(event?.audienceRegions.every((code) => code.startsWith("1401"))).toBe(true);
    expect(await hub.prisma.policyReceipt.count({ where: { reminders: 1 } })).toBe((await below("1401")) - 1);
    expect((await shown(subdistrict, id))?.allowedCommands).toEqual([]);
    expect((await shown(city, id))?.allowedCommands).toEqual(["REMIND"]);
    expect(refusals(await command(city, "withdrawPolicyDocument", { id, reason: "why" }))).toEqual([
      "policy-document/of-another-body",
    ]);
  });

  it("reminds by itself a day ahead, and is late with its minute, once each", async () => {
    const started = new Date("2024-08-19T00:00:00+08:00");
    hub.clock.set("2024-08-20T00:00:30+08:00");
    await hub.tick();
    const reminded = await eventsOf("PolicyReadersReminded", started);
    expect(reminded.map(({ occurredAt }) => occurredAt)).toEqual(Array(2).fill(new Date("2024-08-19T16:00:00Z")));
    hub.clock.set("2024-08-21T00:00:30+08:00");
    await hub.tick();
    const late = await eventsOf("PolicyReadingOverdue", started);
    expect(late.map(({ occurredAt }) => occurredAt)).toEqual(Array(2).fill(new Date("2024-08-20T16:00:00Z")));
    expect(await counter("14", "policy.unreadOverdue")).toBe(10 + (await below("14")));
    expect(refusals(await confirm(county, id))).toEqual([]);
    expect((await shown(county, id))?.receipt?.late).toBe(true);
    expect((await shown(county, id))?.reading[0]).toEqual({ level: "COUNTY", addressed: 1, read: 1, readInTime: 0 });
    expect(await hub.tick()).toBe(0);
  });

  it("is replaced: the new edition asks everybody anew, and what was read stays as it was read", async () => {
    const over = { documentNumber: "晋建房函〔2024〕2号", title: "修订后的通知", reason: "第三条修订" };
    const replaced = await command(office, "replacePolicyDocument", { id, ...words(over) });
    expect(refusals(replaced)).toEqual([]);
    expect(await shown(subdistrict, id)).toMatchObject({
      state: "REPLACED",
      title: "关于规范公共收益公示的通知",
      receipt: { reader: "演示街办员" },
      allowedCommands: [],
    });
    const next = await hub.prisma.policyDocument.findFirstOrThrow({ where: { replacesId: localId(id) } });
    expect(await shown(subdistrict, globalId("PolicyDocument", next.id))).toMatchObject({
      state: "ISSUED",
      edition: 2,
      title: "修订后的通知",
      receipt: { readAt: null },
    });
    expect(await hub.prisma.policyReceipt.count({ where: { documentId: next.id, owed: true } })).toBe(
      await below("14"),
    );
    expect(await hub.prisma.policyReceipt.count({ where: { documentId: localId(id), owed: true } })).toBe(0);
    expect(refusals(await confirm(city, id))).toEqual(["policy-receipt/not-owed"]);
    await expect(hub.prisma.policyDocument.update({ where: { id: next.id }, data: { title: "改过" } })).rejects.toThrow(
      "kept as it was sent",
    );
  });
});

describe("a document of a city", () => {
  it("goes to those chosen, is seen above and nowhere beside, and is withdrawn with a reason", async () => {
    const id = await send(city, { regions: ["140105"], downTo: "COUNTY" });
    expect(codes(await receipts(office, id))).toEqual(["140105"]);
    expect(await shown(elsewhere, id)).toBeNull();
    expect(await shown(subdistrict, id)).toBeNull();
    expect(await shown(await hub.person("county", "140106"), id)).toBeNull();
    expect(refusals(await command(city, "withdrawPolicyDocument", { id, reason: "误发" }))).toEqual([]);
    expect(await shown(county, id)).toMatchObject({ state: "WITHDRAWN", allowedCommands: [] });
    expect(refusals(await confirm(county, id))).toEqual(["policy-receipt/not-owed"]);
    expect(refusals(await command(city, "remindPolicyReaders", { id }))).toEqual(["policy-document/not-in-this-state"]);
  });
  it.each([
    ["to a region of another city", { regions: ["140105", "140202"] }, "policy-document/region-unknown at regions.1"],
    ["to nobody", { downTo: "CITY" }, "policy-document/nobody-addressed at regions"],
    ["without words or file", { text: " " }, "policy-document/empty at text"],
  ])("not %s", async (_, over, code) => {
    const input = { ...words(), downTo: "SUBDISTRICT", ...over };
    expect(refusals(await command(city, "issuePolicyDocument", input))).toEqual([code]);
  });
  it("not under a number that it has given already, nor by those below", async () => {
    const input = { ...words(), downTo: "COUNTY" };
    expect(refusals(await command(city, "issuePolicyDocument", input))).toEqual([]);
    expect(refusals(await command(city, "issuePolicyDocument", input))).toEqual([
      "policy-document/number-taken at documentNumber",
    ]);
    expect(refusals(await command(elsewhere, "issuePolicyDocument", input))).toEqual([]);
    expect(refusals(await command(subdistrict, "issuePolicyDocument", input))).toEqual(["forbidden"]);
  });
});

it("a list costs as many statements for many documents as for one", async () => {
  const list = (first: number) =>
    statementsDuring(hub.pool, () =>
      hub.ask(
        city,
        `query ($first: Int!) { policyDocuments(first: $first) { edges { node { title region { name }
          reading { level addressed read } receipt { readAt } allowedCommands evidence { name } } } } }`,
        { first },
      ),
    );
  expect(await list(6)).toHaveLength((await list(1)).length);
});
