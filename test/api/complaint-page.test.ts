import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { upsertCompanies } from "../../schema/company/commands.ts";
import { upsertComplaints } from "../../schema/complaint/upsert.ts";
import { upsertComplexes } from "../../schema/complex/commands.ts";
import { upsertServiceContracts } from "../../schema/contract/commands.ts";
import { companyRow, complexRow, contractRow, monday } from "../kit/ledger.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";
import { statementsDuring } from "../kit/statements.ts";

let server: TestServer;
let system: TestClient;
let person: TestClient;

beforeAll(async () => {
  server = await startTestServer({ HUB_CLOCK: "2024-08-15T09:00:00+08:00" });
  const { id, key } = await server.apiKey("1401");
  const viewer = { kind: "client", id, name: "", role: "system", region: "1401", department: null } as const;
  const context = { ...server.hub.ownContext(), viewer: { ...viewer, scopes: ["read", "ledger", "cases"] as const } };
  const numbers = Array.from({ length: 120 }, (_, index) => index);
  await upsertCompanies(
    context,
    numbers.map((n) => companyRow(n)),
  );
  await upsertComplexes(
    context,
    numbers.map((n) => complexRow(n)),
  );
  await upsertServiceContracts(
    context,
    numbers.map((n) => contractRow(n)),
  );
  const outcomes = await upsertComplaints(
    context,
    numbers.map((n) => ({
      externalId: `complaint-${n}`,
      sourceUpdatedAt: monday,
      source: "hotline" as const,
      complexExternalId: `complex-${n}`,
      kind: "safety-and-fire",
      complainant: { phone: `1380000${String(n).padStart(4, "0")}`, text: "演示" },
    })),
  );
  const handler = await server.hub.db.user.findFirstOrThrow({ where: { username: "county-140105" } });
  await server.hub.db.complaint.updateMany({
    where: { id: { in: outcomes.flatMap((row) => row.id ?? []) } },
    data: { state: "assigned", handlerId: handler.id },
  });
  system = server.keyClient(key);
  person = await server.client("city-1401");
}, 60_000);
afterAll(() => server?.close());

const page = (first: number, more = "") => `{ complaints(first: ${first}) { ${more}
  edges { node { number state filedAt kind { title } complex { name } company { name uscc } city { name }
    region { path } handler nextDueAt clocks { clock dueAt overdue } } }
  pageInfo { hasNextPage endCursor } } }`;

interface Page {
  complaints: { edges: { node: Record<string, unknown> }[]; totalCount?: number };
}

/** Who asks is one statement, and for a key at most one in a second; the rest is the page's. */
async function statementsOf(client: TestClient, document: string) {
  let rows: Page["complaints"] | undefined;
  const statements = await statementsDuring(server.hub.pool, async () => {
    const { data, errors } = await client.ask<Page>(document);
    expect(errors).toBeUndefined();
    rows = data?.complaints;
  });
  // The process goes on with its own work meanwhile: its clock, the log, timers.
  const asked = statements.filter((text) => !/"Hub"|"ActivityEvent"|"Timer"|graphile_worker|ApiKey" set/.test(text));
  const ofPage = asked.filter((text) => /"Complaint"/.test(text));
  return { rows: rows as Page["complaints"], ofPage, others: asked.filter((text) => !ofPage.includes(text)) };
}

describe("a page of complaints with kind, complex, company, city and handler", () => {
  it.each([
    ["a city's system", () => system],
    ["somebody signed in", () => person],
  ])("is one statement for %s, however many rows", async (_who, client) => {
    // What a process reads once is not the page's.
    await client().ask(page(1));
    const few = await statementsOf(client(), page(2));
    const many = await statementsOf(client(), page(100));
    expect([few.rows.edges.length, many.rows.edges.length]).toEqual([2, 100]);
    expect([few.ofPage.length, many.ofPage.length]).toEqual([1, 1]);
    expect(many.others.length).toBeLessThanOrEqual(1);
    for (const other of many.others) expect(other).toMatch(/"ApiKey"|"Session"/);
    expect(many.rows.edges[0]?.node).toMatchObject({
      kind: { title: expect.any(String) },
      complex: { name: expect.stringMatching(/^演示小区/) },
      company: { name: expect.stringMatching(/^演示物业/) },
      city: { name: "太原市" },
      handler: "演示 county-140105",
    });
  });

  it("is two with the number of all of them", async () => {
    const { rows, ofPage, others } = await statementsOf(system, page(100, "totalCount"));
    expect(rows.totalCount).toBe(120);
    expect(ofPage).toHaveLength(2);
    for (const other of others) expect(other).toMatch(/"ApiKey"/);
    expect(others.length).toBeLessThanOrEqual(1);
  });
});
