import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { upsertCompanies } from "../../schema/company/commands.ts";
import { upsertComplexes } from "../../schema/complex/commands.ts";
import { hanging } from "../../schema/complex/merge.ts";
import { upsertServiceContracts } from "../../schema/contract/commands.ts";
import { localId } from "../../schema/node.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { figureOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { companyRow, complexRow, contractRow, said, tuesday } from "../kit/ledger.ts";
import { globalId } from "../kit/schema-walk.ts";

const place = "140105";
let hub: TestHub;
let county: Viewer;
let city: Viewer;
let system: Viewer;
let next = 0;
let n: number;

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", place);
  city = await hub.person("city", "1401");
  system = await hub.client("1401");
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, place);
});
afterAll(() => hub?.drop());
beforeEach(() => {
  n = next += 10;
});

const enter = (name: string, over: object = {}) =>
  carriedOut(hub, county, "registerComplex", "complex", { name, county: place, households: 300, ...over });
const merge = (id: string, into: string, viewer = county) =>
  give(hub, viewer, "mergeComplex", "complex", { id, into, reason: "同一小区登记两次" });
const local = (id: string) => localId("Complex", id);
const figure = (name: string) => figureOf(hub, place, name);
const chained = () => hub.prisma.complex.findFirstOrThrow({ where: { name: { startsWith: "乙苑" } } });

it("carries over whatever names a complex, and lets nothing name it afterwards", async () => {
  const { rows } = await hub.pool.query<{ table: string }>(`
    select conrelid::regclass::text as table from pg_constraint
    where contype = 'f' and confrelid = '"Complex"'::regclass`);
  const named = rows.map(({ table }) => table.replaceAll('"', "")).sort();
  expect(named).toEqual([...hanging, "Complex", "ServiceContract"].sort());
  const { rows: guarded } = await hub.pool.query<{ table: string }>(`
    select tgrelid::regclass::text as table from pg_trigger where tgfoid = '"complexIsKept"'::regproc`);
  expect([...guarded.map(({ table }) => table.replaceAll('"', "")), "Complex"].sort()).toEqual(named);
});

