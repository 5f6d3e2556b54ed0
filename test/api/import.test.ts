import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { upsertCompanies } from "../../schema/company/commands.ts";
import { registerComplex } from "../../schema/complex/commands.ts";
import { carryOn } from "../../schema/import/carry.ts";
import { instructImport, sendLedger } from "../../schema/import/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { companyRow, uscc } from "../kit/ledger.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
});
afterAll(() => hub?.drop());

type Cells = readonly (string | number | boolean | Date | null)[];
const heads = ["小区", "地区", "户数", "责任人"];

async function sheetOf(rows: readonly Cells[], headings: Cells = heads): Promise<File> {
  const bytes = await writeXlsx({ sheets: [{ name: "台账", rows: [headings, ...rows] as never }] });
  return new File([bytes as never], "台账.xlsx");
}
const csvOf = (text: string) => new File([text], "台账.csv");

async function send(viewer: Viewer, file: File): Promise<string> {
  const { id } = await sendLedger(hub.as(viewer), file);
  await carryOn(hub.as(hub.hub), id);
  return id;
}
async function apply(viewer: Viewer, id: string) {
  await instructImport(hub.as(viewer), id, { type: "apply" });
  await carryOn(hub.as(hub.hub), id);
}
const standing = async (id: string) => {
  const row = await hub.prisma.ledgerImport.findUniqueOrThrow({ where: { id } });
  const { state, total, done, created, updated, unchanged, refused } = row;
  return { state, total, done, created, updated, unchanged, refused };
};
const counted = (state: string, counts: object) => ({
  state,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  ...counts,
});
/** `D17 code` of every refused row. */
const refusals = async (viewer: Viewer, id: string) => {
  const document = `query ($id: ID!) { ledgerImportRows(filter: { importId: $id, outcomes: [REFUSED] }) {
    edges { node { row outcome errors { cell code value column message } } } } }`;
  type Found = {
    ledgerImportRows: { edges: { node: { errors: { cell: string; code: string; value: string | null }[] } }[] };
  };
  const { ledgerImportRows } = await hub.ask<Found>(viewer, document, { id: btoa(`LedgerImport:${id}`) });
  return ledgerImportRows.edges.flatMap(({ node }) => node.errors.map(({ cell, code }) => `${cell} ${code}`));
};
const ledger = () => hub.prisma.complex.findMany({ orderBy: { name: "asc" }, include: { company: true } });

describe("a county's list", () => {
  it("is rehearsed, written, and changes nothing the second time", async () => {
    const events = await hub.prisma.activityEvent.count();
    const file = () =>
      sheetOf([
        ["演示一苑", "太原市小店区", "１２０", "演示员"],
        ["演示二苑", "140105", "很多", null],
        [null, null, null, null],
        ["演示三苑", "大同市平城区", 80, null],
        ["演示四苑", null, 300, null],
        ["演示一苑", "小店区", 5, null],
      ]);
    const id = await send(county, await file());
    expect(await standing(id)).toMatchObject(counted("checked", { total: 5, done: 5, created: 2, refused: 3 }));
    expect([await ledger(), await hub.prisma.activityEvent.count()]).toEqual([[], events]);
    expect(await refusals(county, id)).toEqual(["C3 import/not-whole", "B5 region/outside", "7 import/row-repeated"]);

    await apply(county, id);
    expect(await standing(id)).toMatchObject(counted("applied", { created: 2, refused: 3 }));
    expect(await ledger()).toMatchObject([
      { name: "演示一苑", countyCode: "140105", households: 120, responsiblePerson: "演示员", version: 1 },
      { name: "演示四苑", countyCode: "140105", households: 300, responsiblePerson: null },
    ]);
    const told = await hub.prisma.activityEvent.findMany({ orderBy: { id: "asc" } });
    expect(told.map(({ kind }) => kind)).toEqual(["ComplexRegistered", "ComplexRegistered", "LedgerImported"]);
    expect(told.at(-1)).toMatchObject({ actorId: county.id, regionCode: "140105", facts: { created: 2, refused: 3 } });

    const again = await send(county, await file());
    await apply(county, again);
    expect(await standing(again)).toMatchObject(counted("applied", { unchanged: 2, refused: 3 }));
    expect((await ledger()).map(({ version }) => version)).toEqual([1, 1]);
  });

  it("puts right what is there: by name, and by id under another name; an empty cell says nothing", async () => {
    const { id } = await registerComplex(hub.as(county), {
      name: "演示旧名",
      county: "140105",
      households: 10,
      address: "演示路",
    });
    const file = await sheetOf(
      [
        ["演示新名", 11, "清空", btoa(`Complex:${id}`)],
        ["演示四苑", null, "演示街", null],
      ],
      ["小区名称*", "户数（必填）", "地址", "小区标识"],
    );
    const sent = await send(county, file);
    const document = `query ($id: ID!) { ledgerImportRows(filter: { importId: $id }) { edges { node { name outcome changed } } } }`;
    expect(await hub.ask(county, document, { id: btoa(`LedgerImport:${sent}`) })).toMatchObject({
      ledgerImportRows: {
        edges: [
          { node: { name: "演示新名", outcome: "UPDATED", changed: ["小区", "地址", "户数"] } },
          { node: { name: "演示四苑", outcome: "UPDATED", changed: ["地址"] } },
        ],
      },
    });
    await apply(county, sent);
    expect(await hub.prisma.complex.findUnique({ where: { id } })).toMatchObject({
      name: "演示新名",
      households: 11,
      address: null,
    });
    expect((await ledger()).find(({ name }) => name === "演示四苑")).toMatchObject({
      households: 300,
      address: "演示街",
    });
  });
});

