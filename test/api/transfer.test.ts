import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { localId } from "../../schema/node.ts";
import { recountTimers } from "../../schema/timer/recount.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { figuresOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
let fire: Viewer;
let market: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  fire = await hub.person("department", "1401", { department: "fireRescue" });
  market = await hub.person("department", "1401", { department: "marketRegulation" });
});
afterAll(() => hub?.drop());

const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "transfer", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "transfer", input);

const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ transfer: Record<string, unknown> | null }>(
      viewer,
      `query ($id: ID!) { transfer(id: $id) {
        number state department allowedCommands reason answer closingReason outcome overdue words withWords
        complexName companyName complaintNumber complaintKind { code } matters { kind { code } description illegal }
        complex { name } complaint { number state } rectifications { followUps { kind state transfer { number } } }
        evidence { name url } matterEvidence { name url }
      } }`,
      { id },
    )
  ).transfer;

const listed = async (viewer: Viewer, filter: object = {}) =>
  (
    await hub.ask<{ transfers: { totalCount: number; edges: { node: { number: string } }[] } }>(
      viewer,
      "query ($filter: TransferFilter) { transfers(filter: $filter) { totalCount edges { node { number } } } }",
      { filter },
    )
  ).transfers;

const figures = (...names: string[]) => figuresOf(hub, "140105", ...names);

const ofChain = async (department: "fireRescue" | "marketRegulation") =>
  globalId("Transfer", (await hub.prisma.transfer.findFirstOrThrow({ where: { department } })).id);
const kinds = async (id: string) =>
  (
    await hub.prisma.activityEvent.findMany({
      where: { subjectId: localId("Transfer", id) },
      orderBy: { id: "asc" },
    })
  ).map(({ kind }) => kind);

it("hands a complaint over, words and all, and who complained to nobody", async () => {
  const id = await ofChain("marketRegulation");
  const held = await shown(market, id);
  expect(held).toMatchObject({
    state: "SENT",
    allowedCommands: ["ACCEPT", "RETURN"],
    reason: expect.stringContaining("价格"),
    words: expect.stringContaining("电梯坏了"),
    complaintKind: { code: "services-not-as-contracted" },
    complex: null,
    complaint: null,
    rectifications: [],
    matters: [],
  });
  const text = JSON.stringify(held);
  for (const secret of ["138", "业主"]) expect(text).not.toContain(secret);
  expect(await shown(county, id)).toMatchObject({
    allowedCommands: ["WITHDRAW"],
    complaint: { number: held?.complaintNumber, state: "TRANSFERRED" },
  });
  expect((await shown(city, id))?.allowedCommands).toEqual(["ACCEPT", "RETURN", "WITHDRAW"]);
  // The words are nowhere but under the complaint's key.
  const row = await hub.prisma.transfer.findFirstOrThrow({ where: { department: "marketRegulation" } });
  expect([row.reason, row.answer, row.closingReason]).toEqual([null, null, null]);

  expect(refusals(await command(market, "answerTransfer", { id, outcome: "OTHER", answer: "已查" }))).toEqual([
    "transfer/not-in-this-state",
  ]);
  await done(market, "acceptTransfer", { id });
  await done(market, "answerTransfer", { id, outcome: "CORRECTED", answer: "已责令退费" });
  expect(await shown(county, id)).toMatchObject({
    state: "ANSWERED",
    outcome: "CORRECTED",
    answer: "已责令退费",
    allowedCommands: [],
  });
  const complaint = await hub.prisma.complaint.findUniqueOrThrow({ where: { id: row.complaintId ?? "" } });
  expect(complaint).toMatchObject({ state: "transferred", pausedAt: null, verifiedAt: hub.clock.now() });
  const feedback = { id: globalId("Complaint", complaint.id), text: "市场监管部门已责令退费" };
  expect(refusals(await give(hub, county, "giveComplaintFeedback", "complaint", feedback))).toEqual([]);
  expect(await figures("transfer.made", "transfer.answered", "transfer.answeredInTime")).toEqual([2, 1, 1]);
});

