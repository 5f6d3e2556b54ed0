import { afterAll, beforeAll, expect, it } from "vitest";
import { seed } from "../../seeds/seed.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
const options = { demonstration: true, password: "demonstration-1", say: () => {} } as const;

beforeAll(async () => {
  hub = await createTestHub();
  await seed(hub.as(hub.hub), options);
}, 300_000);
afterAll(() => hub?.drop());

it("is a tenth of a province, with everybody who works in it", async () => {
  expect(await hub.prisma.company.count()).toBeGreaterThan(180);
  expect(await hub.prisma.complex.count()).toBe(1180);
  expect(await hub.prisma.user.count({ where: { role: "county" } })).toBe(117);
  expect(await hub.prisma.complex.count({ where: { NOT: { name: { startsWith: "演示" } } } })).toBe(0);
});

it("has reported week by week: mostly in time, some late, and nothing is late that could not be", async () => {
  const weeks = await hub.prisma.dispatchWeek.findMany({
    where: { openedAt: { not: null } },
    include: { reports: { where: { level: "city" } } },
    orderBy: { number: "asc" },
  });
  expect(weeks.map(({ isoWeek }) => isoWeek)).toEqual([26, 27, 28, 29, 30, 31, 32, 33]);
  const past = weeks.slice(0, -1).flatMap(({ reports }) => reports);
  expect(past.filter(({ state }) => state === "accepted").length).toBeGreaterThan(70);
  expect(past.filter(({ lateAt }) => lateAt !== null).length).toBeGreaterThan(0);
  const counties = await hub.prisma.dispatchReport.groupBy({ by: ["state"], where: { level: "county" }, _count: true });
  expect(counties.find(({ state }) => state === "locked")?._count).toBeGreaterThan(700);
  expect(await hub.prisma.phaseTaskReturn.count({ where: { lateAt: { not: null } } })).toBe(0);
});

it("begun again changes nothing", async () => {
  const counts = () =>
    Promise.all([hub.prisma.activityEvent.count(), hub.prisma.user.count(), hub.prisma.serviceContract.count()]);
  const before = await counts();
  await seed(hub.as(hub.hub), options);
  expect(await counts()).toEqual(before);
}, 120_000);
