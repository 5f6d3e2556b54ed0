import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { drawSpotCheck, instructSpotCheck } from "../../schema/spot-check/commands.ts";
import { give, refusals } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
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
  const finding = {
    kind: "services-not-as-contracted",
    acts: ["services-not-as-contracted/upkeep"],
    illegal: false,
    description: "演示",
  };
  const found = { result: "PROBLEMS", evidenceIds: [await storedFile(hub, office)], findings: [finding] };
  expect(await record(office, "PROVINCIAL", found)).toEqual([]);
  expect(await hub.prisma.finding.count()).toBe(1);
});

const upkeep = "services-not-as-contracted/upkeep";
const lanes = "safety-and-fire/facilities";
const checked = (answers: Readonly<Record<string, object>>, more: object = {}) => ({
  result: null,
  checklist: Object.entries(answers).map(([act, item]) => ({ act, ...item })),
  ...more,
});
const inOrder = { answer: "IN_ORDER" };

interface Recorded {
  result: string;
  evidence: object[];
  checklist: { answer: string }[];
  findings: object[];
}

it("by a checklist keeps what was in order, and makes what was not findings with their own evidence", async () => {
  const county = await hub.person("county", "140105");
  const [whole, lane] = [await storedFile(hub, county), await storedFile(hub, county)];
  const blocked = { answer: "NOT_IN_ORDER", note: "消防车道被堵", illegal: true, evidenceIds: [lane] };
  const dirty = { answer: "NOT_IN_ORDER", note: "楼道积尘" };
  expect(await record(county, "SCREENING", checked({ [upkeep]: dirty, [lanes]: blocked }))).toEqual([
    "inspection/item-evidence-missing at checklist.0.evidenceIds",
  ]);
  const answers = { [upkeep]: dirty, [lanes]: blocked, "safety-and-fire/service": inOrder };
  expect(await record(county, "SCREENING", checked(answers, { evidenceIds: [whole] }))).toEqual([]);
  const data = await hub.ask<{ inspections: { edges: { node: Recorded }[] } }>(
    county,
    `{ inspections(first: 1, filter: { mine: true }) { edges { node {
      result evidence { id }
      checklist { answer note act { code } kind { code } evidence { id } }
      findings { kind { code } acts { code } illegal description evidence { id } }
    } } } }`,
  );
  const [recorded] = data.inspections.edges.map(({ node }) => node);
  const { result, evidence, checklist = [], findings } = recorded ?? {};
  expect([result, evidence]).toEqual(["PROBLEMS", [{ id: whole }, { id: lane }]]);
  expect(checklist).toHaveLength(await hub.prisma.violationAct.count());
  expect(Object.groupBy(checklist, ({ answer }) => answer)).toMatchObject({
    IN_ORDER: [{ act: { code: "safety-and-fire/service" }, kind: { code: "safety-and-fire" }, evidence: [] }],
    NOT_IN_ORDER: [
      { act: { code: upkeep }, evidence: [] },
      { act: { code: lanes }, evidence: [{ id: lane }] },
    ],
  });
  expect(findings).toEqual([
    {
      kind: { code: "services-not-as-contracted" },
      acts: [{ code: upkeep }],
      illegal: false,
      description: "楼道积尘",
      evidence: [{ id: whole }],
    },
    {
      kind: { code: "safety-and-fire" },
      acts: [{ code: lanes }],
      illegal: true,
      description: "消防车道被堵",
      evidence: [{ id: whole }, { id: lane }],
    },
  ]);
});

it("by a checklist is clean once every act was looked at, and is said as a whole without one", async () => {
  const county = await hub.person("county", "140105");
  const acts = await hub.prisma.violationAct.findMany();
  const answers = Object.fromEntries(acts.map(({ code }) => [code, inOrder]));
  expect(await record(county, "SCREENING", checked({ ...answers, [lanes]: { answer: "NOT_LOOKED_AT" } }))).toEqual([
    "inspection/not-looked-at at checklist",
  ]);
  expect(await record(county, "SCREENING", checked({ ...answers, [lanes]: { answer: "NOT_APPLICABLE" } }))).toEqual([]);
  expect(await record(county, "LOOK_BACK", { result: null })).toEqual(["invalid/required at result"]);
});

it("that is not in order waits for whoever may establish it", async () => {
  const subdistrict = await hub.person("subdistrict", "140105001", {});
  await hub.prisma.complex.updateMany({ data: { subdistrictCode: "140105001" } });
  const before = await hub.prisma.finding.count();
  const dirty = { answer: "NOT_IN_ORDER", note: "楼道积尘", evidenceIds: [await storedFile(hub, subdistrict)] };
  expect(await record(subdistrict, "LOOK_BACK", checked({ [upkeep]: dirty }))).toEqual([]);
  expect(await hub.prisma.finding.count()).toBe(before);
});

it("under one person's key is recorded once, also when the kept outcome is long gone", async () => {
  const [county, another] = [await hub.person("county", "140105"), await hub.person("county", "140105")];
  const send = (viewer: Viewer) =>
    hub.ask<{ recordInspection: { inspection: { id: string } } }>(
      viewer,
      "mutation ($input: RecordInspectionInput!) { recordInspection(input: $input) { inspection { id } } }",
      { input: { kind: "LOOK_BACK", complexId, result: "CLEAN", carriedOutAt: hub.clock.now(), evidenceIds: [] } },
      { idempotency: { key: "made-with-the-draft", field: "recordInspection", bodyHash: Buffer.alloc(32) } },
    );
  const first = await send(county);
  await hub.prisma.idempotencyRecord.deleteMany();
  expect(await send(county)).toEqual(first);
  expect(await send(another)).not.toEqual(first);
});

it("of a complex that was drawn is the same under its key too, and another under another complex", async () => {
  const city = await hub.person("city", "1401");
  const inspectors = ["演示甲"];
  const county = "140105";
  const plan = { county, inspectors, size: 2, startsOn: Temporal.PlainDate.from("2024-08-15") };
  await hub.prisma.complex.create({ data: { name: "演示邻苑", cityCode: "1401", countyCode: county, households: 90 } });
  const { id } = await drawSpotCheck(hub.as(city), { ...plan, endsOn: plan.startsOn.add({ days: 9 }) });
  const items = () => hub.prisma.spotCheckItem.findMany({ where: { spotCheckId: id }, orderBy: { round: "asc" } });
  const [first, second] = await items();
  const carryOut = (drawn = first) =>
    instructSpotCheck(
      {
        ...hub.as(city),
        idempotency: { key: "made-with-the-draft", field: "carryOutSpotCheck", bodyHash: Buffer.alloc(32) },
      },
      id,
      {
        type: "carryOut",
        complexId: drawn?.complexId ?? "",
        carriedOutAt: hub.clock.now(),
        inspection: { result: "clean", evidenceIds: [] },
        findings: [],
      },
    );
  await carryOut();
  const [{ inspectionId } = { inspectionId: null }] = await items();
  // The hub has forgotten its answer by then.
  await hub.prisma.idempotencyRecord.deleteMany();
  await carryOut();
  expect(await items()).toMatchObject([{ inspectionId, state: "carriedOut" }, { state: "drawn" }]);
  expect(await hub.prisma.inspection.count({ where: { kind: "spotCheck" } })).toBe(1);
  await hub.prisma.idempotencyRecord.deleteMany();
  await carryOut(second);
  expect((await items()).map(({ state }) => state)).toEqual(["carriedOut", "carriedOut"]);
});