describe("companies and contracts", () => {
  const headings = ["小区", "地区", "户数", "物业企业", "统一社会信用代码", "合同种类", "合同起始日期"];
  const row = (name: string, n: number) => [
    name,
    "小店区",
    50,
    `演示物业${n}公司`,
    uscc(n),
    "业主大会选聘",
    new Date("2024-01-01T00:00:00Z"),
  ];

  it("are a city's to record; each row is taken as a whole", async () => {
    const file = () =>
      sheetOf(
        [
          row("演示合同苑", 1),
          [...row("演示错码苑", 2).slice(0, 4), `${uscc(2).slice(0, 17)}?`, null, null],
          [...row("演示无合同苑", 3).slice(0, 5), null, null],
        ],
        headings,
      );
    const id = await send(city, await file());
    expect(await refusals(city, id)).toEqual(["E3 company/uscc-character", "E4 import/company-by-contract"]);
    await apply(city, id);
    const served = (await ledger()).filter(({ name }) => name.includes("合同苑"));
    expect(served.map(({ name, company }) => [name, company?.uscc])).toEqual([["演示合同苑", uscc(1)]]);
    expect(await hub.prisma.company.count({ where: { uscc: uscc(3) } })).toBe(0);
    const again = await send(city, await file());
    await apply(city, again);
    expect(await standing(again)).toMatchObject(counted("applied", { unchanged: 1, refused: 2 }));
  });

  it("a county may say what is held of them, no more, and learns nothing of another city's", async () => {
    await upsertCompanies(hub.as(await hub.client("1402")), [companyRow(7)]);
    const file = await sheetOf(
      [row("演示合同苑", 1), row("演示另苑", 7), row("演示新苑", 8), row("演示又一苑", 1)],
      headings,
    );
    const id = await send(county, file);
    expect(await refusals(county, id)).toEqual([
      "E3 contract/company-unknown",
      "E4 contract/company-unknown",
      "G5 forbidden",
    ]);
    expect(await standing(id)).toMatchObject(counted("checked", { unchanged: 1, refused: 3 }));
  });
});

