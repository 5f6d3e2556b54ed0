import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let complexId: string;

beforeAll(async () => {
  hub = await createTestHub();
  const complex = await hub.prisma.complex.create({
    data: { name: "演示苑", cityCode: "1401", countyCode: "140105", households: 100 },
  });
  complexId = globalId("Complex", complex.id);
});
afterAll(() => hub?.drop());

const record = async (viewer: Viewer, kind: string, more: object = {}) =>
  refusals(
    await give(hub, viewer, "recordInspection", "inspection", {
      kind,
      complexId,
      result: "CLEAN",
      carriedOutAt: hub.clock.now(),
      evidenceIds: [],
      ...more,
    }),
  );

it("is recorded by the body whose kind it is: the province its own, all others those below it", async () => {
  const office = await hub.person("office", "14");
  const below = [await hub.person("city", "1401"), await hub.person("county", "140105")];
  const another = ["inspection/kind-of-another-body at kind"];
  expect(await record(office, "PROVINCIAL")).toEqual([]);
  for (const kind of ["SCREENING", "LOOK_BACK"]) expect([kind, await record(office, kind)]).toEqual([kind, another]);
  for (const viewer of below) {
    expect(await record(viewer, "PROVINCIAL")).toEqual(another);
    for (const kind of ["SCREENING", "LOOK_BACK"]) expect([kind, await record(viewer, kind)]).toEqual([kind, []]);
  }
});

it("of the province establishes what it finds", async () => {
  const office = await hub.person("office", "14");
  const { id } = await hub.prisma.evidence.create({
    data: {
      sha256: new Uint8Array(32),
      mediaType: "image/jpeg",
      name: "photo.jpg",
      bytes: 1,
      authorKind: office.kind,
      authorId: office.id,
    },
  });
  const finding = {
    kind: "services-not-as-contracted",
    acts: ["services-not-as-contracted/upkeep"],
    illegal: false,
    description: "演示",
  };
  const found = { result: "PROBLEMS", evidenceIds: [globalId("Evidence", id)], findings: [finding] };
  expect(await record(office, "PROVINCIAL", found)).toEqual([]);
  expect(await hub.prisma.finding.count()).toBe(1);
});
