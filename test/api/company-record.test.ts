import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { uscc } from "../kit/ledger.ts";
import { globalId } from "../kit/schema-walk.ts";
import { statementsDuring } from "../kit/statements.ts";

interface Score {
  value: number;
  band: string;
  parts: { key: string; count: number; deducted: number; door: { list: string; filter: Record<string, unknown> } }[];
}
interface Standing {
  region: { code: string };
  complexes: number;
  score: Score;
  divisions: { region: { code: string }; complexes: number; score: Score }[];
}

const [taiyuan, datong] = ["1401", "1402"];
const [xiaodian, yunzhou] = ["140105", "140215"];
const score = "score { value band parts { key count points most perComplex deducted door { list filter } } }";
const standing = `standing { region { code } asOf since complexes ${score} divisions { region { code } complexes ${score} } }`;

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let county: Viewer;
let company: string;
/** What Datong and its county saw before anything happened in Taiyuan. */
let alone: object[];

const standingFor = async (viewer: Viewer) =>
  (
    await hub.ask<{ company: { standing: Standing } }>(
      viewer,
      `query ($id: ID!) { company(id: $id) { ${standing} } }`,
      { id: company },
    )
  ).company.standing;
const counts = ({ score: { parts } }: { score: Score }) =>
  Object.fromEntries(parts.filter(({ count }) => count > 0).map(({ key, count }) => [key, count]));

/** Everything that the page shows, cursors and versions too. */
const page = (viewer: Viewer) =>
  hub.ask<Record<string, object>>(
    viewer,
    `query ($id: ID!) {
      company(id: $id) { version updatedAt ${standing} presences { code } contracts { totalCount edges { cursor node { version startsOn } } } complexes { totalCount edges { cursor } } }
      complexes(filter: { formerCompanyId: $id }) { totalCount edges { cursor } }
      companies { totalCount edges { cursor node { name } } }
      activities(filter: { company: $id }, first: 100) { edges { cursor node { kind text subject { version } } } pageInfo { endCursor hasNextPage } }
      findings(filter: { companyId: $id }) { totalCount edges { cursor } }
      creditEvents(filter: { companyId: $id }) { totalCount edges { cursor } }
    }`,
    { id: company },
  );

beforeAll(async () => {
  hub = await createTestHub();
  office = await hub.person("office", "14");
  city = await hub.person("city", datong);
  county = await hub.person("county", yunzhou);
  await registerSharedCompany(hub, [taiyuan, datong]);
  const { id } = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(1) } });
  company = globalId("Company", id);
  await buildChain(hub, yunzhou);
  alone = [await page(city), await page(county)];
  await buildChain(hub, xiaodian);
});
afterAll(() => hub?.drop());

describe("one company in two cities", () => {
  it("shows a city and a county their own part, to which the other city adds nothing", async () => {
    expect([await page(city), await page(county)]).toEqual(alone);
    const mine = await standingFor(city);
    expect(mine).toMatchObject({ region: { code: datong }, complexes: 1 });
    expect(counts(mine)).toEqual({ OPEN_FINDING: 1, GENERAL_DISCREDIT: 1 });
    // What the city determined for all of it lies in no county.
    expect(counts(await standingFor(county))).toEqual({ OPEN_FINDING: 1 });
  });

  it("shows the province all of it, and each city as it sees itself", async () => {
    const whole = await standingFor(office);
    expect(whole.divisions.map(({ region }) => region.code)).toEqual([taiyuan, datong]);
    expect(counts(whole)).toEqual({ OPEN_FINDING: 2, GENERAL_DISCREDIT: 2 });
    const { score: own } = await standingFor(city);
    expect(whole.divisions[1]?.score).toEqual(own);
    expect(whole.score.value).toBeLessThan(own.value);
  });

  it("leads from every number to exactly its rows", async () => {
    for (const viewer of [office, city, county]) {
      const { parts } = (await standingFor(viewer)).score;
      for (const { key, count, door } of parts) {
        const field = door.list.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
        const type = { penaltyCases: "PenaltyCase", creditEvents: "CreditEvent", gradeReviews: "GradeReview" }[field];
        const filter = `${type ?? `${field.charAt(0).toUpperCase()}${field.slice(1, -1)}`}Filter`;
        const answer = await hub.ask<Record<string, { totalCount: number }>>(
          viewer,
          `query ($filter: ${filter}) { ${field}(filter: $filter) { totalCount } }`,
          { filter: door.filter },
        );
        expect([key, answer[field]?.totalCount]).toEqual([key, count]);
      }
    }
  });

  it("judges for those only who see cases of a county and more", async () => {
    const subdistrict = await hub.prisma.region.findFirstOrThrow({ where: { parentCode: yunzhou } });
    const field = await hub.person("subdistrict", subdistrict.code);
    const credit = await hub.person("department", datong, { department: "credit" });
    for (const viewer of [field, credit]) {
      const { companies } = await hub.ask<{ companies: { edges: { node: { standing: null } }[] } }>(
        viewer,
        `{ companies { edges { node { standing { complexes } } } } }`,
      );
      expect(companies.edges.length).toBeGreaterThan(0);
      for (const { node } of companies.edges) expect(node.standing).toBeNull();
    }
  });
});

