import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { upsertCompanies } from "../../schema/company/commands.ts";
import { type ComplexRow, instructComplex, registerComplex, upsertComplexes } from "../../schema/complex/commands.ts";
import { upsertServiceContracts } from "../../schema/contract/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { companyRow, complexRow, contractRow, said, tuesday } from "../kit/ledger.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let taiyuan: Viewer;
let datong: Viewer;
let county: Viewer;
let next = 0;
let n: number;

beforeAll(async () => {
  hub = await createTestHub();
  taiyuan = await hub.client("1401");
  datong = await hub.client("1402");
  county = await hub.person("county", "140105");
});
afterAll(() => hub?.drop());
beforeEach(() => {
  n = next += 10;
});

const upsert = (viewer: Viewer, ...rows: ComplexRow[]) => upsertComplexes(hub.as(viewer), rows);
const held = (id: string | null | undefined) => hub.prisma.complex.findUniqueOrThrow({ where: { id: id ?? "" } });
const globalId = (id: string | null | undefined) => Buffer.from(`Complex:${id}`).toString("base64");
const figure = async (regionCode: string) =>
  (
    await hub.prisma.figureTotal.findUnique({
      where: { regionCode_figure: { regionCode, figure: "complex.inLedger" } },
    })
  )?.value ?? 0n;

describe("a city's system", () => {
  it("says the same twice and changes nothing the second time", async () => {
    const rows = [complexRow(n), complexRow(n + 1, { areaHundredths: 4_000_000n, subdistrict: "140105001" })];
    const first = await upsert(taiyuan, ...rows);
    expect(said(first)).toEqual(["created", "created"]);
    expect(said(await upsert(taiyuan, ...rows))).toEqual(["unchanged", "unchanged"]);
    expect(await held(first[1]?.id)).toMatchObject({
      version: 1,
      cityCode: "1401",
      subdistrictCode: "140105001",
      areaHundredths: 4_000_000n,
      screeningState: "notScreened",
    });
  });

  it("writes only its own city's part, whatever it names", async () => {
    const [theirs] = await upsert(datong, complexRow(n, { county: "140212" }));
    const outcomes = await upsert(
      taiyuan,
      complexRow(n, { county: "140212" }),
      complexRow(n + 1, { county: "149999" }),
      complexRow(n + 2, { subdistrict: "140106001" }),
      complexRow(n + 3, { subdistrict: "140105999" }),
      complexRow(n + 4, { id: theirs?.id }),
      complexRow(n + 5, { id: "00000000-0000-7000-8000-000000000000" }),
      complexRow(n + 6, { households: 0 }),
    );
    expect(said(outcomes)).toEqual([
      "region/outside",
      "region/unknown",
      "region/subdistrict-elsewhere",
      "region/unknown",
      // Another city's complex and none at all are answered alike.
      "not-found",
      "not-found",
      "invalid/out-of-range",
    ]);
    expect(outcomes[4]?.errors).toEqual(outcomes[5]?.errors);
    expect(await held(theirs?.id)).toMatchObject({ version: 1 });
    // The same name is another client's own: here it means a complex of Taiyuan's.
    const [ours] = await upsert(taiyuan, complexRow(n));
    expect(ours?.status).toBe("created");
    expect(ours?.id).not.toBe(theirs?.id);
  });

  it("binds its name to a complex that the county entered", async () => {
    const { id } = await registerComplex(hub.as(county), complexRow(n));
    expect(said(await upsert(taiyuan, complexRow(n, { id, households: 500 })))).toEqual(["updated"]);
    expect(await held(id)).toMatchObject({ version: 2, households: 500 });
    expect(said(await upsert(taiyuan, complexRow(n + 1, { id })))).toEqual(["source/external-id-bound"]);
    const [other] = await upsert(taiyuan, complexRow(n + 2));
    const later = { sourceUpdatedAt: tuesday };
    expect(said(await upsert(taiyuan, complexRow(n, { ...later, id: other?.id })))).toEqual([
      "complex/bound-elsewhere",
    ]);
  });

  it("can put right where a complex lies until it has cases, and the figures follow", async () => {
    await upsertCompanies(hub.as(taiyuan), [companyRow(n)]);
    const [created] = await upsert(taiyuan, complexRow(n, { subdistrict: "140105001" }));
    await upsertServiceContracts(hub.as(taiyuan), [contractRow(n)]);
    const before = [await figure("140105"), await figure("140106"), await figure("1401")];
    const moved = complexRow(n, { sourceUpdatedAt: tuesday, county: "140106" });
    expect(said(await upsert(taiyuan, moved))).toEqual(["updated"]);
    expect(await held(created?.id)).toMatchObject({ countyCode: "140106", subdistrictCode: null });
    const contract = await hub.prisma.serviceContract.findFirst({ where: { complexId: created?.id ?? "" } });
    expect(contract).toMatchObject({ countyCode: "140106", subdistrictCode: null });
    const present = await hub.prisma.companyPresence.findMany({ where: { companyId: contract?.companyId } });
    expect(present.map(({ regionCode }) => regionCode).sort()).toEqual(["1401", "140105", "140106"]);
    const [from, to, city] = before as [bigint, bigint, bigint];
    expect([await figure("140105"), await figure("140106"), await figure("1401")]).toEqual([from - 1n, to + 1n, city]);

    await hub.prisma.inspection.create({
      data: {
        kind: "screening",
        complexId: created?.id ?? "",
        cityCode: "1401",
        countyCode: "140106",
        carriedOutAt: tuesday,
        result: "clean",
      },
    });
    const back = complexRow(n, { sourceUpdatedAt: new Date("2024-08-14T00:00:00Z") });
    expect(said(await upsert(taiyuan, back))).toEqual(["complex/county-has-cases"]);
  });
});

