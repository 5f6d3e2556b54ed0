import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { trackingHash } from "../../schema/complaint/personal-data.ts";
import { storedFile } from "../kit/evidence.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let neighbour: Viewer;
let complexGlobalId: string;

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  neighbour = await hub.person("county", "140106");
  const company = await hub.prisma.company.create({ data: { uscc: "91350100M000100Y43", name: "演示甲物业" } });
  const complex = await hub.prisma.complex.create({
    data: { name: "演示苑", cityCode: "1401", countyCode: "140105", households: 400, companyId: company.id },
  });
  complexGlobalId = Buffer.from(`Complex:${complex.id}`).toString("base64");
});
afterAll(() => hub?.drop());

const kinds = async (subjectId?: string) =>
  (await hub.prisma.activityEvent.findMany({ where: { subjectId }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

it("goes from the owner's call to the overdue minute and back to the owner", async () => {
  const recorded = await hub.ask<Asked<"recordComplaint", { complaint: Subject; trackingCode: string }>>(
    county,
    `mutation ($input: RecordComplaintInput!) {
      recordComplaint(input: $input) { trackingCode complaint { id version allowedCommands complainant { name phone text } } errors { code path } }
    }`,
    {
      input: {
        source: "HOTLINE",
        complexId: complexGlobalId,
        kind: "services-not-as-contracted",
        complainant: { name: "张三丰", phone: "138-0013-8000", text: "电梯坏了三周，请打 13800138000" },
      },
    },
  );
  const { complaint, trackingCode, errors } = recorded.recordComplaint;
  expect(errors).toEqual([]);
  expect(trackingCode).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
  expect(complaint.complainant).toEqual({ name: "张**", phone: "138****8000", text: "电梯坏了三周，请打 138****" });
  expect(complaint.allowedCommands).toContain("ASSIGN");

  const handlers = await hub.ask<{ handlers: { id: string; name: string }[] }>(
    county,
    `{ handlers(region: "140105") { id name } }`,
  );
  expect(handlers.handlers.map(({ name }) => name)).toEqual([county.name]);
  const assigned = await command(county, "assignComplaint", "complaint", {
    id: complaint.id,
    handlerId: handlers.handlers[0]?.id,
    expectedVersion: complaint.version,
  });
  expect(assigned.errors).toEqual([]);
  const stale = await command(county, "startComplaintVerification", "complaint", {
    id: complaint.id,
    expectedVersion: 1,
  });
  expect(stale.errors).toEqual([{ code: "conflict/stale", path: ["expectedVersion"] }]);
  expect(
    (await command(neighbour, "startComplaintVerification", "complaint", { id: complaint.id })).errors[0]?.code,
  ).toBe("not-found");
  await command(county, "startComplaintVerification", "complaint", { id: complaint.id });

  const inspected = await command(county, "recordInspection", "inspection", {
    kind: "VERIFICATION",
    complexId: complexGlobalId,
    complaintId: complaint.id,
    result: "PROBLEMS",
    carriedOutAt: "2024-08-15T08:30:00+08:00",
    evidenceIds: [await storedFile(hub, county)],
    findings: [
      {
        kind: "services-not-as-contracted",
        acts: ["services-not-as-contracted/upkeep"],
        illegal: false,
        description: "2 号楼电梯停运",
      },
    ],
  });
  expect(inspected.errors).toEqual([]);
  await command(county, "substantiateComplaint", "complaint", { id: complaint.id });
  const fedBack = await command(county, "giveComplaintFeedback", "complaint", {
    id: complaint.id,
    text: "属实，已责令整改",
  });
  expect(fedBack.errors).toEqual([]);

  const found = await hub.ask<{ findings: { edges: { node: { id: string } }[]; totalCount: number } }>(
    county,
    `{ findings(filter: { states: [OPEN] }) { totalCount edges { node { id acts { code } } } } }`,
  );
  expect(found.findings.totalCount).toBe(1);
  const order = {
    findingIds: [found.findings.edges[0]?.node.id],
    responsiblePerson: "李经理",
    requirement: "修复电梯",
  };
  const late = await command(county, "orderRectification", "rectification", {
    ...order,
    deadline: "2024-08-14T18:00:00+08:00",
  });
  expect(late.errors).toEqual([{ code: "rectification/deadline-not-later", path: ["deadline"] }]);
  const ordered = await command(county, "orderRectification", "rectification", {
    ...order,
    deadline: "2024-08-20T18:00:00+08:00",
  });
  expect(ordered.errors).toEqual([]);

  hub.clock.set("2024-08-20T17:59:59.999+08:00");
  await hub.tick();
  expect(await kinds()).not.toContain("RectificationOverdue");
  hub.clock.set("2024-08-20T18:00:07+08:00");
  expect(await hub.tick()).toBe(1);
  expect(await hub.tick()).toBe(0);
  const overdue = await hub.prisma.activityEvent.findMany({ where: { kind: "RectificationOverdue" } });
  expect(overdue.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2024-08-20T10:00:00.000Z"]);
  const figure = (figure: string, regionCode = "14") =>
    hub.prisma.figureTotal
      .findUnique({ where: { regionCode_figure: { regionCode, figure } } })
      .then((row) => row?.value);
  expect(await figure("rectification.overdueNow")).toBe(1n);
  expect(await figure("rectification.overdueNow", "140105")).toBe(1n);

  const id = ordered.rectification.id;
  await command(county, "submitRectification", "rectification", { id, evidenceIds: [await storedFile(hub, county)] });
  const accepted = await command(county, "acceptRectification", "rectification", {
    id,
    inspection: { carriedOutAt: "2024-08-20T18:00:07+08:00", evidenceIds: [await storedFile(hub, county)] },
  });
  expect(accepted.errors).toEqual([]);
  // What the acceptance rests on stays.
  const proof = await hub.prisma.inspection.findFirstOrThrow({ where: { kind: "lookBack" } });
  const withdrawn = await command(county, "withdrawInspection", "inspection", {
    id: globalId("Inspection", proof.id),
    reason: "记错了",
  });
  expect(withdrawn.errors.map(({ code }) => code)).toEqual(["inspection/is-proof"]);
  expect(await figure("rectification.overdueNow")).toBe(0n);
  expect(await figure("finding.rectified")).toBe(1n);

  // Each accepted rectification owes the owner its outcome; the case closes once it is told and the window is over.
  await command(county, "giveComplaintFeedback", "complaint", { id: complaint.id, text: "电梯已恢复" });
  hub.clock.set("2024-09-15T09:00:00+08:00");
  await hub.tick();
  const state = await hub.prisma.complaint.findUniqueOrThrow({
    where: { trackingHash: trackingHash(trackingCode.toLowerCase()) },
  });
  expect(state.state).toBe("closed");
  expect(await figure("complaint.open")).toBe(0n);
  expect((await kinds(state.id)).at(-1)).toBe("ComplaintClosed");
});

it("records discredit, asks the departments, and is in force once all have confirmed", async () => {
  const city = await hub.person("city", "1401");
  const credit = await hub.person("department", "14", { department: "credit" });
  const market = await hub.person("department", "1401", { department: "marketRegulation" });
  const elsewhere = await hub.person("department", "1402", { department: "marketRegulation" });
  const company = await hub.prisma.company.findFirstOrThrow();
  await hub.prisma.companyPresence.create({ data: { companyId: company.id, regionCode: "1401", cityCode: "1401" } });
  const recorded = await command(city, "recordCreditEvent", "creditEvent", {
    companyId: Buffer.from(`Company:${company.id}`).toString("base64"),
    severity: "GENERAL",
    ground: "JUDGMENT",
    description: "拒不整改",
    documentNumber: "并住建罚〔2024〕1号",
    determinedOn: "2024-09-01",
  });
  expect(recorded.errors).toEqual([]);
  const order = {
    creditEventId: recorded.creditEvent.id,
    reason: "拒不整改",
    startsOn: "2024-09-16",
    endsOn: "2025-03-16",
    departments: [
      { department: "CREDIT", measures: ["housing/notice"] },
      { department: "MARKET_REGULATION", measures: ["marketRegulation/key-inspection"] },
    ],
  };
  const wrong = await command(city, "openJointPunishment", "jointPunishment", order);
  expect(wrong.errors).toEqual([{ code: "punishment/measure-unknown", path: ["departments", "0", "measures"] }]);
  const measures = await hub.ask<{ punishmentMeasures: { code: string; department: string }[] }>(
    city,
    "{ punishmentMeasures { code department } }",
  );
  const of = (department: string) =>
    measures.punishmentMeasures.find((measure) => measure.department === department)?.code;
  order.departments = ["CREDIT", "MARKET_REGULATION"].map((department) => ({
    department,
    measures: [String(of(department))],
  }));
  const opened = await command(city, "openJointPunishment", "jointPunishment", order);
  expect(opened.errors).toEqual([]);
  const { id } = opened.jointPunishment;
  expect((await command(elsewhere, "confirmJointPunishment", "jointPunishment", { id })).errors[0]?.code).toBe(
    "not-found",
  );
  expect((await command(credit, "confirmJointPunishment", "jointPunishment", { id })).errors).toEqual([]);
  expect((await command(credit, "confirmJointPunishment", "jointPunishment", { id })).errors[0]?.code).toBe(
    "punishment/confirmed-already",
  );
  expect((await command(market, "confirmJointPunishment", "jointPunishment", { id })).errors).toEqual([]);
  const shown = await hub.ask<{ jointPunishment: { state: string; allowedCommands: string[]; company: object } }>(
    market,
    "query ($id: ID!) { jointPunishment(id: $id) { state allowedCommands company { name } } }",
    { id },
  );
  expect(shown.jointPunishment).toEqual({
    // From its first day on.
    state: "CONFIRMED",
    allowedCommands: ["REPORT"],
    company: { name: "演示甲物业" },
  });
  hub.clock.set("2025-03-17T00:00:01+08:00");
  await hub.tick();
  expect((await kinds()).slice(-1)).toEqual(["JointPunishmentLifted"]);
});

type Subject = {
  id: string;
  version: number;
  allowedCommands: string[];
  complainant: object;
};
type Asked<Field extends string, Payload> = Record<Field, Payload & { errors: { code: string; path: string[] }[] }>;

async function command(viewer: Viewer, field: string, subject: string, input: object) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${subject} { id version } errors { code path } } }`;
  const data = await hub.ask<Asked<string, Record<string, Subject>>>(viewer, document, { input });
  return data[field] as { errors: { code: string; path: string[] }[] } & { [subject: string]: Subject } as never as {
    errors: { code: string; path: string[] }[];
    rectification: Subject;
    creditEvent: Subject;
    jointPunishment: Subject;
  };
}
