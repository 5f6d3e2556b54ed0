import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { carryOn } from "../../schema/import/carry.ts";
import { localId } from "../../schema/node.ts";
import { readDocx } from "../kit/documents.ts";
import { sendForm } from "../kit/multipart.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let server: TestServer;
let city: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  city = await server.client("city-1401");
  const at = new Date("2024-08-15T01:00:00Z");
  const one = (index: number, countyCode: string, name: string) => ({
    name,
    cityCode: countyCode.slice(0, 4),
    countyCode,
    households: index,
    createdAt: at,
    updatedAt: new Date(at.getTime() + index),
    screenedAt: at,
    screeningState: index % 2 ? ("clean" as const) : ("problemsOpen" as const),
  });
  await server.hub.db.complex.createMany({
    data: [
      ...Array.from({ length: 250 }, (_, index) =>
        one(index + 1, "140105", index === 0 ? "=HYPERLINK(1)" : index === 1 ? "＝演示" : `演示苑${index} <&"`),
      ),
      one(1, "140212", "演示大同苑"),
    ],
  });
}, 60_000);
afterAll(() => server?.close());

const get = (client: TestClient, path: string, headers: object = {}, root = "export") =>
  fetch(`${server.url}/${root}/${path}`, { headers: { ...client.headers, ...headers } });
async function sheet(client: TestClient, path: string, root?: string) {
  const response = await get(client, path, {}, root);
  expect(response.status).toBe(200);
  const workbook = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  const [head = [], ...rows] = workbook.sheets[0]?.rows ?? [];
  return { head, rows, headers: response.headers };
}
const column = ({ head, rows }: { head: unknown[]; rows: unknown[][] }, name: string) =>
  rows.map((row) => row[head.indexOf(name)]);

