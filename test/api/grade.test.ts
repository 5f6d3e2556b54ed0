import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { figuresOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
let reform: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  reform = await hub.person("department", "1401", { department: "developmentReform" });
});
afterAll(() => hub?.drop());

const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "gradeReview", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "gradeReview", input);

const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ gradeReview: Record<string, unknown> | null }>(
      viewer,
      `query ($id: ID!) { gradeReview(id: $id) {
        number state allowedCommands fromGrade fromChargeFen toGrade toChargeFen chargedFrom returnReason
        complex { serviceGrade chargeFen } rectification { state followUps { kind state gradeReview { number } } }
      } }`,
      { id },
    )
  ).gradeReview;

const setGrades = async (viewer: Viewer, grades: object[]) =>
  (
    await hub.ask<{ setServiceGrades: { errors: { code: string; path: string[] }[] } }>(
      viewer,
      "mutation ($input: SetServiceGradesInput!) { setServiceGrades(input: $input) { errors { code path } } }",
      { input: { grades } },
    )
  ).setServiceGrades.errors;

const catalogue = async (viewer: Viewer, region?: string) =>
  (
    await hub.ask<{ serviceGrades: { name: string; chargeFen: number }[] }>(
      viewer,
      "query ($region: String) { serviceGrades(region: $region) { name chargeFen } }",
      { region },
    )
  ).serviceGrades.map(({ name, chargeFen }) => `${name} ${chargeFen}`);

const figures = (...names: string[]) => figuresOf(hub, "140105", ...names);

/** The review that the chain left open, with the grade and charge that the ledger has. */
async function withdrawThat() {
  const { id, complexId, rectificationId } = await hub.prisma.gradeReview.findFirstOrThrow({
    where: { settledAt: null },
  });
  await done(city, "withdrawGradeReview", { id: globalId("GradeReview", id), reason: "重来" });
  await hub.prisma.complex.update({ where: { id: complexId }, data: { serviceGrade: "一级", chargeFen: 180 } });
  return { complexId, rectificationId: globalId("Rectification", rectificationId) };
}

