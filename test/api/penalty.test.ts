import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { statutory, type WorkCalendar } from "../../schema/calendar/rules.ts";
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
/** The finding whose rectification was refused, which owes a penalty; and the company that answers for it. */
let finding: { id: string; companyId: string; rectificationId: string };
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  finding = (await hub.prisma.finding.findFirstOrThrow({ where: { state: "unrectified" } })) as typeof finding;
});
afterAll(() => hub?.drop());

const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "penaltyCase", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "penaltyCase", input);

const paper = async (author: Viewer) => ({ evidenceIds: [await storedFile(hub, author, "材料.pdf")] });

const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ penaltyCase: Record<string, unknown> | null }>(
      viewer,
      `query ($id: ID!) { penaltyCase(id: $id) {
        number version state allowedCommands overdue nextDueAt decisionDue hearingAskDue serviceDue paymentDue
        limitationOn provision { number minFen maxFen basis minPercent } range { minFen maxFen } offeredFen amountFen
        surcharge(on: "2024-10-13") { days fen outstandingFen capped } now: surcharge { days }
        findings { state penaltyCases { number } } evidence { name } payments { amountFen } creditEvents { ground }
        followUps { state kind penaltyCase { number } rectification { state } }
      } }`,
      { id },
    )
  ).penaltyCase;

const figures = (...names: string[]) => figuresOf(hub, "140105", ...names);
const happened = (subjectId: string, kind: string) =>
  hub.prisma.activityEvent.findMany({ where: { subjectId: localOf(subjectId), kind } });
const localOf = (id: string) => localId("PenaltyCase", id);

const article = "PROPERTY_REGULATION_63";
const opening = () => ({
  article,
  findingIds: [globalId("Finding", finding.id)],
  party: "UNIT",
  facts: "擅自利用外墙设置广告",
  actEndedOn: "2024-07-31",
  harmed: false,
});

const discredit = (companyId: string, determinedOn: string) => ({
  companyId: globalId("Company", companyId),
  severity: "GENERAL",
  description: "受到行政处罚",
  documentNumber: "并住建罚〔2024〕1号",
  determinedOn,
});

it("pays what its finding owes as long as it stands, whatever becomes of a transfer", async () => {
  const { rectificationId } = finding;
  const debt = () => hub.prisma.followUp.findFirst({ where: { rectificationId, kind: "penaltyOrTransfer" } });
  const sending = { findingIds: opening().findingIds, department: "FIRE_RESCUE", reason: "占用消防车通道" };
  const sent = await give(hub, county, "sendTransfer", "transfer", sending);
  expect(await debt()).toMatchObject({ state: "opened", penaltyCaseId: null });
  const id = await done(city, "openPenaltyCase", opening());
  expect(
    refusals(await give(hub, county, "withdrawTransfer", "transfer", { id: sent.subject?.id, reason: "自办" })),
  ).toEqual([]);
  expect(await debt()).toMatchObject({ state: "opened", penaltyCaseId: localOf(id), transferId: null });
  await done(city, "withdrawPenaltyCase", { id, reason: "事实不清" });
  expect(await debt()).toMatchObject({ state: "owed", penaltyCaseId: null });
});

it("keeps its finding: what a case, a transfer or discredit rests on is not withdrawn", async () => {
  const whole = await hub.prisma.finding.findUniqueOrThrow({ where: { id: finding.id } });
  const fresh = { ...whole, id: undefined, state: "open", rectificationId: null, penaltyDebtId: null } as const;
  const at = globalId("Finding", (await hub.prisma.finding.create({ data: fresh })).id);
  const withdraw = async () =>
    refusals(await give(hub, county, "withdrawFinding", "finding", { id: at, reason: "重复" }));
  const sending = { findingIds: [at], department: "FIRE_RESCUE", reason: "占用消防车通道" };
  const sent = await give(hub, county, "sendTransfer", "transfer", sending);
  expect(await withdraw()).toEqual(["finding/is-ground"]);
  await give(hub, county, "withdrawTransfer", "transfer", { id: sent.subject?.id, reason: "自办" });
  const id = await done(city, "openPenaltyCase", { ...opening(), findingIds: [at] });
  expect(await withdraw()).toEqual(["finding/is-ground"]);
  await done(city, "withdrawPenaltyCase", { id, reason: "事实不清" });
  const event = { ...discredit(finding.companyId, "2024-08-15"), ground: "FINDING", findingId: at };
  const { subject } = await give(hub, city, "recordCreditEvent", "creditEvent", event);
  const question = "query ($at: ID!) { finding(id: $at) { allowedCommands } }";
  const offered = async () =>
    (await hub.ask<{ finding: { allowedCommands: string[] } }>(county, question, { at })).finding.allowedCommands;
  expect([await withdraw(), await offered()]).toEqual([["finding/is-ground"], []]);
  await give(hub, city, "withdrawCreditEvent", "creditEvent", { id: subject?.id, reason: "认定有误" });
  expect([await offered(), await withdraw()]).toEqual([["WITHDRAW"], []]);
});