it("pays what an illegal finding owes, and owes it again when it comes back", async () => {
  const finding = await hub.prisma.finding.findFirstOrThrow({ where: { state: "unrectified" } });
  const again = { findingIds: [globalId("Finding", finding.id)], department: "FIRE_RESCUE", reason: "已补充照片" };
  const [before] = await figures("followUp.owed");
  const id = await done(county, "sendTransfer", { ...again, reason: "占用消防车通道" });
  expect(await figures("followUp.owed")).toEqual([(before ?? 0) - 1]);
  const debts = async () =>
    (((await shown(county, id))?.rectifications ?? []) as { followUps: { kind: string; state: string }[] }[])
      .flatMap(({ followUps }) => followUps)
      .filter(({ kind }) => kind === "PENALTY_OR_TRANSFER");
  expect(await debts()).toEqual([
    { kind: "PENALTY_OR_TRANSFER", state: "OPENED", transfer: { number: (await shown(county, id))?.number } },
  ]);
  const [owed] = await figures("followUp.owed");
  const held = await shown(fire, id);
  expect(held).toMatchObject({
    complaintNumber: null,
    words: null,
    matters: [{ illegal: true, kind: { code: "services-not-as-contracted" } }],
    matterEvidence: [{ name: expect.stringContaining("现场") }],
    evidence: [],
  });
  expect(refusals(await command(county, "returnTransfer", { id, reason: "不是我们的" }))).toEqual(["forbidden"]);
  await done(fire, "returnTransfer", { id, reason: "请补充照片" });
  expect(await debts()).toEqual([{ kind: "PENALTY_OR_TRANSFER", state: "OWED", transfer: null }]);
  expect(await figures("followUp.owed")).toEqual([(owed ?? 0) + 1]);
  const back = { closingReason: "请补充照片", matterEvidence: [], allowedCommands: [], matters: held?.matters };
  expect(await shown(fire, id)).toMatchObject(back);

  expect(refusals(await command(fire, "sendTransfer", again))).toEqual(["forbidden"]);
  const neighbour = await hub.person("county", "140106");
  expect(refusals(await command(neighbour, "sendTransfer", again))).toEqual(["not-found at findingIds.0"]);
  expect(refusals(await command(county, "sendTransfer", { ...again, department: "HOUSING" }))).toEqual([
    "transfer/department-unfit at department",
  ]);
  const second = await done(county, "sendTransfer", again);
  expect(refusals(await command(county, "sendTransfer", again))).toEqual(["transfer/running-already at findingIds.0"]);
  expect(await debts()).toMatchObject([{ state: "OPENED" }]);
  await done(county, "withdrawTransfer", { id: second, reason: "另案处理" });
  expect(await debts()).toMatchObject([{ state: "OWED" }]);
  const third = await done(county, "sendTransfer", again);
  await done(fire, "acceptTransfer", { id: third });
  await done(fire, "answerTransfer", { id: third, outcome: "PENALISED", answer: "罚款" });
  expect(await debts()).toMatchObject([{ state: "OPENED" }]);
  expect(await figures("followUp.owed", "transfer.penalised", "transfer.withdrawn")).toEqual([owed, 1, 1]);
});

it("is no concern of a debt that a penalty case has taken over", async () => {
  const sent = await ofChain("fireRescue");
  const held = await hub.prisma.transferFinding.findFirstOrThrow({
    where: { transferId: localId("Transfer", sent) },
    include: { finding: true },
  });
  const letter = await storedFile(hub, county, "复函.pdf");
  const order = held.finding.rectificationId ?? "";
  const refusal = { id: globalId("Rectification", order), evidenceIds: [letter] };
  expect(refusals(await give(hub, county, "refuseRectification", "rectification", refusal))).toEqual([]);
  const debt = () => hub.prisma.followUp.findFirst({ where: { rectificationId: order, kind: "penaltyOrTransfer" } });
  expect(await debt()).toMatchObject({ state: "opened", transferId: null });
  await done(county, "withdrawTransfer", { id: sent, reason: "已由住建部门立案" });
  expect(await debt()).toMatchObject({ state: "opened" });
});

it("says what is late once for each clock, and moves with the holidays", async () => {
  const finding = await hub.prisma.transferFinding.findFirstOrThrow();
  const id = await done(county, "sendTransfer", {
    findingIds: [globalId("Finding", finding.findingId)],
    department: "CITY_MANAGEMENT",
    reason: "违建",
  });
  const management = await hub.person("department", "1401", { department: "cityManagement" });
  // A holiday more than was known: the clock ends a working day later, and says so.
  const { statutory } = await import("../../schema/calendar/rules.ts");
  const strike = {
    ...statutory,
    working: (day: Parameters<typeof statutory.working>[0]) =>
      day.toString() !== "2024-08-19" && statutory.working(day),
  };
  await recountTimers(hub.as(hub.hub), strike);
  expect(await kinds(id)).toEqual(["TransferSent", "TimerMoved"]);
  const moved = await hub.prisma.transfer.findFirstOrThrow({ where: { department: "cityManagement" } });
  hub.clock.set(new Date((moved.dueAt as Date).getTime() - 1000));
  await hub.tick();
  expect((await shown(county, id))?.overdue).toBe(false);
  hub.clock.set(new Date((moved.dueAt as Date).getTime() + 1000));
  await hub.tick();
  await hub.tick();
  expect(await kinds(id)).toEqual(["TransferSent", "TimerMoved", "TransferOverdue"]);
  expect(await shown(county, id)).toMatchObject({ overdue: true });
  expect(await figures("transfer.overdueNow", "transfer.overdue")).toEqual([1, 1]);
  expect((await listed(county, { overdue: true })).totalCount).toBe(1);
  await done(management, "acceptTransfer", { id });
  expect(await figures("transfer.overdueNow")).toEqual([0]);
  hub.clock.set(new Date(hub.clock.now().getTime() + 40 * 24 * 3_600_000));
  await hub.tick();
  await done(management, "answerTransfer", { id, outcome: "NO_VIOLATION", answer: "未发现" });
  expect((await kinds(id)).filter((kind) => kind === "TransferOverdue")).toHaveLength(2);
  expect(await figures("transfer.overdueNow", "transfer.open")).toEqual([0, 0]);
});