it("goes from a refused rectification to a charge that an inspection has verified", async () => {
  const [owedBefore] = await figures("followUp.owed");
  const { complexId, rectificationId } = await withdrawThat();
  // What came to nothing has paid no debt.
  expect(await figures("followUp.owed")).toEqual([Number(owedBefore) + 1]);
  const grade = (name: string, chargeFen: number) => ({ name, chargeFen, standard: "按规范" });
  expect(await setGrades(county, [grade("一级", 180)])).toEqual([{ code: "forbidden", path: [] }]);
  expect(await setGrades(city, [grade("一级", 140), grade("二级", 180)])).toEqual([
    { code: "grade/charge-not-falling", path: ["grades", "1", "chargeFen"] },
  ]);
  expect(await setGrades(city, [grade("一级", 180), grade("二级", 140), grade("三级", 100)])).toEqual([]);
  expect(await catalogue(county)).toEqual(["一级 180", "二级 140", "三级 100"]);

  const opening = { rectificationId, grade: "二级", reason: "拒不整改" };
  expect(refusals(await command(county, "openGradeReview", { ...opening, grade: "一级" }))).toEqual([
    "grade-review/grade-not-lower at grade",
  ]);
  const id = await done(county, "openGradeReview", opening);
  expect(refusals(await command(county, "openGradeReview", opening))).toEqual([
    "grade-review/running-already at rectificationId",
  ]);
  // The next one takes it over again.
  expect(await figures("followUp.owed", "gradeReview.open", "gradeReview.opened")).toEqual([owedBefore, 1, 2]);

  expect(await shown(reform, id)).toMatchObject({ allowedCommands: ["CONFIRM", "RETURN"], rectification: null });
  await done(reform, "returnGradeReview", { id, reason: "应降两级" });
  expect(await shown(county, id)).toMatchObject({ state: "RETURNED", allowedCommands: ["PROPOSE"] });
  await done(county, "proposeGrade", { id, grade: "三级", reason: "按意见调整" });
  expect(refusals(await command(city, "confirmGradeReview", { id, chargeFen: 90, chargedFrom: "2024-08-20" }))).toEqual(
    ["forbidden"],
  );
  await done(reform, "confirmGradeReview", { id, chargeFen: 90, chargedFrom: "2024-08-20" });
  expect(await shown(county, id)).toMatchObject({
    state: "CONFIRMED",
    toGrade: "三级",
    toChargeFen: 90,
    complex: { serviceGrade: "一级", chargeFen: 180 },
  });

  hub.clock.set("2024-08-19T23:59:59+08:00");
  await hub.tick();
  expect((await shown(county, id))?.state).toBe("CONFIRMED");
  hub.clock.set("2024-08-20T00:00:30+08:00");
  await hub.tick();
  expect(await shown(county, id)).toMatchObject({
    state: "IN_FORCE",
    allowedCommands: ["VERIFY"],
    complex: { serviceGrade: "三级", chargeFen: 90 },
    rectification: {
      state: "REFUSED",
      followUps: expect.arrayContaining([expect.objectContaining({ kind: "GRADE_REVIEW", state: "OPENED" })]),
    },
  });
  const lowered = await hub.prisma.activityEvent.findMany({ where: { kind: "GradeLowered" } });
  expect(lowered.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2024-08-19T16:00:00.000Z"]);

  const file = await storedFile(hub, county, "收费公示.jpg");
  const early = await hub.prisma.inspection.findFirstOrThrow({ where: { complexId } });
  expect(
    refusals(await command(county, "verifyGradeReview", { id, inspectionId: globalId("Inspection", early.id) })),
  ).toEqual(["grade-review/inspection-unfit at inspectionId"]);
  expect(refusals(await command(county, "verifyGradeReview", { id }))).toEqual([
    "grade-review/inspection-missing at inspectionId",
  ]);
  hub.clock.set("2024-08-21T10:00:00+08:00");
  const inspection = { carriedOutAt: "2024-08-21T09:30:00+08:00", evidenceIds: [file] };
  await done(county, "verifyGradeReview", { id, inspection });
  expect(await shown(county, id)).toMatchObject({ state: "VERIFIED", allowedCommands: [] });
  expect(await figures("gradeReview.open", "gradeReview.verified", "gradeReview.inForce")).toEqual([0, 1, 1]);
});

it("is seen in its region, and by its development and reform alone of the departments", async () => {
  const { id: row } = await hub.prisma.gradeReview.findFirstOrThrow({ where: { state: "verified" } });
  const id = globalId("GradeReview", row);
  const provincial = await hub.person("department", "14", { department: "developmentReform" });
  for (const viewer of [county, city, reform, provincial]) expect(await shown(viewer, id)).not.toBeNull();
  const others = [
    await hub.person("county", "140106"),
    await hub.person("city", "1402"),
    await hub.person("department", "1402", { department: "developmentReform" }),
    await hub.person("department", "1401", { department: "marketRegulation" }),
    await hub.person("administrator", "14"),
    await hub.person("display", "14"),
  ];
  for (const viewer of others) expect(await shown(viewer, id), viewer.role).toBeNull();
  const heard = await hub.prisma.activityEvent.findMany({ where: { subjectId: row } });
  expect(new Set(heard.flatMap(({ audienceDepartments }) => audienceDepartments))).toEqual(
    new Set(["developmentReform:1401", "developmentReform:14"]),
  );
  expect(await catalogue(await hub.person("city", "1402"), "1401")).toEqual([]);
  expect(await catalogue(await hub.person("display", "14"), "1401")).toEqual([]);
  expect(await catalogue(provincial, "1401")).toHaveLength(3);
});

it("is offered to whom it may be opened by, by the debt itself", async () => {
  const { id, cityCode, countyCode } = await hub.prisma.rectification.findFirstOrThrow({ where: { state: "ordered" } });
  const debt = await hub.prisma.followUp.create({
    data: { rectificationId: id, kind: "gradeReview", cityCode, countyCode, owedSince: hub.clock.now() },
  });
  const offered = async (viewer: Viewer) =>
    (
      await hub.ask<{ node: { allowedCommands: string[] } }>(
        viewer,
        "query ($id: ID!) { node(id: $id) { ... on FollowUp { allowedCommands } } }",
        { id: globalId("FollowUp", debt.id) },
      )
    ).node.allowedCommands;
  expect(await offered(county)).toEqual(["OPEN"]);
  expect(await offered(city)).toEqual(["OPEN", "WAIVE"]);
  expect(await offered(await hub.person("leader", "14"))).toEqual([]);
  await hub.prisma.followUp.update({ where: { id: debt.id }, data: { state: "opened" } });
  expect(await offered(city)).toEqual([]);
});