describe("the county", () => {
  it("enters, changes and names who answers, each with its version", async () => {
    const { id } = await registerComplex(hub.as(county), complexRow(n, { address: "演示路 1 号" }));
    const change = (version: number, over: object = {}) =>
      instructComplex(hub.as(county), id, { type: "change", input: complexRow(n, over) }, version);
    await change(1, { households: 410, address: null });
    await expect(change(1)).rejects.toMatchObject({ code: "conflict/stale", facts: { currentVersion: 2 } });
    await expect(change(2, { county: "140106" })).rejects.toMatchObject({ code: "region/outside", field: ["county"] });
    const assign = { type: "assignResponsible", responsiblePerson: " 演示网格员 " } as const;
    await instructComplex(hub.as(county), id, assign, 2);
    expect(await held(id)).toMatchObject({
      version: 3,
      households: 410,
      address: null,
      responsiblePerson: "演示网格员",
    });
    const neighbour = await hub.person("county", "140106");
    await expect(instructComplex(hub.as(neighbour), id, assign)).rejects.toMatchObject({ code: "not-found" });
    const leader = await hub.person("leader", "14");
    await expect(instructComplex(hub.as(leader), id, assign)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("over GraphQL", () => {
  it("a page with region, city, company and own names takes few statements however many rows", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => complexRow(7000 + i, { name: `演示分页${i}` }));
    await upsertCompanies(hub.as(taiyuan), [companyRow(7000)]);
    await upsert(taiyuan, ...rows);
    await upsertServiceContracts(
      hub.as(taiyuan),
      rows.map((_, i) => contractRow(7000 + i, { uscc: companyRow(7000).uscc })),
    );
    const document = `query ($first: Int, $after: String) { complexes(filter: { search: "演示分页" }, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { name region { path } city { name } company { name } } } } }`;
    const page = async (first: number, after?: string | null) => {
      let data: Page | undefined;
      const statements = await statementsDuring(hub.pool, async () => {
        data = await hub.ask<Page>(taiyuan, document, { first, after });
      });
      return { statements: statements.length, ...(data as Page).complexes };
    };
    const whole = await page(60);
    const half = await page(30);
    const rest = await page(30, half.pageInfo.endCursor);
    expect(whole).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: false } });
    expect([...half.edges, ...rest.edges]).toEqual(whole.edges);
    expect(whole.edges[0]?.node).toMatchObject({ city: { name: "太原市" }, company: { name: "演示物业7000公司" } });
    expect([whole.statements, half.statements]).toEqual([3, 3]);
    expect(
      (
        await statementsDuring(hub.pool, () =>
          hub.ask(taiyuan, `{ complexes { edges { node { externalId company { name } } } } }`),
        )
      ).length,
    ).toBe(2);
  });

  it("shows nobody the complexes of another region, by id, name, list, count or company", async () => {
    await upsertCompanies(hub.as(datong), [companyRow(n)]);
    await upsertCompanies(hub.as(taiyuan), [companyRow(n)]);
    const [theirs] = await upsert(datong, complexRow(n, { county: "140212" }));
    await upsertServiceContracts(hub.as(datong), [contractRow(n)]);
    const document = `query ($id: ID!, $uscc: String!, $externalId: String!) {
      node(id: $id) { id }
      complex(id: $id) { id }
      byName: complex(externalId: $externalId) { id }
      complexes(filter: { region: "1402" }) { totalCount edges { node { id } } }
      serviceContracts(filter: { region: "1402" }) { totalCount }
      company(uscc: $uscc) { presences { code } complexes { totalCount edges { node { id } } } contracts { totalCount } }
    }`;
    const variables = { id: globalId(theirs?.id), uscc: companyRow(n).uscc, externalId: `complex-${n}` };
    const nothing = {
      node: null,
      complex: null,
      byName: null,
      complexes: { totalCount: 0, edges: [] },
      serviceContracts: { totalCount: 0 },
      company: { presences: [{ code: "1401" }], complexes: { totalCount: 0, edges: [] }, contracts: { totalCount: 0 } },
    };
    expect(await hub.ask(taiyuan, document, variables)).toEqual(nothing);
    expect(await hub.ask(hub.public, document, variables)).toEqual({ ...nothing, company: null });
    const own = await hub.ask(datong, document, variables);
    expect(own).toMatchObject({ byName: { id: variables.id }, company: { complexes: { totalCount: 1 } } });
  });

  it("filters by state, company, guided price and what is overdue", async () => {
    const mark = `演示筛选${n}`;
    const outcomes = await upsert(
      taiyuan,
      complexRow(n, { name: `${mark}甲`, guidedPrice: true }),
      complexRow(n + 1, { name: `${mark}乙`, county: "140106" }),
      complexRow(n + 2, { name: `${mark}_丙` }),
    );
    await hub.prisma.complex.update({
      where: { id: outcomes[2]?.id ?? "" },
      data: { screeningState: "clean", screenedAt: tuesday },
    });
    const names = async (filter: object) => {
      const document = `query ($filter: ComplexFilter) { complexes(filter: $filter) { edges { node { name } } } }`;
      const data = await hub.ask<Page>(taiyuan, document, { filter: { search: mark, ...filter } });
      return data.complexes.edges.map(({ node }) => node.name.slice(mark.length));
    };
    expect((await names({})).sort()).toEqual(["_丙", "乙", "甲"].sort());
    expect(await names({ guidedPrice: true })).toEqual(["甲"]);
    expect(await names({ region: "140106" })).toEqual(["乙"]);
    expect(await names({ screeningStates: ["CLEAN"] })).toEqual(["_丙"]);
    expect(await names({ search: `${mark}_` })).toEqual(["_丙"]);
    expect(await names({ hasOverdue: true })).toEqual([]);
    expect(await names({ hasOverdue: false })).toHaveLength(3);
  });

  it("finds names for the public, in one county only, the best first", async () => {
    await upsert(
      taiyuan,
      ...["演示阳光花园", "演示阳光花园二期", "演示新阳光花园", "演示月亮湾"].map((name, i) =>
        complexRow(n + i, { name, county: "140107" }),
      ),
      complexRow(n + 5, { name: "演示阳光花园", county: "140108" }),
    );
    const search = async (county: string, text: string) => {
      const document = `query ($county: String!, $text: String!) { searchComplexNames(county: $county, text: $text) { id name } }`;
      const data = await hub.ask<{ searchComplexNames: { id: string; name: string }[] }>(hub.public, document, {
        county,
        text,
      });
      return data.searchComplexNames.map(({ name }) => name);
    };
    expect(await search("140107", "演示阳光")).toEqual(["演示阳光花园", "演示阳光花园二期"]);
    expect(await search("140107", "阳光花园")).toEqual(["演示阳光花园", "演示新阳光花园", "演示阳光花园二期"]);
    expect(await search("140107", "演示月亮弯")).toContain("演示月亮湾");
    expect(await search("140107", "%")).toEqual([]);
    expect(await search("1401", "演示")).toEqual([]);
  });
});

interface Page {
  complexes: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: { node: { name: string } }[];
  };
}
