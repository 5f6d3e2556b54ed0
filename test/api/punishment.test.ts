import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { localId } from "../../schema/node.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { figureOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let city: Viewer;
let credit: Viewer;
let market: Viewer;
let creditEventId: string;
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  city = await hub.person("city", "1401");
  credit = await hub.person("department", "1401", { department: "credit" });
  market = await hub.person("department", "1401", { department: "marketRegulation" });
  creditEventId = (await hub.prisma.jointPunishment.findFirstOrThrow()).creditEventId;
});
afterAll(() => hub?.drop());

const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "jointPunishment", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "jointPunishment", input);
const open = (startsOn: string) =>
  done(city, "openJointPunishment", {
    creditEventId: globalId("CreditEvent", creditEventId),
    reason: "拒不整改",
    startsOn,
    endsOn: "2025-03-01",
    departments: [
      { department: "CREDIT", measures: ["credit/publication"] },
      { department: "MARKET_REGULATION", measures: ["marketRegulation/inspection"] },
    ],
  });
const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ jointPunishment: { state: string; allowedCommands: string[]; liftReason: string } | null }>(
      viewer,
      "query ($id: ID!) { jointPunishment(id: $id) { state allowedCommands liftReason evidence { name } departments { department done } } }",
      { id },
    )
  ).jointPunishment;
const listed = async (viewer: Viewer, filter: object) =>
  (
    await hub.ask<{ jointPunishments: { totalCount: number } }>(
      viewer,
      "query ($filter: JointPunishmentFilter) { jointPunishments(filter: $filter) { totalCount } }",
      { filter },
    )
  ).jointPunishments.totalCount;
const happened = async (id: string) =>
  (
    await hub.prisma.activityEvent.findMany({
      where: { subjectId: localId("JointPunishment", id) },
      orderBy: { id: "asc" },
    })
  ).map(({ kind, occurredAt }) => ({ kind, at: occurredAt.toISOString() }));

it("can be taken back until a department has confirmed", async () => {
  const id = await open("2024-08-16");
  expect((await shown(city, id))?.allowedCommands).toEqual(["LIFT"]);
  await done(city, "liftJointPunishment", { id, reason: "选错了企业" });
  const next = await open("2024-08-16");
  await done(credit, "confirmJointPunishment", { id: next });
  expect((await shown(city, next))?.allowedCommands).toEqual([]);
  expect(refusals(await command(city, "liftJointPunishment", { id: next, reason: "再想想" }))).toEqual([
    "punishment/not-repaired",
  ]);
});

it("is confirmed by each department, in force from its first day, reported on with proof, and lifted with the repair", async () => {
  const id = await open("2024-09-01");
  await done(credit, "confirmJointPunishment", { id });
  expect(await shown(market, id)).toMatchObject({ state: "OPENED", allowedCommands: ["CONFIRM"] });
  expect(await listed(credit, { unreported: "CREDIT" })).toBe(2);
  await done(market, "confirmJointPunishment", { id });
  expect((await shown(city, id))?.state).toBe("CONFIRMED");
  hub.clock.set("2024-09-01T00:00:20+08:00");
  await hub.tick();
  await hub.tick();
  expect((await shown(city, id))?.state).toBe("IN_FORCE");
  expect((await happened(id)).filter(({ kind }) => kind === "JointPunishmentInForce")).toEqual([
    { kind: "JointPunishmentInForce", at: "2024-08-31T16:00:00.000Z" },
  ]);
  const shot = await storedFile(hub, credit, "公示截图.pdf");
  await done(credit, "reportJointPunishment", { id, done: "已公示", evidenceIds: [shot] });
  expect(await shown(market, id)).toMatchObject({
    evidence: [{ name: "公示截图.pdf" }],
    departments: expect.arrayContaining([{ department: "CREDIT", done: "已公示" }]),
  });
  expect(await listed(credit, { unreported: "CREDIT" })).toBe(1);

  hub.clock.set("2025-02-20T10:00:00+08:00");
  await hub.tick();
  const event = globalId("CreditEvent", creditEventId);
  const repair = { id: event, dutiesPerformed: true, commitmentPublished: true };
  expect(refusals(await give(hub, city, "repairCreditEvent", "creditEvent", repair))).toEqual([]);
  expect(await shown(market, id)).toMatchObject({ state: "LIFTED", liftReason: "信用已修复", allowedCommands: [] });
  expect((await happened(id)).at(-1)?.kind).toBe("JointPunishmentLifted");
  const { id: local } = await hub.prisma.jointPunishment.findFirstOrThrow({ where: { liftReason: "信用已修复" } });
  expect(await hub.prisma.timer.count({ where: { subjectId: local } })).toBe(0);
  expect(await figureOf(hub, "1401", "punishment.running")).toBe(
    await hub.prisma.jointPunishment.count({ where: { state: { not: "lifted" } } }),
  );
});

it("is no business of a department that it is not addressed to, nor of another city's", async () => {
  const { id: row } = await hub.prisma.jointPunishment.findFirstOrThrow();
  const id = globalId("JointPunishment", row);
  for (const viewer of [
    await hub.person("department", "1401", { department: "fireRescue" }),
    await hub.person("department", "1402", { department: "credit" }),
    await hub.person("city", "1402"),
  ]) {
    expect(await shown(viewer, id), `${viewer.role} ${viewer.region}`).toBeNull();
    expect(await listed(viewer, {})).toBe(0);
    expect(refusals(await command(viewer, "liftJointPunishment", { id, reason: "试试" }))).toEqual(["not-found"]);
  }
});