it("goes from the debt of a refused rectification to a fine that is paid with its surcharge", async () => {
  const [owedBefore = 0] = await figures("followUp.owed");
  expect(refusals(await command(county, "openPenaltyCase", opening()))).toEqual(["forbidden"]);
  const late = await command(city, "openPenaltyCase", { ...opening(), actEndedOn: "2022-08-14" });
  expect(late.errors).toEqual([
    {
      code: "penalty/limitation",
      path: ["actEndedOn"],
      message:
        "违法行为在 2 年内未被发现的，不再给予行政处罚（《行政处罚法》第36条）：最迟应在 2024-08-14 发现，实际发现于 2024-08-15。",
    },
  ]);
  const id = await done(city, "openPenaltyCase", opening());
  expect(refusals(await command(city, "openPenaltyCase", opening()))).toEqual([
    "penalty/finding-taken at findingIds.0",
  ]);
  expect(await figures("followUp.owed")).toEqual([owedBefore - 1]);
  expect(await shown(county, id)).toMatchObject({
    state: "FILED",
    allowedCommands: ["RECORD_EVIDENCE"],
    decisionDue: new Date("2024-11-14T00:00:00+08:00"),
    provision: { number: 63, minFen: 5_000_000, maxFen: 20_000_000, basis: null, minPercent: null },
    surcharge: null,
    followUps: [{ kind: "PENALTY_OR_TRANSFER", state: "OPENED", rectification: { state: "REFUSED" } }],
  });

  await done(county, "recordPenaltyEvidence", { id, ...(await paper(county)) });
  const offer = { id, offeredOn: "2024-08-15", article, amountFen: 6_000_000 };
  const low = await hub.ask<{ offerPenaltyHearing: { errors: object[] } }>(
    city,
    "mutation ($input: OfferPenaltyHearingInput!) { offerPenaltyHearing(input: $input) { errors { code message } } }",
    { input: { ...offer, amountFen: 4_000_000 } },
    { locale: "en" },
  );
  expect(low.offerPenaltyHearing.errors).toEqual([
    {
      code: "penalty/amount-out-of-range",
      message:
        "A fine of 40000.00 yuan is outside article 63 of the Property Management Regulation: from 50000.00 to 200000.00 yuan.",
    },
  ]);
  const stale = { ...offer, expectedVersion: 1 };
  expect(refusals(await command(city, "offerPenaltyHearing", stale))).toEqual(["conflict/stale at expectedVersion"]);
  await done(city, "offerPenaltyHearing", { ...offer, expectedVersion: 2 });
  const decision = { id, decidedOn: "2024-08-23", amountFen: 5_000_000 };
  expect(refusals(await command(city, "decidePenalty", decision))).toEqual(["penalty/hearing-open"]);

  hub.clock.set("2024-08-23T09:00:00+08:00");
  await hub.tick();
  expect(await happened(id, "PenaltyHearingLapsed")).toHaveLength(1);
  await done(city, "decidePenalty", decision);
  expect(await figures("penalty.decided", "penalty.yuan", "penalty.open")).toEqual([1, 50_000, 2]);

  // Nobody serves it in time: said once, whenever the ticker comes.
  hub.clock.set("2024-09-10T09:00:00+08:00");
  await hub.tick();
  await hub.tick();
  const overdue = await happened(id, "PenaltyServiceOverdue");
  expect(overdue.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2024-09-03T16:00:00.000Z"]);
  expect(await shown(county, id)).toMatchObject({ state: "DECIDED", overdue: true });
  expect(await figures("penalty.overdueNow", "penalty.serviceOverdue")).toEqual([1, 1]);
  await done(county, "servePenalty", { id, servedOn: "2024-09-10", receivedBy: "项目经理", ...(await paper(county)) });
  expect(await figures("penalty.overdueNow")).toEqual([0]);
  expect(await shown(city, id)).toMatchObject({
    state: "SERVED",
    overdue: false,
    paymentDue: new Date("2024-09-26T00:00:00+08:00"),
    now: { days: 0 },
  });

  hub.clock.set("2024-10-10T09:00:00+08:00");
  await hub.tick();
  expect(await happened(id, "PenaltyPaymentOverdue")).toHaveLength(1);
  expect(await figures("penalty.overdueNow")).toEqual([1]);
  await done(county, "recordPenaltyPayment", { id, paidOn: "2024-10-05", amountFen: 5_000_000, receipt: "0001" });
  expect(await shown(city, id)).toMatchObject({
    state: "SERVED",
    surcharge: { days: 10, fen: 1_500_000, outstandingFen: 1_500_000, capped: false },
  });
  const rest = { id, paidOn: "2024-10-10", amountFen: 1_500_001, receipt: "0002" };
  expect(refusals(await command(county, "recordPenaltyPayment", rest))).toEqual([
    "penalty/payment-above-outstanding at amountFen",
  ]);
  await done(county, "recordPenaltyPayment", { ...rest, amountFen: 1_500_000 });
  expect(await shown(city, id)).toMatchObject({ state: "PERFORMED", allowedCommands: [], overdue: false });
  expect(await figures("penalty.performed", "penalty.overdueNow", "penalty.open")).toEqual([1, 0, 1]);
});

it("a penalty is a ground of discredit once it is decided, of its own company", async () => {
  const penalty = await hub.prisma.penaltyCase.findFirstOrThrow({ where: { state: "performed" } });
  const running = await hub.prisma.penaltyCase.findFirstOrThrow({ where: { state: "hearingNotified" } });
  const record = (penaltyCaseId: string | null, companyId = finding.companyId) =>
    give(hub, city, "recordCreditEvent", "creditEvent", {
      ...discredit(companyId, "2024-08-23"),
      ground: "PENALTY",
      penaltyCaseId: penaltyCaseId && globalId("PenaltyCase", penaltyCaseId),
    });
  for (const [id, company] of [
    [null, finding.companyId],
    [running.id, running.companyId],
    [penalty.id, running.companyId],
  ] as const)
    expect(refusals(await record(id, company))).toEqual(["credit/penalty-missing at penaltyCaseId"]);
  expect(refusals(await record(penalty.id))).toEqual([]);
  expect(await shown(city, globalId("PenaltyCase", penalty.id))).toMatchObject({
    creditEvents: [{ ground: "PENALTY" }],
  });
});

it("a hearing that is told of is held, and a case that is withdrawn frees its findings and its figures", async () => {
  const { id: row, companyId } = await hub.prisma.penaltyCase.findFirstOrThrow({ where: { state: "hearingNotified" } });
  const id = globalId("PenaltyCase", row);
  expect((await shown(city, id))?.allowedCommands).toEqual(["NOTIFY_HEARING", "HOLD_HEARING", "CLOSE", "WITHDRAW"]);
  await done(city, "holdPenaltyHearing", { id, record: "当事人承认事实", ...(await paper(city)) });
  const decision = { id, decidedOn: "2024-10-10", amountFen: 5_000_000 };
  await done(city, "decidePenalty", decision);
  expect(await figures("penalty.yuan", "penalty.hearings")).toEqual([100_000, 1]);
  const { subject } = await give(hub, city, "recordCreditEvent", "creditEvent", {
    ...discredit(companyId, "2024-10-10"),
    ground: "PENALTY",
    penaltyCaseId: id,
  });
  expect(refusals(await command(city, "withdrawPenaltyCase", { id, reason: "复议撤销" }))).toEqual([
    "penalty/is-ground",
  ]);
  expect((await shown(city, id))?.allowedCommands).toEqual(["SERVE"]);
  await give(hub, city, "withdrawCreditEvent", "creditEvent", { id: subject?.id, reason: "处罚将撤销" });
  await done(city, "withdrawPenaltyCase", { id, reason: "复议撤销" });
  expect(await figures("penalty.decided", "penalty.yuan", "penalty.open")).toEqual([1, 50_000, 0]);
  const { findingId } = await hub.prisma.penaltyCaseFinding.findFirstOrThrow({ where: { caseId: row } });
  const again = { ...opening(), findingIds: [globalId("Finding", findingId)] };
  const next = await done(city, "openPenaltyCase", again);
  expect((await shown(city, next))?.findings).toMatchObject([{ penaltyCases: [expect.anything(), expect.anything()] }]);
  // Its rectification is still open: once it is settled, the case has paid what it leaves owed.
  const { rectificationId } = await hub.prisma.finding.findUniqueOrThrow({ where: { id: findingId } });
  const refusal = { id: globalId("Rectification", rectificationId ?? ""), ...(await paper(county)) };
  // Also where it is settled at the very moment at which the case is filed.
  const live = (is: boolean) => ({ where: { findingId, caseId: localOf(next) }, data: { live: is } });
  await hub.prisma.penaltyCaseFinding.updateMany(live(false));
  const settled = await hub.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`select 1 from "Finding" where "id" = ${findingId}::uuid for update`;
      const answer = give(hub, county, "refuseRectification", "rectification", refusal);
      const waiting = () => hub.prisma.$queryRaw<object[]>`select 1 from pg_locks where not granted`;
      await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThan(0);
      await tx.penaltyCaseFinding.updateMany(live(true));
      return { answer };
    },
    { timeout: 20_000 },
  );
  expect(refusals(await settled.answer)).toEqual([]);
  expect(await shown(county, next)).toMatchObject({ followUps: [{ kind: "PENALTY_OR_TRANSFER", state: "OPENED" }] });
});

