import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { upsertCompanies } from "../../schema/company/commands.ts";
import { upsertComplexes } from "../../schema/complex/commands.ts";
import {
  type ContractRow,
  instructServiceContract,
  recordServiceContract,
  upsertServiceContracts,
} from "../../schema/contract/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { companyRow, complexRow, contractRow, said, tuesday, uscc } from "../kit/ledger.ts";

let hub: TestHub;
let taiyuan: Viewer;
let datong: Viewer;
let next = 0;
let n: number;
let complexId: string;

beforeAll(async () => {
  hub = await createTestHub();
  taiyuan = await hub.client("1401");
  datong = await hub.client("1402");
});
afterAll(() => hub?.drop());
beforeEach(async () => {
  n = next += 10;
  await upsertCompanies(hub.as(taiyuan), [companyRow(n), companyRow(n + 1)]);
  complexId = (await upsertComplexes(hub.as(taiyuan), [complexRow(n)]))[0]?.id ?? "";
});

const upsert = (...rows: ContractRow[]) => upsertServiceContracts(hub.as(taiyuan), rows);
const day = (date: string) => new Date(`${date}T00:00:00Z`);
/** A contract of the test's complex with its first or second company. */
const row = (company: 0 | 1, startsOn: string, endsOn: string | null, over: object = {}) =>
  contractRow(n, {
    externalId: `contract-${n}-${company}`,
    uscc: uscc(n + company),
    startsOn: day(startsOn),
    endsOn: endsOn && day(endsOn),
    ...over,
  });
const servedBy = async () =>
  (await hub.prisma.complex.findUniqueOrThrow({ where: { id: complexId }, include: { company: true } })).company?.uscc;

describe("the contract in force says who serves", () => {
  it("and where the company is present", async () => {
    expect(said(await upsert(row(0, "2023-01-01", null)))).toEqual(["created"]);
    expect(await servedBy()).toBe(uscc(n));
    const company = await hub.prisma.company.findUniqueOrThrow({
      where: { uscc: uscc(n) },
      include: { presences: true },
    });
    expect(company.presences.map(({ regionCode }) => regionCode).sort()).toEqual(["1401", "140105"]);
    const document = `query ($uscc: String!) { company(uscc: $uscc) { complexes { totalCount edges { node { name currentContract { kind expired endsOn } } } } } }`;
    const county = await hub.person("county", "140105");
    expect(await hub.ask(county, document, { uscc: uscc(n) })).toMatchObject({
      company: {
        complexes: { totalCount: 1, edges: [{ node: { currentContract: { kind: "OWNERS", expired: false } } }] },
      },
    });
  });

  it("also after its term, until another starts (Civil Code 948)", async () => {
    await upsert(row(0, "2020-01-01", "2022-12-31"));
    expect(await servedBy()).toBe(uscc(n));
    await upsert(row(1, "2024-01-01", "2026-12-31"));
    expect(await servedBy()).toBe(uscc(n + 1));
  });

  it("from its own first day on", async () => {
    await upsert(row(0, "2023-01-01", "2024-08-31"), row(1, "2024-09-01", null));
    expect(await servedBy()).toBe(uscc(n));
    hub.clock.set("2024-08-31T23:59:59+08:00");
    await hub.tick();
    expect(await servedBy()).toBe(uscc(n));
    hub.clock.set("2024-09-01T00:00:01+08:00");
    expect(await hub.tick()).toBe(1);
    expect(await servedBy()).toBe(uscc(n + 1));
    hub.clock.set("2024-08-15T09:00:00+08:00");
  });

  it("unless the start was put off meanwhile", async () => {
    await upsert(row(1, "2024-09-01", null));
    await upsert(row(1, "2024-10-01", null, { sourceUpdatedAt: tuesday }));
    const timers = await hub.prisma.timer.findMany({ where: { kind: "contractStarts" } });
    expect(timers.at(-1)?.dueAt).toEqual(new Date("2024-10-01T00:00:00+08:00"));
    expect(await servedBy()).toBeUndefined();
    await hub.prisma.timer.deleteMany({});
  });
});

