import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { instructCompany, registerCompany, upsertCompanies } from "../../schema/company/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { companyRow, monday, said, tuesday, uscc } from "../kit/ledger.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let taiyuan: Viewer;
let datong: Viewer;
let office: Viewer;
let next = 0;
/** A number that no other test uses. */
let n: number;

beforeAll(async () => {
  hub = await createTestHub();
  taiyuan = await hub.client("1401");
  datong = await hub.client("1402");
  office = await hub.person("office", "14");
});
afterAll(() => hub?.drop());
beforeEach(() => {
  n = next += 10;
});

const upsert = (viewer: Viewer, ...rows: Parameters<typeof upsertCompanies>[1][number][]) =>
  upsertCompanies(hub.as(viewer), rows);
const lastEvent = async () => (await hub.prisma.activityEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n;
const eventsAfter = async (id: bigint) =>
  hub.prisma.activityEvent.findMany({ where: { id: { gt: id } }, orderBy: { id: "asc" } });
const held = (number: number) =>
  hub.prisma.company.findUniqueOrThrow({
    where: { uscc: uscc(number) },
    include: { presences: true, sources: { orderBy: { cityCode: "asc" } } },
  });

describe("a city's system", () => {
  it("says the same twice and changes nothing the second time", async () => {
    const rows = [companyRow(n, { phone: "0351-1234567" }), companyRow(n + 1)];
    expect(said(await upsert(taiyuan, ...rows))).toEqual(["created", "created"]);
    const before = await lastEvent();
    expect(said(await upsert(taiyuan, ...rows))).toEqual(["unchanged", "unchanged"]);
    expect(await eventsAfter(before)).toEqual([]);
    expect(await held(n)).toMatchObject({ version: 1, phone: "0351-1234567", presences: [{ regionCode: "1401" }] });
  });

  it("says the same twice at once", async () => {
    const row = companyRow(n);
    const outcomes = await Promise.all([upsert(taiyuan, row), upsert(taiyuan, row), upsert(taiyuan, row)]);
    expect(outcomes.flatMap(said).sort()).toEqual(["created", "unchanged", "unchanged"]);
    expect((await held(n)).version).toBe(1);
  });

  it("is not listened to when its word is older than what is held", async () => {
    await upsert(taiyuan, companyRow(n, { sourceUpdatedAt: tuesday }));
    const older = companyRow(n, { sourceUpdatedAt: monday, name: "演示旧名" });
    expect(said(await upsert(taiyuan, older))).toEqual(["ignoredOlder"]);
    expect(await held(n)).toMatchObject({ version: 1, name: companyRow(n).name });
  });

  it("changes what it said: what it leaves out stays, null clears", async () => {
    await upsert(taiyuan, companyRow(n, { phone: "1", legalRepresentative: "演示甲" }));
    const before = await lastEvent();
    const changed = { ...companyRow(n), sourceUpdatedAt: tuesday, name: "演示新名", phone: null };
    expect(said(await upsert(taiyuan, changed))).toEqual(["updated"]);
    expect(await held(n)).toMatchObject({ version: 2, name: "演示新名", phone: null, legalRepresentative: "演示甲" });
    expect(await eventsAfter(before)).toMatchObject([
      { kind: "CompanyChanged", regionCode: "1401", subjectVersion: 2, facts: { changed: ["name", "phone"] } },
    ]);
  });

  it("is told row by row what is wrong, and the others go in", async () => {
    await upsert(taiyuan, companyRow(n));
    const before = await lastEvent();
    const outcomes = await upsert(
      taiyuan,
      companyRow(n + 1, { uscc: `${uscc(n + 1).slice(0, 17)}${uscc(n + 1).endsWith("X") ? "Y" : "X"}` }),
      companyRow(n + 2),
      companyRow(n + 2, { name: "again" }),
      companyRow(n, { uscc: uscc(n + 3) }),
      companyRow(n + 4, { uscc: uscc(n) }),
      companyRow(n + 5, { uscc: "91140100MA" }),
    );
    expect(said(outcomes)).toEqual([
      "company/uscc-check-digit",
      "created",
      "source/external-id-repeated",
      "company/uscc-changed",
      "source/external-id-bound",
      "company/uscc-length",
    ]);
    expect(await eventsAfter(before)).toMatchObject([{ kind: "CompanyRegistered" }]);
  });

  it("may not write without the scope, and staff may not write in bulk", async () => {
    const reader = await hub.client("1401", ["read"]);
    await expect(upsert(reader, companyRow(n))).rejects.toMatchObject({ code: "forbidden" });
    const staff = await hub.person("city", "1401");
    await expect(upsert(staff, companyRow(n))).rejects.toMatchObject({ code: "source/client-only" });
    expect(await hub.prisma.company.count({ where: { uscc: uscc(n) } })).toBe(0);
  });
});

describe("several cities and one company", () => {
  it("keeps each city's word; the first holds until the province chooses", async () => {
    await upsert(taiyuan, companyRow(n, { name: "演示太原说法", phone: "0351" }));
    expect(said(await upsert(datong, companyRow(n, { name: "演示大同说法" })))).toEqual(["created"]);
    const company = await held(n);
    // A word that does not hold shows nowhere in what other cities see, not even as a version.
    expect(company).toMatchObject({ name: "演示太原说法", version: 1 });
    expect(company.sources).toMatchObject([
      { cityCode: "1401", holds: true },
      { cityCode: "1402", name: "演示大同说法", holds: false },
    ]);
    const choose = (region: string, version?: number) =>
      instructCompany(hub.as(office), company.id, { type: "chooseSource", region }, version);
    await expect(choose("1403")).rejects.toMatchObject({ code: "company/source-unknown" });
    await expect(choose("1401")).rejects.toMatchObject({ code: "company/source-holds" });
    await expect(choose("1402", 0)).rejects.toMatchObject({ code: "conflict/stale" });
    const before = await lastEvent();
    await choose("1402", 1);
    expect(await held(n)).toMatchObject({ name: "演示大同说法", phone: null, version: 2 });
    expect(await eventsAfter(before)).toMatchObject([
      { kind: "CompanySourceChosen", regionCode: "14", audienceRegions: [] },
      { kind: "CompanyChanged", regionCode: "14", audienceRegions: ["1401", "1402"], facts: {} },
    ]);
  });

  it("tells another city that what holds has changed, not who said it", async () => {
    await upsert(taiyuan, companyRow(n));
    await upsert(datong, companyRow(n));
    const before = await lastEvent();
    await upsert(taiyuan, companyRow(n, { sourceUpdatedAt: tuesday, name: "演示改名" }));
    expect(await eventsAfter(before)).toMatchObject([
      { regionCode: "1401", actorId: taiyuan.id, audienceRegions: [] },
      { regionCode: "14", actorKind: "hub", actorId: null, audienceRegions: ["1402"] },
    ]);
  });

  it("lets both register the same new company at once", async () => {
    const rows = (city: string) => Array.from({ length: 8 }, (_, i) => companyRow(n + i, { name: `演示${city}` }));
    const [a, b] = await Promise.all([upsert(taiyuan, ...rows("甲")), upsert(datong, ...rows("乙").reverse())]);
    expect([...said(a), ...said(b)]).toEqual(Array(16).fill("created"));
    for (let i = 0; i < 8; i++) expect((await held(n + i)).sources.filter(({ holds }) => holds)).toHaveLength(1);
  });

  it("lets staff say what their city knows, and the province what it knows", async () => {
    const staff = await hub.person("city", "1402");
    await upsert(taiyuan, companyRow(n));
    await registerCompany(hub.as(staff), { uscc: ` ${uscc(n).toLowerCase()} `, name: "演示员工录入" });
    await registerCompany(hub.as(office), { uscc: uscc(n), name: "演示省录入" });
    const { sources, presences } = await held(n);
    expect(sources.map(({ cityCode }) => cityCode)).toEqual(["14", "1401", "1402"]);
    expect(presences.map(({ regionCode }) => regionCode).sort()).toEqual(["1401", "1402"]);
    const county = await hub.person("county", "140105");
    const refused = registerCompany(hub.as(county), { uscc: uscc(n), name: "x" });
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("over GraphQL", () => {
  const fields = `uscc name presences { code } sources { region { code } name } externalId`;

  it("shows a city its companies and its own part of them, the province all", async () => {
    await upsert(taiyuan, companyRow(n, { name: "演示共有企业" }));
    await upsert(datong, companyRow(n, { name: "演示共有企业大同" }), companyRow(n + 1));
    const document = `query ($uscc: String!) { company(uscc: $uscc) { ${fields} } }`;
    const ask = async (viewer: Viewer, number: number) =>
      (await hub.ask<{ company: object | null }>(viewer, document, { uscc: uscc(number) })).company;
    expect(await ask(taiyuan, n)).toEqual({
      uscc: uscc(n),
      name: "演示共有企业",
      presences: [{ code: "1401" }],
      sources: [{ region: { code: "1401" }, name: "演示共有企业" }],
      externalId: `company-${n}`,
    });
    expect(await ask(office, n)).toMatchObject({
      presences: [{ code: "1401" }, { code: "1402" }],
      sources: [{ region: { code: "1401" } }, { region: { code: "1402" } }],
      externalId: null,
    });
    expect(await ask(taiyuan, n + 1)).toBeNull();
  });

  it("tells a city neither in lists nor by filters where else a company works", async () => {
    const mark = `演示独名${n}`;
    await upsert(taiyuan, companyRow(n, { name: mark }));
    await upsert(datong, companyRow(n, { name: mark }), companyRow(n + 1, { name: mark }));
    const document = `query ($filter: CompanyFilter) { companies(filter: $filter) { totalCount edges { node { uscc } } } }`;
    const count = async (viewer: Viewer, filter: object) =>
      (await hub.ask<{ companies: { totalCount: number } }>(viewer, document, { filter: { search: mark, ...filter } }))
        .companies.totalCount;
    expect(await count(office, {})).toBe(2);
    expect(await count(taiyuan, {})).toBe(1);
    expect(await count(taiyuan, { region: "14" })).toBe(1);
    expect(await count(taiyuan, { region: "1402" })).toBe(0);
    expect(await count(taiyuan, { uscc: uscc(n + 1) })).toBe(0);
    expect(await count(office, { region: "1402" })).toBe(2);
    expect(await count(hub.public, {})).toBe(0);
  });

  it("answers 100 rows with their subjects in a handful of statements", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({
      ...companyRow(50_000 + i),
      sourceUpdatedAt: monday.toISOString(),
    }));
    const document = `mutation ($input: UpsertCompaniesInput!) { upsertCompanies(input: $input) {
      errors { code } result { rows { status externalId company { name externalId presences { code } } errors { path } } } } }`;
    const statements = await statementsDuring(hub.pool, async () => {
      const data = await hub.ask<Upserted>(taiyuan, document, { input: { rows } });
      expect(data.upsertCompanies.result.rows[99]).toEqual({
        status: "CREATED",
        externalId: "company-50099",
        company: { name: "演示物业50099公司", externalId: "company-50099", presences: [{ code: "1401" }] },
        errors: [],
      });
    });
    expect(statements.length).toBeLessThan(25);
  });

  it("tells what is wrong with a row at its path, and refuses too many rows as a whole", async () => {
    const document = `mutation ($input: UpsertCompaniesInput!) { upsertCompanies(input: $input) {
      errors { code path } result { rows { status errors { code path message } } } } }`;
    const rows = [companyRow(n, { name: "长".repeat(201) }), companyRow(n + 1, { uscc: "1" }), companyRow(n + 2)];
    const sent = rows.map((row) => ({ ...row, sourceUpdatedAt: monday.toISOString() }));
    const { upsertCompanies: answer } = await hub.ask<Upserted>(taiyuan, document, { input: { rows: sent } });
    expect(answer.result.rows).toMatchObject([
      { status: "REFUSED", errors: [{ code: "invalid/too-long", path: ["rows", "0", "name"] }] },
      { status: "REFUSED", errors: [{ code: "company/uscc-length", path: ["rows", "1", "uscc"] }] },
      { status: "CREATED", errors: [] },
    ]);
    const many = Array.from({ length: 1001 }, () => sent[2]);
    const refused = await hub.ask<Upserted>(taiyuan, document, { input: { rows: many } });
    expect(refused.upsertCompanies).toEqual({
      result: null,
      errors: [{ code: "invalid/too-many", path: ["rows"] }],
    });
  });

  it("counts a relation of which nothing else is asked", async () => {
    await upsert(taiyuan, companyRow(n));
    const document = `query ($uscc: String!) { company(uscc: $uscc) { complexes { totalCount } contracts { totalCount } } }`;
    expect(await hub.ask(taiyuan, document, { uscc: uscc(n) })).toEqual({
      company: { complexes: { totalCount: 0 }, contracts: { totalCount: 0 } },
    });
  });
});

interface Upserted {
  upsertCompanies: { errors: unknown[]; result: { rows: object[] } };
}
