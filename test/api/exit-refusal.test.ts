import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { nowhere } from "../../schema/node.ts";
import { give, refusals } from "../kit/commands.ts";
import { type ExitStage, exitStage } from "../kit/exit-stage.ts";
import { uscc } from "../kit/ledger.ts";
import { globalId } from "../kit/schema-walk.ts";

let stage: ExitStage;
beforeAll(async () => {
  stage = await exitStage();
});
afterAll(() => stage?.hub.drop());

describe("a company that refuses", () => {
  let id: string;
  let regulator: Viewer;
  beforeAll(async () => {
    regulator = await stage.hub.person("department", "1401", { department: "marketRegulation" });
    id = await stage.open(await stage.complex("演示二苑"));
    await stage.serve(id);
  });
  const refusing = () => ({
    id,
    refusal: "HAND_OVER",
    severity: "SEVERE",
    description: "拒不移交服务用房",
    documentNumber: "并住建认〔2024〕1号",
    determinedOn: "2024-10-24",
  });

  it("is overdue in the minute after the due day, once, however late the ticker is", async () => {
    stage.hub.clock.set("2024-10-23T23:59:59+08:00");
    await stage.hub.tick();
    const early = await stage.command(stage.county, "determineHandoverRefusal", {
      ...refusing(),
      evidenceIds: await stage.paper(stage.county),
    });
    expect(refusals(early)).toEqual(["exit/handover-not-due"]);
    expect(await stage.happened("HandoverOverdue")).toEqual([]);
    stage.hub.clock.set("2024-10-26T08:00:00+08:00");
    await stage.hub.tick();
    await stage.hub.tick();
    expect(await stage.happened("HandoverOverdue")).toEqual(["2024-10-23T16:00:00.000Z"]);
    expect(await stage.figures("exit.handoverOverdueNow")).toEqual([1]);
    expect(await stage.shown(stage.county, id)).toMatchObject({ overdue: true, feeClaim: "NONE" });
    expect(await stage.shown(regulator, id)).toBeNull();
  });

  it("has nothing recorded of it when anything about the determination is refused", async () => {
    const before = await Promise.all([stage.hub.prisma.creditEvent.count(), stage.hub.prisma.delivery.count()]);
    const refused = await stage.command(stage.county, "determineHandoverRefusal", {
      ...refusing(),
      documentNumber: " ",
      evidenceIds: await stage.paper(stage.county),
    });
    expect(refusals(refused).length).toBe(1);
    const unproven = await stage.command(stage.county, "determineHandoverRefusal", {
      ...refusing(),
      evidenceIds: [globalId("Evidence", nowhere)],
    });
    expect(unproven.subject).toBeNull();
    expect(await Promise.all([stage.hub.prisma.creditEvent.count(), stage.hub.prisma.delivery.count()])).toEqual(
      before,
    );
    expect(
      refusals(
        await stage.command(stage.subdistrict, "determineHandoverRefusal", {
          ...refusing(),
          evidenceIds: await stage.paper(stage.subdistrict),
        }),
      ),
    ).toEqual(["forbidden"]);
  });

  it("gets its credit event, and both reports are queued with it", async () => {
    await stage.done(stage.county, "determineHandoverRefusal", refusing());
    expect(await stage.shown(stage.county, id)).toMatchObject({
      state: "HANDOVER_REFUSED",
      creditEvent: { ground: "REFUSED_HANDOVER", severity: "SEVERE" },
      deliveries: [
        { receiver: "CREDIT_PLATFORM", kind: "CREDIT_EVENT_RECORDED", deliveredAt: null },
        { receiver: "MARKET_REGULATION", kind: "HANDOVER_REFUSED", deliveredAt: null },
      ],
    });
    const [push] = await stage.hub.prisma.delivery.findMany({ orderBy: { position: "asc" } });
    expect(push?.content).toMatchObject({
      company: { uscc: uscc(1) },
      severity: "severe",
      documentNumber: "并住建认〔2024〕1号",
    });
    expect(await stage.shown(regulator, id)).toMatchObject({
      state: "HANDOVER_REFUSED",
      allowedCommands: [],
      followUps: [],
    });
    const elsewhere = await stage.hub.person("department", "1402", { department: "marketRegulation" });
    const another = await stage.hub.person("department", "1401", { department: "fireRescue" });
    for (const viewer of [elsewhere, another]) expect(await stage.shown(viewer, id)).toBeNull();
  });

  it("is followed through the courts, each stage pushed to both, until it hands over", async () => {
    const suit = { id, court: "演示区人民法院", caseNumber: "（2024）晋0105民初1号", happenedOn: "2024-10-26" };
    expect(refusals(await stage.command(stage.county, "advanceSuit", { ...suit, stage: "JUDGED" }))).toEqual([
      "exit/suit-stage-out-of-turn at stage",
    ]);
    await stage.done(stage.county, "advanceSuit", { ...suit, stage: "ACCEPTED" }, false);
    await stage.done(stage.county, "advanceSuit", { ...suit, stage: "JUDGED", result: "FOR_OWNERS" }, false);
    const exit = await stage.shown(stage.county, id);
    expect(exit).toMatchObject({ suitStage: "JUDGED", nextSuitStages: ["APPEALED", "PERFORMED", "ENFORCEMENT"] });
    expect(exit.deliveries.slice(2).map(({ receiver, kind }) => `${kind} ${receiver}`)).toEqual(
      Array(2).fill(["SUIT_ADVANCED CREDIT_PLATFORM", "SUIT_ADVANCED MARKET_REGULATION"]).flat(),
    );
    for (const item of ["SERVICE_ROOMS", "FACILITIES", "MATERIALS", "FUNDS", "CONDITION"])
      await stage.done(stage.county, "handOverItem", {
        id,
        item,
        handedOverOn: "2024-10-26",
        receivedBy: "业主委员会",
      });
    await stage.done(stage.county, "completeHandover", { id, handedOverOn: "2024-10-26" }, false);
    expect(await stage.figures("exit.handoverOverdueNow")).toEqual([0]);
    expect(await stage.figures("exit.suits", "exit.handoversRefused")).toEqual([1, 1]);
  });
});