describe("a list as a spreadsheet", () => {
  it("has every row of the list, in its order, beyond the pages of a screen", async () => {
    const all = await sheet(city, "complexes.xlsx?orderBy=UPDATED");
    expect(column(all, "户数")).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
    expect(all.headers.get("content-disposition")).toMatch(/^attachment; filename="complexes-\d{8}-\d{4}\.xlsx"$/);
    expect(column(all, "地区")[0]).toBe("太原市小店区");
    expect(column(all, "排查状态").slice(0, 2)).toEqual(["有未整改问题", "无问题"]);
    expect(column(all, "排查时间")[0]).toEqual(new Date("2024-08-15T09:00:00Z"));
  });

  it("is filtered as the screen is, and runs no formula", async () => {
    const filter = encodeURIComponent(JSON.stringify({ screeningStates: ["CLEAN"], search: null }));
    const clean = await sheet(city, `complexes.xlsx?orderBy=UPDATED&filter=${filter}`);
    expect(clean.rows.length).toBe(125);
    expect(column(clean, "小区").at(-1)).toBe("'=HYPERLINK(1)");
    const search = encodeURIComponent(JSON.stringify({ search: "＝演示" }));
    expect(column(await sheet(city, `complexes.xlsx?filter=${search}`), "小区")).toEqual(["'＝演示"]);
  });

  it("speaks the language that is asked for", async () => {
    const { head } = await sheet(city, "complexes.xlsx?language=en");
    expect(head.slice(0, 3)).toEqual(["Complex", "Region", "Address"]);
  });

  it("has nobody else's rows, and none for the public", async () => {
    const other = await sheet(await server.client("city-1402"), "complexes.xlsx");
    expect(column(other, "小区")).toEqual(["演示大同苑"]);
    expect((await get(await server.client(null), "complexes.xlsx")).status).toBe(401);
    const foreign = await get(city, "complexes.xlsx", { origin: "https://elsewhere.example" });
    expect(foreign.status).toBe(403);
    const key = server.keyClient((await server.apiKey("1402", ["read"])).key);
    expect((await sheet(key, "complexes.xlsx")).rows.length).toBe(1);
    const writing = server.keyClient((await server.apiKey("1402", ["ledger"])).key);
    expect((await get(writing, "complexes.xlsx")).status).toBe(403);
  });

  it("is of every list that the console has a button for, empty ones too", async () => {
    const { exportLists } = await import("../../schema/export/lists.ts");
    for (const list of Object.keys(exportLists)) {
      const { head } = await sheet(await server.client("province"), `${list}.xlsx`);
      expect(head.length).toBe(exportLists[list]?.length);
    }
  });

  it.each([
    ["nothing.xlsx", 404, "not-found"],
    ["__proto__.xlsx", 404, "not-found"],
    ["complexes.xlsx?filter=%7B", 400, "invalid/format"],
    [`complexes.xlsx?filter=${encodeURIComponent('{"unknown":1}')}`, 400, "request/invalid"],
    ["complexes.xlsx?orderBy=WORST", 400, "request/invalid"],
    [
      `complexes.xlsx?filter=${encodeURIComponent(JSON.stringify({ search: "x".repeat(300) }))}`,
      400,
      "invalid/too-long",
    ],
  ])("%s is refused with %i", async (path, status, code) => {
    const response = await get(city, path);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it("is on record: who took which list along, not what was looked for", async () => {
    const events = await server.hub.db.activityEvent.findMany({ where: { kind: "ListExported" } });
    expect(events[0]).toMatchObject({ actorKind: "user", regionCode: "1401", facts: { list: "complexes", rows: 250 } });
    expect(JSON.stringify(events.map(({ facts }) => facts))).not.toContain("演示");
  });
});

describe("a list that comes back", () => {
  const send = (client: TestClient, text: string, name: string) =>
    sendForm<{
      data: { sendLedger: { ledgerImport: { id: string; fileName: string } | null; errors: { code: string }[] } };
    }>(
      server.url,
      `mutation ($input: SendLedgerInput!) { sendLedger(input: $input) { ledgerImport { id fileName } errors { code path } } }`,
      { file: null },
      [["file", new File([text], name)]],
      { ...client.headers, "x-hub-request": "1" },
    );
  const refusedPath = `query ($id: ID!) { ledgerImport(id: $id) { state refused unchanged refusedRows columns { letter meaning } } }`;

  it("has its template, in the language that is asked for", async () => {
    expect((await sheet(city, "template.xlsx", "import")).head.slice(0, 2)).toEqual(["小区", "地区"]);
    expect((await sheet(city, "template.xlsx?language=en", "import")).head.slice(0, 2)).toEqual(["Complex", "Region"]);
    expect((await get(await server.client(null), "template.xlsx", {}, "import")).status).toBe(401);
  });

  it("gives the refused rows with their reasons, to their sender alone, and runs no formula", async () => {
    const exported = await sheet(
      city,
      `complexes.xlsx?filter=${encodeURIComponent(JSON.stringify({ screeningStates: ["CLEAN"] }))}`,
    );
    const name = exported.head.indexOf("小区");
    const known = exported.rows.find((row) => row[name] === "'=HYPERLINK(1)") as unknown[];
    const line = (cells: readonly unknown[]) =>
      cells.map((cell) => (cell instanceof Date ? "" : `"${cell ?? ""}"`)).join(",");
    const text = [
      line(exported.head as unknown[]),
      line(known),
      line(
        known.map((cell, n) =>
          n === name
            ? "@演示"
            : n === exported.head.indexOf("户数")
              ? "几"
              : n === exported.head.length - 1
                ? ""
                : cell,
        ),
      ),
    ].join("\r\n");
    const { data } = await send(city, text, "../../etc/../演示 台账.CSV");
    expect(data.sendLedger).toMatchObject({ errors: [], ledgerImport: { fileName: "演示 台账.csv" } });
    const id = data.sendLedger.ledgerImport?.id ?? "";
    await carryOn(server.hub.ownContext(), localId("LedgerImport", id));
    const { data: found } = await city.ask<{ ledgerImport: { refusedRows: string } }>(refusedPath, { id });
    expect(found?.ledgerImport).toMatchObject({ state: "CHECKED", unchanged: 1, refused: 1 });
    const path = found?.ledgerImport.refusedRows.replace("/import/", "") ?? "";
    const back = await sheet(city, path, "import");
    expect(back.rows.map((row) => [row[name], row.at(-1)])).toEqual([["'@演示", "J3 户数 应为整数。"]]);
    for (const other of ["city-1402", "province", "county-140105"])
      expect((await get(await server.client(other), path, {}, "import")).status).toBe(404);
  });

  it("is refused at the door where it comes from another page, or is of no use", async () => {
    expect(
      (await send({ ...city, headers: { ...city.headers, origin: "https://elsewhere.example" } }, "小区,户数", "a.csv"))
        .status,
    ).toBe(403);
    const { data } = await send(await server.client("province"), "小区,户数", "a.csv");
    expect(data.sendLedger.errors).toEqual([{ code: "forbidden", path: [] }]);
  });
});

describe("a paper", () => {
  const line = { kind: "paragraph", text: "限期整改" };
  const document = {
    issuer: "太原市小店区住房和城乡建设局",
    number: "物整140105〔2024〕1号",
    title: "通知书",
    body: [line],
  };
  const written = { ...document, addressee: "演示物业公司", date: "2024年8月15日", copies: [] };

  it("is served as a document to whoever may see it, and to nobody else", async () => {
    const { id } = await server.hub.db.paper.create({
      data: {
        act: "rectificationOrder",
        number: written.number,
        issuerCode: "140105",
        title: written.title,
        addressee: written.addressee,
        document: written,
        subjectType: "Rectification",
        subjectId: "018f0000-0000-7000-8000-000000000000",
        matter: "演示苑",
        cityCode: "1401",
        countyCode: "140105",
        datedOn: new Date("2024-08-15"),
        issuedAt: new Date("2024-08-15T01:00:00Z"),
      },
    });
    const response = await get(city, `${id}.docx`, {}, "papers");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]);
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(
        `^attachment; filename="_140105_2024_1_-\\d{8}-\\d{4}\\.docx"; filename\\*=UTF-8''${encodeURIComponent(written.number)}-`,
      ),
    );
    const { lines } = readDocx(new Uint8Array(await response.arrayBuffer()));
    expect(lines).toEqual(expect.arrayContaining([written.number, "演示物业公司：", "限期整改", "送达回证"]));
    const refused = async (client: TestClient, path: string) => (await get(client, path, {}, "papers")).status;
    expect(await refused(await server.client("city-1402"), `${id}.docx`)).toBe(404);
    expect(await refused(await server.client(null), `${id}.docx`)).toBe(401);
    expect([await refused(city, `${id}.xlsx`), await refused(city, "nothing.docx")]).toEqual([404, 404]);
  });
});
