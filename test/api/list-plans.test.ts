import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { createReferenceDatabase } from "../kit/database.ts";
import { type TestHub, testHubOn } from "../kit/hub.ts";
import { cursorBefore, largeLists, planOf } from "../kit/plans.ts";
import { fillProvince } from "../kit/province.ts";

/** Smaller ones are read whole more cheaply than by an index. */
const large = ["Complaint", "Complex", "Finding", "Inspection", "Rectification", "ServiceContract", "Transfer"];
/** Of 100,000 complaints, for a page of 50. */
const mostLooked = 10_000;

let hub: TestHub;
let viewers: Record<string, Viewer>;
let named: { complex: string; company: string };
beforeAll(async () => {
  const database = await createReferenceDatabase();
  await fillProvince(database.url, inject("cluster").superuserUrl, { complaints: 100_000, complexes: 20_000 });
  hub = await testHubOn(
    database,
    "2024-08-15T09:00:00+08:00",
    new Vault({ current: "test", keys: new Map([["test", randomBytes(32)]]) }),
  );
  viewers = {
    province: await hub.person("office", "14"),
    city: await hub.person("city", "1401"),
    county: await hub.person("county", "140105"),
  };
  const { complexes } = await hub.ask<{ complexes: { edges: { node: { id: string; company: { id: string } } }[] } }>(
    viewers.county as Viewer,
    "{ complexes(first: 1) { edges { node { id company { id } } } } }",
  );
  const [first] = complexes.edges;
  named = { complex: first?.node.id ?? "", company: first?.node.company.id ?? "" };
}, 120_000);
afterAll(() => hub?.drop());

const document = (list: string, order: string, filter: string) => {
  const text = filter
    .replace("$complex", JSON.stringify(named.complex))
    .replace("$company", JSON.stringify(named.company));
  return `query ($after: String) { ${list}(first: 50, orderBy: ${order}, filter: { ${text} }, after: $after) {
    edges { node { id } } pageInfo { endCursor } } }`;
};

describe.each(largeLists)("$list", (asked) => {
  const { filters, orders, alone = [] } = asked;
  const pairs = filters.flatMap((one, index) =>
    filters
      .slice(index + 1)
      .filter((two) => two.split(":")[0] !== one.split(":")[0])
      .map((two) => `${one}, ${two}`),
  );
  it.each(["province", "city", "county"])(
    "looks at few rows for the %s",
    async (who) => {
      const faults: unknown[] = [];
      // Below the province the index of one's region bounds what two filters together can look at.
      for (const order of orders)
        for (const filter of ["", ...alone, ...filters, ...(who === "province" ? pairs : [])]) {
          const plan = await planOf(hub, viewers[who] as Viewer, document(asked.list, order, filter), {});
          const scanned = plan.scanned.filter((table) => large.includes(table));
          if (scanned.length > 0 || plan.looked > mostLooked) faults.push({ order, filter, ...plan, scanned });
        }
      expect(faults).toEqual([]);
    },
    120_000,
  );
});

it.each(["FILED_NEWEST", "FILED_OLDEST", "DUE_SOONEST"])("page 200 by %s costs what the first does", async (order) => {
  const viewer = viewers.province as Viewer;
  const page = document("complaints", order, "");
  const first = await planOf(hub, viewer, page, {});
  const late = await planOf(hub, viewer, page, { after: await cursorBefore(hub, viewer, "complaints", order, 10_000) });
  expect(late.looked).toBeLessThanOrEqual(first.looked * 1.5);
  expect(late.scanned).toEqual(first.scanned);
});
