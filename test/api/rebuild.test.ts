import { afterAll, beforeAll, expect, it } from "vitest";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { anEvent, appendTo } from "../kit/log.ts";

let hub: TestHub;
const screened = (region: string) => anEvent({ kind: "ComplexScreened", region });
const held = async () => ({
  totals: await hub.prisma.figureTotal.findMany({ orderBy: [{ regionCode: "asc" }, { figure: "asc" }] }),
  days: await hub.prisma.figureDay.findMany({ orderBy: [{ regionCode: "asc" }, { figure: "asc" }, { day: "asc" }] }),
});

beforeAll(async () => {
  hub = await createTestHub();
  for (const [region, at] of [
    ["140105", "2024-08-01T23:59:59+08:00"],
    ["140105", "2024-08-02T00:00:00+08:00"],
    ["140213001", "2024-08-02T09:00:00+08:00"],
  ] as const)
    await appendTo(hub.prisma, [screened(region)], hub.hub, new Date(at));
});
afterAll(() => hub?.drop());

it("finds nothing to put right where nothing is wrong, and writes nothing", async () => {
  const before = await held();
  expect(await rebuildCounters(hub.pool)).toEqual([]);
  expect(await held()).toEqual(before);
  expect(before.totals.map(({ regionCode, value }) => [regionCode, Number(value)])).toEqual([
    ["14", 3],
    ["1401", 2],
    ["140105", 2],
    ["1402", 1],
    ["140213", 1],
    ["140213001", 1],
  ]);
});

it("puts right what was changed, lost and made up, to date and by day, and says so", async () => {
  const before = await held();
  await hub.pool.query(`update "FigureTotal" set "value" = 7 where "regionCode" = '14'`);
  await hub.pool.query(`delete from "FigureTotal" where "regionCode" = '1402'`);
  await hub.pool.query(`insert into "FigureTotal" values ('1403', 'complex.screened', 1)`);
  await hub.pool.query(`update "FigureDay" set "day" = '2024-08-09' where "regionCode" = '140105'
    and "day" = '2024-08-01'`);
  expect(await rebuildCounters(hub.pool)).toEqual([
    { week: null, regionCode: "14", figure: "complex.screened", held: 7, counted: 3 },
    { week: null, regionCode: "1402", figure: "complex.screened", held: null, counted: 1 },
    { week: null, regionCode: "1403", figure: "complex.screened", held: 1, counted: null },
  ]);
  expect(await held()).toEqual(before);
});

it("is right while others write, and while it runs what is read is right too", async () => {
  let writing = true;
  let written = 3;
  const writers = Array.from({ length: 3 }, async () => {
    for (; writing; written++) await appendTo(hub.prisma, [screened("140105")], hub.hub, hub.clock.now());
  });
  const province = { regionCode_figure: { regionCode: "14", figure: "complex.screened" } };
  const reader = async () => {
    for (let least = 0n; writing; ) {
      const { value } = await hub.prisma.figureTotal.findUniqueOrThrow({ where: province });
      expect(value).toBeGreaterThanOrEqual(least);
      least = value;
    }
  };
  const reading = reader();
  for (let times = 0; times < 5; times++) expect(await rebuildCounters(hub.pool)).toEqual([]);
  writing = false;
  await Promise.all([...writers, reading]);
  expect(await rebuildCounters(hub.pool)).toEqual([]);
  expect((await hub.prisma.figureTotal.findUniqueOrThrow({ where: province })).value).toBe(BigInt(written));
});

it("counts each of those that come together and say the same", async () => {
  await appendTo(hub.prisma, [screened("140311"), screened("140302"), screened("140311"), screened("140311")]);
  const { totals } = await held();
  const of = (code: string) => totals.filter(({ regionCode }) => regionCode === code).map(({ value }) => Number(value));
  expect(["1403", "140311", "140302"].map(of)).toEqual([[4], [3], [1]]);
  expect(await rebuildCounters(hub.pool)).toEqual([]);
});

it("leaves everything as it was where it fails", async () => {
  await hub.pool.query(`update "FigureDay" set "value" = 4 where "regionCode" = '140213001'`);
  await hub.pool.query(`update "FigureTotal" set "value" = 4 where "regionCode" = '140213001'`);
  await hub.pool.query(`alter table "FigureTotal" add constraint "never" check ("value" <> 1) not valid`);
  const before = await held();
  await expect(rebuildCounters(hub.pool)).rejects.toThrow("never");
  expect(await held()).toEqual(before);
});