describe("whoever sends it", () => {
  const many = (mark: string, count: number) =>
    sheetOf(Array.from({ length: count }, (_, n) => [`演示${mark}${n}`, null, n + 1, null]));

  it("writes no row twice, wherever the process ends and however many carry on", async () => {
    const id = await send(county, await many("断", 12));
    await instructImport(hub.as(county), id, { type: "apply" });
    const before = await hub.prisma.activityEvent.count();
    const stop = new AbortController();
    await carryOn({ ...hub.as(hub.hub), wake: () => stop.abort() }, id, { signal: stop.signal, batch: 5 });
    expect(await standing(id)).toMatchObject({ state: "applying", done: 5 });
    await Promise.all([1, 2].map(() => carryOn(hub.as(hub.hub), id, { batch: 5 })));
    expect(await standing(id)).toMatchObject(counted("applied", { done: 12, created: 12 }));
    expect(await hub.prisma.complex.count({ where: { name: { startsWith: "演示断" } } })).toBe(12);
    expect((await hub.prisma.activityEvent.count()) - before).toBe(13);
  });

  it("and a colleague with the same list at once enter each complex once", async () => {
    const ids = await Promise.all(
      [county, city].map(async (who) => send(who, await sheetOf([["演示同苑", "小店区", 5, null]]))),
    );
    await Promise.all(ids.map((id, index) => apply([county, city][index] as Viewer, id)));
    expect(await hub.prisma.complex.count({ where: { name: "演示同苑" } })).toBe(1);
    expect((await Promise.all(ids.map(standing))).map(({ created, unchanged }) => created + unchanged)).toEqual([1, 1]);
  });

  it("alone sees it, cancels between batches, and is asked again what he may", async () => {
    const id = await send(county, await many("停", 6));
    for (const who of [city, await hub.person("county", "140105"), await hub.person("office", "14")]) {
      await expect(instructImport(hub.as(who), id, { type: "apply" })).rejects.toMatchObject({ code: "not-found" });
      expect(
        await hub.ask(who, `query ($id: ID!) { node(id: $id) { id } }`, { id: btoa(`LedgerImport:${id}`) }),
      ).toEqual({ node: null });
    }
    await instructImport(hub.as(county), id, { type: "apply" });
    const stop = new AbortController();
    await carryOn({ ...hub.as(hub.hub), wake: () => stop.abort() }, id, { signal: stop.signal, batch: 5 });
    await instructImport(hub.as(county), id, { type: "cancel" });
    await carryOn(hub.as(hub.hub), id);
    expect(await standing(id)).toMatchObject({ state: "cancelled", done: 5 });
    expect(await hub.prisma.complex.count({ where: { name: { startsWith: "演示停" } } })).toBe(5);

    const leaver = await hub.person("county", "140105");
    const left = await send(leaver, await many("离", 3));
    await instructImport(hub.as(leaver), left, { type: "apply" });
    await hub.prisma.user.update({ where: { id: leaver.id ?? "" }, data: { disabledAt: new Date() } });
    await carryOn(hub.as(hub.hub), left);
    expect(await standing(left)).toMatchObject({ state: "stopped", done: 0 });
    expect(await hub.prisma.complex.count({ where: { name: { startsWith: "演示离" } } })).toBe(0);
  });

  it.each([
    ["nothing to read", csvOf("\u0000\u0001"), "import/unreadable"],
    ["no headings", csvOf("甲,乙\n1,2\n"), "import/headings-missing"],
    ["no rows", csvOf("小区,户数\n,\n"), "import/no-rows"],
    ["the old format", new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], "a.xls"), "import/old-format"],
    ["a broken workbook", new File(["PK\u0003\u0004 and nothing more"], "a.xlsx"), "import/unreadable"],
    ["too many bytes", new File([new Uint8Array(10 * 1024 * 1024 + 1)], "a.csv"), "import/too-large"],
  ])("is told of %s, and nothing is kept", async (_, file, code) => {
    const sender = await hub.person("county", "140105");
    await expect(sendLedger(hub.as(sender), file)).rejects.toMatchObject({ code });
    expect(await hub.prisma.ledgerImport.count({ where: { authorId: sender.id ?? "" } })).toBe(0);
  });

  it("is somebody who may, and has five under way at most", async () => {
    for (const role of ["subdistrict", "leader", "administrator"] as const)
      await expect(sendLedger(hub.as(await hub.person(role, "14")), csvOf("小区,户数\n演示,1"))).rejects.toMatchObject({
        code: "forbidden",
      });
    const sender = await hub.person("county", "140105");
    for (let n = 0; n < 5; n++) await sendLedger(hub.as(sender), csvOf("小区,户数\n演示,1"));
    await expect(sendLedger(hub.as(sender), csvOf("小区,户数\n演示,1"))).rejects.toMatchObject({
      code: "import/too-many-open",
    });
  });
});