describe("the story of a company", () => {
  interface Page {
    activities: {
      edges: { cursor: string; node: { kind: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const story = (viewer: Viewer, variables: object) =>
    hub.ask<Page>(
      viewer,
      `query ($first: Int!, $after: String, $kinds: [ActivityKind!]) {
        activities(filter: { company: "${company}", kinds: $kinds }, first: $first, after: $after) {
          edges { cursor node { kind } } pageInfo { hasNextPage endCursor } } }`,
      variables,
    );

  it("is read in pages, the newest first, each event once", async () => {
    const { edges: whole } = (await story(city, { first: 100 })).activities;
    const read: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo }: Page["activities"] = (await story(city, { first: 3, after })).activities;
      read.push(...edges.map(({ cursor }) => cursor));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(read).toEqual(whole.map(({ cursor }) => cursor));
    const { edges } = (await story(city, { first: 100, kinds: ["FINDING_ESTABLISHED", "PENALTY_CASE_FILED"] }))
      .activities;
    expect(edges.map(({ node }) => node.kind)).toEqual(["PENALTY_CASE_FILED", "FINDING_ESTABLISHED"]);
  });

  it("tells the company that goes, when another takes its place", async () => {
    const complexId = await carriedOut(hub, county, "registerComplex", "complex", {
      name: "演示换签苑",
      county: yunzhou,
      households: 9,
    });
    const sign = (number: number, startsOn: string, endsOn: string | null) =>
      carriedOut(hub, city, "recordServiceContract", "serviceContract", {
        complexId,
        uscc: uscc(number),
        kind: "OWNERS",
        startsOn,
        endsOn,
      });
    await sign(1, "2023-01-01", "2024-08-16");
    await sign(Number(yunzhou), "2024-08-17", null);
    hub.clock.set("2024-08-17T00:00:01+08:00");
    await hub.tick();
    const { edges } = (
      await story(city, { first: 2, kinds: ["SERVICE_ENDED", "SERVICE_CONTRACT_RECORDED", "SERVICE_CONTRACT_STARTED"] })
    ).activities;
    expect(edges.map(({ node }) => node.kind)).toEqual(["SERVICE_ENDED", "SERVICE_CONTRACT_RECORDED"]);
    const former = await hub.ask<{ complexes: { edges: { node: { id: string } }[] } }>(
      city,
      `{ complexes(filter: { formerCompanyId: "${company}" }) { edges { node { id } } } }`,
    );
    expect(former.complexes.edges).toEqual([{ node: { id: complexId } }]);
  });

  it("is found by the company's own index", async () => {
    const asked = await statementsDuring(hub.pool, () => story(office, { first: 50 }));
    const [statement] = asked.filter((text) => text.includes(`"companyId"`) && text.includes("ActivityEvent"));
    const client = await hub.pool.connect();
    await client.query("begin; set local enable_seqscan = off");
    const { rows } = await client.query<Record<string, string>>(`explain (generic_plan) ${statement}`);
    await client.query("rollback");
    client.release();
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("ActivityEvent_companyId_id_idx");
  });
});

it("costs the same for any number of companies and of rows", async () => {
  const cost = async (first: number) =>
    (
      await statementsDuring(hub.pool, () =>
        hub.ask(office, `query ($first: Int!) { companies(first: $first) { edges { node { ${standing} } } } }`, {
          first,
        }),
      )
    ).length;
  await cost(1);
  const few = await cost(1);
  const { id: _id, ...row } = await hub.prisma.finding.findFirstOrThrow();
  await hub.prisma.finding.createMany({ data: Array.from({ length: 60 }, () => row) });
  expect([await cost(1), await cost(3)]).toEqual([few, few]);
});