it("working days are counted again when their calendar is known", async () => {
  hub.clock.set("2026-12-30T09:00:00+08:00");
  const { id: row } = await hub.prisma.penaltyCase.findFirstOrThrow({ where: { state: "filed" } });
  const id = globalId("PenaltyCase", row);
  await done(city, "recordPenaltyEvidence", { id, ...(await paper(city)) });
  await done(city, "offerPenaltyHearing", { id, offeredOn: "2026-12-30", article, amountFen: 6_000_000 });
  const due = async () => (await shown(city, id))?.hearingAskDue;
  expect(await due()).toEqual(new Date("2027-01-07T00:00:00+08:00"));
  const calendar: WorkCalendar = {
    published: (year) => year === 2027 || statutory.published(year),
    working: (date) => date.toString() !== "2027-01-01" && statutory.working(date),
  };
  expect(await recountTimers(hub.as(hub.hub), calendar)).toBeGreaterThan(0);
  expect(await due()).toEqual(new Date("2027-01-08T00:00:00+08:00"));
  expect(await happened(id, "TimerMoved")).toHaveLength(1);
});

it("is seen in its region; one that reaches beyond a county is the city's", async () => {
  const rows = await hub.prisma.penaltyCase.findMany({ orderBy: { filedAt: "asc" } });
  const id = globalId("PenaltyCase", rows[0]?.id ?? "");
  for (const viewer of [county, city, await hub.person("office", "14")]) expect(await shown(viewer, id)).not.toBeNull();
  const others = [
    await hub.person("county", "140106"),
    await hub.person("city", "1402"),
    await hub.person("department", "1401", { department: "cityManagement" }),
    await hub.person("administrator", "14"),
    await hub.person("display", "14"),
  ];
  for (const viewer of others) expect(await shown(viewer, id), viewer.role).toBeNull();
  await hub.prisma.penaltyCase.update({
    where: { id: rows[0]?.id ?? "" },
    data: { countyCode: null, subdistrictCode: null },
  });
  expect(await shown(county, id)).toBeNull();
  expect(await shown(city, id)).not.toBeNull();
});