describe("a complex that was entered twice", () => {
  it("is proposed where name, or nearly the name with the address or company, agrees", async () => {
    const [first, second] = [await enter("演示望湖苑一期"), await enter("演示 望湖苑（１期）小区")];
    await enter("演示望湖苑二期");
    const address = "小店区演示街88号";
    const [near, nearer] = [await enter("演示东润城市花园", { address }), await enter("演示东润花园", { address })];
    const shown = await hub.ask<{
      complexes: { edges: { node: { id: string; likelyDuplicates: { id: string }[] } }[] };
    }>(county, `{ complexes(filter: { likelyDuplicate: true }) { edges { node { id likelyDuplicates { id } } } } }`);
    const proposed = new Map(
      shown.complexes.edges.map(({ node }) => [node.id, node.likelyDuplicates.map(({ id }) => id)]),
    );
    expect([...proposed.keys()].sort()).toEqual([first, second, near, nearer].sort());
    expect([first, near].map((id) => proposed.get(id))).toEqual([[second], [nearer]]);
  });

  it("goes over with all that hangs on it; counters agree, lists and searches know one", async () => {
    const from = await chained();
    const kept = await enter("演示乙苑");
    const before = { inLedger: await figure("complex.inLedger"), screened: await figure("complex.screened") };
    const hung = async (complexId: string) =>
      Promise.all(
        hanging.map(async (table) => {
          const { rows } = await hub.pool.query(`select count(*)::int as n from "${table}" where "complexId" = $1`, [
            complexId,
          ]);
          return rows[0].n as number;
        }),
      );
    const had = await hung(from.id);
    expect(Math.min(...had)).toBeGreaterThan(0);
    expect(refusals(await merge(globalId("Complex", from.id), kept))).toEqual([]);
    expect(await hung(local(kept))).toEqual(had);
    expect(await hung(from.id)).toEqual(had.map(() => 0));
    const line = await hub.prisma.complex.findUniqueOrThrow({ where: { id: local(kept) } });
    expect(line).toMatchObject({
      companyId: from.companyId,
      openFindings: from.openFindings,
      screeningState: from.screeningState,
    });
    expect({ inLedger: await figure("complex.inLedger"), screened: await figure("complex.screened") }).toEqual({
      ...before,
      inLedger: before.inLedger - 1,
    });
    expect(await rebuildCounters(hub.pool)).toEqual([]);

    const seen = await hub.ask<
      Record<string, { mergedInto: object; allowedCommands: string[]; totalCount: number; edges: object[] }>
    >(
      county,
      `query ($id: ID!, $kept: ID!) {
        gone: complex(id: $id) { mergedInto { id } mergeReason allowedCommands }
        complexes(filter: { search: "乙苑" }) { totalCount edges { node { id merged { id } } } }
        activities(filter: { complex: $kept }, first: 100) { edges { node { kind } } }
        searchComplexNames(county: "${place}", text: "乙苑") { id }
      }`,
      { id: globalId("Complex", from.id), kept },
    );
    expect(seen.gone).toMatchObject({ mergedInto: { id: kept }, mergeReason: "同一小区登记两次", allowedCommands: [] });
    expect(seen.complexes).toEqual({
      totalCount: 1,
      edges: [{ node: { id: kept, merged: [{ id: globalId("Complex", from.id) }] } }],
    });
    expect(seen.searchComplexNames).toEqual([{ id: kept }]);
    // What happened under the old entry is the story of the one that is kept.
    expect(JSON.stringify(seen.activities)).toContain("COMPLEX_MERGED");
    expect(JSON.stringify(seen.activities)).toContain("HANDOVER_REFUSED");
    const again = await merge(globalId("Complex", from.id), kept);
    expect(refusals(again)).toEqual(["complex/merged"]);
  });

  it("is meant as the one that is kept by whoever still names it", async () => {
    const [gone, kept] = [await enter("演示旧名苑"), await enter("演示新名苑")];
    await merge(gone, kept);
    const complainant = { phone: "138-0013-8000", text: "电梯停运" };
    await carriedOut(hub, county, "recordComplaint", "complaint", { source: "HOTLINE", complexId: gone, complainant });
    expect(await hub.prisma.complaint.count({ where: { complexId: local(kept) } })).toBe(1);
    // And once more along the chain: there is never more than one step.
    const last = await enter("演示末名苑");
    await merge(kept, last);
    expect(await hub.prisma.complex.count({ where: { mergedIntoId: local(last) } })).toBe(2);
  });

  it("is where a city's system still lands that sends the old name", async () => {
    await upsertCompanies(hub.as(system), [companyRow(n)]);
    const rows = [complexRow(n, { name: "演示甲名" }), complexRow(n + 1, { name: "演示乙名" })];
    const outcomes = await upsertComplexes(hub.as(system), rows);
    const contracts = [0, 1].map((i) => contractRow(n + i, { uscc: companyRow(n).uscc }));
    expect(said(await upsertServiceContracts(hub.as(system), contracts))).toEqual(["created", "created"]);
    const [gone, kept] = outcomes.map(({ id }) => globalId("Complex", id ?? "")) as [string, string];
    expect(refusals(await merge(gone, kept, city))).toEqual([]);
    const later = rows.map((row) => ({ ...row, sourceUpdatedAt: tuesday, households: 777 }));
    const spoken = await upsertComplexes(hub.as(system), later);
    expect(said(spoken)).toEqual(["unchanged", "updated"]);
    expect(spoken.map(({ id }) => id)).toEqual([local(kept), local(kept)]);
    const changed = contracts.map((row) => ({ ...row, sourceUpdatedAt: tuesday, chargeFen: 150 }));
    expect(said(await upsertServiceContracts(hub.as(system), changed))).toEqual(["unchanged", "updated"]);
    const { externalId } = await hub.ask<{ externalId: { externalId: string } }>(
      system,
      `query ($id: ID!) { externalId: complex(id: $id) { externalId } }`,
      { id: kept },
    );
    expect(externalId).toEqual({ externalId: rows[1]?.externalId });
  });

  it("may lie in a sealed draw: it goes over all the same, and is checked where it is kept", async () => {
    const kept = await enter("演示抽查苑");
    const draw = await carriedOut(hub, city, "drawSpotCheck", "spotCheck", {
      county: place,
      size: await hub.prisma.complex.count({ where: { countyCode: place, mergedIntoId: null } }),
      inspectors: ["演示甲", "演示乙"],
      startsOn: "2024-08-15",
      endsOn: "2024-08-30",
    });
    const drawn = await hub.prisma.spotCheckItem.findFirstOrThrow({ where: { complexId: { not: local(kept) } } });
    expect(refusals(await merge(globalId("Complex", drawn.complexId), kept))).toEqual([]);
    const { spotCheck } = await hub.ask<{ spotCheck: { items: { complexId: string }[] } }>(
      city,
      `query ($id: ID!) { spotCheck(id: $id) { items { complexId } } }`,
      { id: draw },
    );
    expect(spotCheck.items.map(({ complexId }) => local(complexId))).toContain(drawn.complexId);
    await carriedOut(hub, city, "carryOutSpotCheck", "spotCheck", {
      id: draw,
      complexId: globalId("Complex", drawn.complexId),
      carriedOutAt: hub.clock.now().toISOString(),
      result: "CLEAN",
      evidenceIds: [],
    });
    expect(await hub.prisma.inspection.count({ where: { complexId: local(kept), kind: "spotCheck" } })).toBe(1);
  });

  it("is merged by nobody else, and into nothing that is not seen", async () => {
    const [gone, kept] = [await enter("演示权限苑"), await enter("演示权限院")];
    const office = await hub.person("office", "14");
    expect(refusals(await merge(gone, kept, office))).toEqual(["forbidden"]);
    const elsewhere = await hub.person("county", "140106");
    expect(refusals(await merge(gone, kept, elsewhere))).toEqual(["not-found"]);
    const other = await carriedOut(hub, elsewhere, "registerComplex", "complex", {
      name: "演示外县苑",
      county: "140106",
      households: 3,
    });
    expect(refusals(await merge(gone, other))).toEqual(["not-found"]);
    expect(refusals(await merge(gone, other, city))).toEqual(["complex/merge-elsewhere at into"]);
  });

  it("takes no row from whoever read it just before it was merged: that goes to the one that is kept", async () => {
    const [gone, kept] = [await enter("演示同时苑"), await enter("演示同时院")];
    const waiting = async () => {
      const { rows } = await hub.pool.query(`
        select count(*)::int as n from pg_locks lock join pg_stat_activity on lock.pid = pg_stat_activity.pid
        where datname = current_database() and not granted`);
      return rows[0].n;
    };
    const holder = await hub.pool.connect();
    await holder.query("begin");
    await holder.query(`select 1 from "Complex" where "id" = $1 for update`, [local(kept)]);
    // The merge holds the entry that goes and waits for the one that is kept; the two others wait for the merge.
    const merged = merge(gone, kept);
    await expect.poll(waiting).toBe(1);
    const clean = { kind: "SCREENING", result: "CLEAN", carriedOutAt: hub.clock.now().toISOString(), evidenceIds: [] };
    const complainant = { phone: "138-0013-8000", text: "电梯停运" };
    const recorded = Promise.all([
      carriedOut(hub, county, "recordInspection", "inspection", { complexId: gone, ...clean }),
      carriedOut(hub, county, "recordComplaint", "complaint", { source: "HOTLINE", complexId: gone, complainant }),
    ]);
    await expect.poll(waiting).toBe(3);
    await holder.query("commit");
    holder.release();
    expect(refusals(await merged)).toEqual([]);
    await recorded;
    const at = async (complex: string) => {
      const where = { complexId: local(complex) };
      return [await hub.prisma.inspection.count({ where }), await hub.prisma.complaint.count({ where })];
    };
    expect([await at(gone), await at(kept)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
