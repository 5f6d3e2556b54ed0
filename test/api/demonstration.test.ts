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

it("begun again changes nothing", async () => {
  const counts = () =>
    Promise.all([hub.prisma.activityEvent.count(), hub.prisma.user.count(), hub.prisma.serviceContract.count()]);
  const before = await counts();
  await seed(hub.as(hub.hub), options);
  expect(await counts()).toEqual(before);
}, 120_000);