describe("guidance that is owed", () => {
  let complexOwed: string;
  const owed = () => stage.hub.prisma.followUp.findMany({ where: { kind: "exitGuidance" }, orderBy: { id: "asc" } });

  it("begins with the complaint that makes the protest strong, after the company has refused", async () => {
    stage.hub.clock.set("2024-08-15T09:00:00+08:00");
    complexOwed = await stage.complex("演示三苑");
    const complexUuid = Buffer.from(complexOwed, "base64").toString().split(":")[1] ?? "";
    await give(stage.hub, stage.county, "recordInspection", "inspection", {
      kind: "SCREENING",
      complexId: complexOwed,
      result: "PROBLEMS",
      carriedOutAt: "2024-08-15T08:00:00+08:00",
      evidenceIds: await stage.paper(stage.county),
      findings: [
        {
          kind: "services-not-as-contracted",
          acts: ["services-not-as-contracted/upkeep"],
          illegal: false,
          description: "停运",
        },
      ],
    });
    const finding = await stage.hub.prisma.finding.findFirstOrThrow({ where: { complexId: complexUuid } });
    const ordered = await give(stage.hub, stage.county, "orderRectification", "rectification", {
      findingIds: [globalId("Finding", finding.id)],
      responsiblePerson: "李经理",
      requirement: "修复",
      deadline: "2024-08-20T18:00:00+08:00",
    });
    const refused = { id: ordered.subject?.id, evidenceIds: await stage.paper(stage.county) };
    expect(refusals(await give(stage.hub, stage.county, "refuseRectification", "rectification", refused))).toEqual([]);
    expect(
      refusals(
        await stage.command(stage.county, "openExit", {
          complexId: complexOwed,
          ground: "OWED",
          guide: "张",
          partner: "李",
        }),
      ),
    ).toEqual(["exit/guidance-not-owed at ground"]);
    for (const last of [1, 2, 3, 4, 5]) {
      expect(await owed()).toEqual([]);
      const complainant = { name: "业主", phone: `138-0013-800${last}`, text: "电梯坏了" };
      const recorded = await give(stage.hub, stage.county, "recordComplaint", "complaint", {
        source: "HOTLINE",
        complexId: complexOwed,
        kind: "services-not-as-contracted",
        complainant,
      });
      expect(refusals(recorded)).toEqual([]);
    }
    expect(await owed()).toMatchObject([
      { state: "owed", dueAt: new Date("2024-08-29T16:00:00Z"), calendarPublished: true },
    ]);
  });

  it("is overdue after 10 working days, once, and no more when somebody takes it over", async () => {
    stage.hub.clock.set("2024-09-02T09:00:00+08:00");
    await stage.hub.tick();
    await stage.hub.tick();
    expect(await stage.happened("ExitGuidanceOverdue")).toEqual(["2024-08-29T16:00:00.000Z"]);
    expect(await stage.figures("exit.guidanceOverdueNow")).toEqual([1]);
    const id = await stage.done(stage.subdistrict, "openExit", {
      complexId: complexOwed,
      ground: "OWED",
      guide: "张演示",
      partner: "李演示",
    });
    expect(await stage.shown(stage.county, id)).toMatchObject({ followUps: [{ state: "OPENED" }] });
    expect(await stage.figures("exit.guidanceOverdueNow")).toEqual([0]);
    const again = {
      complexId: complexOwed,
      ground: "OWNERS_ASKED",
      guide: "张",
      partner: "李",
      evidenceIds: await stage.paper(stage.county),
    };
    expect(refusals(await stage.command(stage.county, "openExit", again))).toEqual([
      "exit/running-already at complexId",
    ]);
    expect(refusals(await stage.command(stage.neighbour, "openExit", { ...again, evidenceIds: [] }))).toEqual([
      "not-found at complexId",
    ]);
  });
});