it("goes with a complaint that is withdrawn, and a duplicate is not left behind", async () => {
  const complain = async () =>
    (
      await give(hub, county, "recordComplaint", "complaint", {
        source: "HOTLINE",
        county: "140105",
        complainant: { name: "演示", phone: "13900139000", text: "演示" },
      })
    ).subject?.id ?? "";
  const [primary, duplicate] = [await complain(), await complain()];
  const ofComplaint = async (field: string, id: string, more: object = {}) =>
    expect(refusals(await give(hub, county, field, "complaint", { id, ...more })), field).toEqual([]);
  await ofComplaint("assignComplaint", primary, { handlerId: globalId("Person", county.id ?? "") });
  await ofComplaint("startComplaintVerification", primary);
  const id = await done(county, "sendTransfer", { complaintId: primary, department: "CREDIT", reason: "信用" });
  expect(
    refusals(await command(county, "sendTransfer", { complaintId: primary, department: "CREDIT", reason: "信用" })),
  ).toEqual(["complaint/not-in-this-state"]);
  await ofComplaint("joinComplaint", duplicate, { primaryId: primary, reason: "同一件事" });
  const stateOf = async (complaint: string) =>
    (
      await hub.prisma.complaint.findUniqueOrThrow({
        where: { id: localId("Complaint", complaint) },
      })
    ).state;
  expect(await stateOf(duplicate)).toBe("transferred");
  await ofComplaint("withdrawComplaint", primary, { reason: "记录有误" });
  expect(await shown(county, id)).toMatchObject({ state: "WITHDRAWN", closingReason: "记录有误" });
  expect([await stateOf(primary), await stateOf(duplicate)]).toEqual(["withdrawn", "verifying"]);
});

it("is seen by its own department and nobody else's: not listed, not counted, not guessed", async () => {
  const all = await listed(county);
  const own = await hub.prisma.transfer.count({ where: { department: "fireRescue" } });
  expect(all.totalCount).toBeGreaterThan(own);
  const provincial = await hub.person("department", "14", { department: "fireRescue" });
  for (const viewer of [fire, provincial]) expect((await listed(viewer)).totalCount).toBe(own);
  expect((await listed(fire, { departments: ["MARKET_REGULATION"] })).totalCount).toBe(0);
  const id = await ofChain("marketRegulation");
  const { number } = await hub.prisma.transfer.findFirstOrThrow({ where: { department: "marketRegulation" } });
  const strangers = [
    fire,
    await hub.person("department", "1402", { department: "marketRegulation" }),
    await hub.person("county", "140106"),
    await hub.person("administrator", "14"),
    await hub.person("display", "14"),
    await hub.person("discipline", "14"),
  ];
  for (const viewer of strangers) {
    expect(await shown(viewer, id), viewer.role).toBeNull();
    expect(refusals(await command(viewer, "acceptTransfer", { id })), viewer.role).toEqual(["not-found"]);
    const { transfer, node } = await hub.ask<{ transfer: null; node: null }>(
      viewer,
      "query ($id: ID!, $number: String!) { transfer(number: $number) { id } node(id: $id) { id } }",
      { id, number },
    );
    expect([transfer, node]).toEqual([null, null]);
  }
  // The files that went with it: for its own department, and for those of the region.
  const held = await hub.prisma.transferFinding.findFirstOrThrow({
    where: { transfer: { state: "answered", department: "fireRescue" } },
    include: { finding: true },
  });
  const where = { subjectType: "Inspection", subjectId: held.finding.inspectionId };
  const photo = globalId("Evidence", (await hub.prisma.evidence.findFirstOrThrow({ where })).id);
  const seen = async (viewer: Viewer) =>
    (await hub.ask<{ node: object | null }>(viewer, "query ($id: ID!) { node(id: $id) { id } }", { id: photo }))
      .node !== null;
  const police = await hub.person("department", "1401", { department: "publicSecurity" });
  for (const viewer of [await hub.person("office", "14"), county, fire]) expect(await seen(viewer)).toBe(true);
  for (const viewer of [police, market]) expect(await seen(viewer)).toBe(false);
  const heard = await hub.ask<{ activities: { edges: { node: { text: string } }[] } }>(
    fire,
    "{ activities(first: 100) { edges { node { text } } } }",
  );
  const told = heard.activities.edges.map(({ node }) => node.text);
  expect(told.length).toBeGreaterThan(0);
  for (const text of told) expect(text).toContain("消防救援机构");
  // Complaints, findings and rectifications of their region they are not told of at all.
  const cases = await hub.ask<Record<string, { totalCount: number }>>(
    fire,
    "{ complaints { totalCount } findings { totalCount } rectifications { totalCount } complexes { totalCount } }",
  );
  expect(Object.values(cases).map(({ totalCount }) => totalCount)).toEqual([0, 0, 0, 0]);
});
