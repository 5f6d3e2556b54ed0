import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { readMasterKeys } from "../../api/secrets.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { violationKinds } from "../../seeds/catalogues.ts";
import { demonstrationAccounts } from "../../seeds/demonstration/people.ts";
import { seed } from "../../seeds/seed.ts";
import { createTestDatabase } from "../kit/database.ts";
import { template } from "../kit/demonstration-keys.ts";
import { demonstrationOptions, filledTemplate } from "../kit/demonstration-template.ts";
import { type TestHub, testHubOn } from "../kit/hub.ts";

let hub: TestHub;

/** The one that the tests of the console have: it is filled once for a run, and refused nothing. */
beforeAll(async () => {
  const keys = await filledTemplate(inject("cluster").superuserUrl);
  const vault = new Vault(await readMasterKeys(join(keys, "secret-keys")));
  hub = await testHubOn(await createTestDatabase(template), "2024-08-15T09:00:00+08:00", vault);
}, 240_000);
afterAll(() => hub?.drop());

const one = async (sql: string) => (await hub.pool.query<{ value: unknown }>(sql)).rows[0]?.value;

it("has the accounts that the contract names", () => {
  const names = demonstrationAccounts(hub.as(hub.hub).regions).map(({ username }) => username);
  expect(names).toEqual(expect.arrayContaining(["leader", "province", "admin", "discipline", "department-credit"]));
  expect(names.filter((name) => name.startsWith("city-"))).toHaveLength(11);
  expect(names.filter((name) => name.startsWith("county-"))).toHaveLength(117);
  expect(new Set(names).size).toBe(names.length);
});

it("accuses nobody: companies, complexes and people are invented and say so", async () => {
  expect(await one(`select count(*)::int as value from "Company" where "name" not like '演示%'`)).toBe(0);
  expect(await one(`select count(*)::int as value from "Complex" where "name" not like '演示%'`)).toBe(0);
  expect(await one(`select count(*)::int as value from "User" where "name" not like '演示%'`)).toBe(0);
});

it("has a past that ends now and counts what it says", async () => {
  // The clock began at nine, and went on while the past was made.
  expect(await one(`select max("occurredAt") < '2024-08-15T01:10:00Z' as value from "ActivityEvent"`)).toBe(true);
  expect(
    await one(
      `select min("occurredAt")::date::text as value from "Complaint" c join "ActivityEvent" e on e."subjectId" = c."id"
        where c."filedAt" > '2024-01-01'`,
    ),
  ).toMatch(/^2024-0[67]/);
  // What came by mail is not confirmed, and counts nowhere until it is.
  const open = await one(`select count(*)::int as value from "Complaint" where "closedAt" is null and "confirmed"`);
  const figure = (name: string) =>
    one(`select "value"::int as value from "FigureTotal" where "regionCode" = '14' and "figure" = '${name}'`);
  expect(await figure("complaint.open")).toBe(open);
  expect(await figure("complex.inLedger")).toBe(await one(`select count(*)::int as value from "Complex"`));
  expect(await one(`select count(*)::int as value from "Timer" where "dueAt" <= '2024-08-15T01:00:00Z'`)).toBe(0);
  expect(await one(`select count(distinct "kindCode")::int as value from "Finding"`)).toBeLessThanOrEqual(
    violationKinds.length,
  );
});

it("has personal data that is due, and some that was destroyed, with its proof", async () => {
  const { erasureOutlook, erasureProofs } = await hub.ask<{
    erasureOutlook: { dueCount: number; pendingSince: Date | null };
    erasureProofs: { edges: { node: { ground: string } }[] };
  }>(
    await hub.person("office", "14"),
    "{ erasureOutlook { dueCount pendingSince } erasureProofs { edges { node { ground } } } }",
  );
  expect(erasureOutlook).toMatchObject({ dueCount: 4, pendingSince: expect.anything() });
  expect(erasureProofs.edges).toEqual([{ node: { ground: "REQUEST" } }]);
});

it("has spot checks in every state, each drawn so that it can be drawn again", async () => {
  const drawn = await hub.prisma.spotCheck.findMany({ select: { state: true, overdueAt: true } });
  expect(new Set(drawn.map(({ state }) => state))).toEqual(new Set(["drawn", "completed", "abandoned"]));
  expect(drawn.some(({ state, overdueAt }) => state === "drawn" && overdueAt !== null)).toBe(true);
  const { spotChecks } = await hub.ask<{
    spotChecks: { edges: { node: { body: { code: string }; repetition: { equal: boolean } } }[] };
  }>(
    await hub.person("leader", "14"),
    "{ spotChecks(first: 20) { edges { node { body { code } repetition { equal } } } } }",
  );
  expect(new Set(spotChecks.edges.map(({ node }) => node.repetition.equal))).toEqual(new Set([true]));
  expect(new Set(spotChecks.edges.map(({ node }) => node.body.code.length))).toEqual(new Set([2, 4]));
});

it("has reported week by week: mostly in time, some late, and nothing is late that could not be", async () => {
  const weeks = await hub.prisma.dispatchWeek.findMany({
    where: { openedAt: { not: null } },
    include: { reports: true },
    orderBy: { number: "asc" },
  });
  expect(weeks.map(({ isoWeek }) => isoWeek)).toEqual([32, 33]);
  const states = (level: string) =>
    Map.groupBy(weeks[0]?.reports.filter((report) => report.level === level) ?? [], ({ state }) => state);
  // With the approval of the province's brief.
  expect(states("city").get("locked")?.length).toBeGreaterThan(8);
  expect(states("county").get("locked")?.length).toBeGreaterThan(90);
  expect(weeks[0]?.reports.some(({ lateAt }) => lateAt !== null)).toBe(true);
  expect(await hub.prisma.phaseTaskReturn.count({ where: { lateAt: { not: null } } })).toBe(0);
});

it("begun again changes nothing", async () => {
  const counts = () =>
    Promise.all([hub.prisma.activityEvent.count(), hub.prisma.user.count(), hub.prisma.evidence.count()]);
  const before = await counts();
  expect(await seed(hub.as(hub.hub), demonstrationOptions)).toEqual([]);
  expect(await counts()).toEqual(before);
}, 120_000);