describe("a complex has one contract on a day", () => {
  it("what overlaps is refused with the dates in the way", async () => {
    await upsert(row(0, "2023-01-01", "2024-12-31"));
    const [refused] = await upsert(row(1, "2024-12-31", null));
    expect(refused?.errors[0]).toMatchObject({
      code: "contract/overlaps",
      field: ["startsOn"],
      facts: { startsOn: "2023-01-01", endsOn: "2024-12-31" },
    });
    expect(said(await upsert(row(1, "2025-01-01", "2024-01-01")))).toEqual(["contract/ends-before-start"]);
    expect(said(await upsert(row(1, "2025-01-01", null)))).toEqual(["created"]);
  });

  it("one without an end must be ended first, in the same call if one likes", async () => {
    await upsert(row(0, "2023-01-01", null));
    expect(said(await upsert(row(1, "2024-07-01", null)))).toEqual(["contract/overlaps-open"]);
    const end = row(0, "2023-01-01", "2024-06-30", { sourceUpdatedAt: tuesday });
    expect(said(await upsert(row(1, "2024-07-01", null), end))).toEqual(["created", "updated"]);
    expect(await servedBy()).toBe(uscc(n + 1));
  });

  it("whoever writes past the rule", async () => {
    await upsert(row(0, "2023-01-01", null));
    const { id: _, ...first } = await hub.prisma.serviceContract.findFirstOrThrow({ where: { complexId } });
    await expect(hub.prisma.serviceContract.create({ data: first })).rejects.toThrow("ServiceContract_one_a_day");
  });
});

describe("what a city may name", () => {
  it("are its own complexes and companies; others are as unknown as none", async () => {
    const elsewhere = companyRow(n + 2);
    await upsertCompanies(hub.as(datong), [elsewhere]);
    const outcomes = await upsert(
      row(0, "2023-01-01", null, { externalId: "a", uscc: elsewhere.uscc }),
      row(0, "2023-01-01", null, { externalId: "b", uscc: uscc(n + 3) }),
      row(0, "2023-01-01", null, { externalId: "c", complexExternalId: "none" }),
      row(0, "2023-01-01", null, { externalId: "d", chargeFen: -1 }),
    );
    expect(said(outcomes)).toEqual([
      "contract/company-unknown",
      "contract/company-unknown",
      "contract/complex-unknown",
      "invalid/out-of-range",
    ]);
    const theirs = await upsertServiceContracts(hub.as(datong), [row(0, "2023-01-01", null)]);
    expect(said(theirs)).toEqual(["contract/complex-unknown"]);
    expect(await servedBy()).toBeUndefined();
  });

  it("a contract stays with its complex", async () => {
    await upsertComplexes(hub.as(taiyuan), [complexRow(n + 1)]);
    await upsert(row(0, "2023-01-01", null));
    const moved = row(0, "2023-01-01", null, { sourceUpdatedAt: tuesday, complexExternalId: `complex-${n + 1}` });
    expect(said(await upsert(moved))).toEqual(["contract/complex-changed"]);
  });

  it("city staff record and end one by hand", async () => {
    const staff = await hub.person("city", "1401");
    const input = { uscc: uscc(n), kind: "owners" as const, startsOn: day("2023-01-01") };
    const { id } = await recordServiceContract(hub.as(staff), { complexId, ...input });
    await instructServiceContract(
      hub.as(staff),
      id,
      { type: "change", input: { ...input, endsOn: day("2024-08-01") } },
      1,
    );
    expect(await hub.prisma.serviceContract.findUnique({ where: { id } })).toMatchObject({ version: 2 });
    const stranger = await hub.person("city", "1402");
    const refused = recordServiceContract(hub.as(stranger), { complexId, ...input });
    await expect(refused).rejects.toMatchObject({ code: "contract/complex-unknown" });
  });
});
