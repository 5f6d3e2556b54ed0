import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { trackingHash } from "../../schema/complaint/personal-data.ts";
import { eraseAgain, eraseDue } from "../../schema/erasure/run.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { publicPage } from "../kit/filing.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { asFile, telephonePhoto } from "../kit/pictures.ts";
import { whereInPlain } from "../kit/plaintext.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
/** By the order in which they were filed. */
let ids: string[];
let code: string;

const secrets = {
  name: "诸葛小明",
  phone: "13934567801",
  address: "晋阳里九栋二门",
  place: "旧机床厂老院",
  text: "独门独句的控诉",
};
const global = (id: string | undefined) => globalId("Complaint", id ?? "");
const held = (id: string | undefined) =>
  hub.prisma.complaint.findUniqueOrThrow({ where: { id }, include: { secret: true } });

/** Recorded by staff. */
const record = async () => {
  const personal = { ...secrets };
  const filing = { source: "hotline" as const, countyCode: "140105", anonymous: false, personal };
  return (await recordComplaint(hub.as(county), filing)).id;
};
/** Filed by an owner. */
async function file(more: object) {
  const page = publicPage(hub);
  const idempotency = { key: crypto.randomUUID(), field: "fileComplaint", bodyHash: Buffer.alloc(32, 1) };
  const filed = await page.file({ county: "140105", ...secrets, proof: await page.proof(), ...more }, { idempotency });
  expect(filed.errors).toEqual([]);
  const where = { trackingHash: trackingHash(filed.trackingCode ?? "") };
  const { id } = await hub.prisma.complaint.findUniqueOrThrow({ where });
  return { id, code: filed.trackingCode ?? "" };
}
const act = (field: string, id: string, input: object = {}, as = county) =>
  carriedOut(hub, as, field, "complaint", { id: global(id), ...input });
async function answered(id: string) {
  await act("assignComplaint", id, { handlerId: globalId("Person", county.id ?? "") });
  await act("startComplaintVerification", id);
  await act("unsubstantiateComplaint", id, { reason: `${secrets.text}不属实` });
  await act("giveComplaintFeedback", id, { text: `回复${secrets.name}` });
}

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  const first = await file({ photos: [asFile(await telephonePhoto())] });
  code = first.code;
  ids = [first.id];
  for (let index = 0; index < 4; index++) ids.push(await record());
  for (const id of ids) await answered(id);
  hub.clock.set("2024-08-26T00:00:00+08:00");
  await hub.tick();
});
afterAll(() => hub?.drop());

it("is told when it is due, and nothing is destroyed a moment before", async () => {
  hub.clock.set("2026-08-01T12:00:00+08:00");
  expect(await eraseDue(hub.as(hub.hub))).toBe(0);
  const outlook = (as: Viewer, days: number) =>
    hub.ask<{ erasureOutlook: { dueCount: number; complaints: { erasureDue: string; erasureWaitsFor: string[] }[] } }>(
      as,
      `{ erasureOutlook(days: ${days}) { retentionMonths dueCount waitingCount pendingSince
           complaints { number erasureDue erasureWaitsFor } } }`,
    );
  expect((await outlook(city, 24)).erasureOutlook).toMatchObject({ dueCount: 0, complaints: [] });
  expect((await outlook(city, 30)).erasureOutlook).toMatchObject({
    retentionMonths: 24,
    dueCount: 5,
    waitingCount: 0,
    pendingSince: null,
    complaints: Array(5).fill({ erasureDue: new Date("2026-08-26T16:00:00Z"), erasureWaitsFor: [] }),
  });
  expect((await outlook(await hub.person("city", "1402"), 366)).erasureOutlook.dueCount).toBe(0);
  for (const role of ["subdistrict", "administrator", "display"] as const)
    expect(await outlook(await hub.person(role, "14"), 30)).toEqual({ erasureOutlook: null });
});

it("goes earlier where the person asks for it, by the city alone; who asks again is told the day", async () => {
  const [id] = ids.slice(4);
  const erase = (as: Viewer) =>
    give(hub, as, "eraseComplaint", "complaint", { id: global(id), ground: "CONSENT_WITHDRAWN" });
  expect(refusals(await erase(county))).toEqual(["forbidden"]);
  expect(refusals(await erase(await hub.person("city", "1402")))).toEqual(["not-found"]);
  expect((await erase(city)).errors).toEqual([]);
  expect(refusals(await erase(city))).toEqual(["complaint/erased"]);
  const revealed = await hub.ask<{ revealComplainant: { errors: { code: string; message: string }[] } }>(
    county,
    `mutation ($input: RevealComplainantInput!) { revealComplainant(input: $input) { errors { code message } } }`,
    { input: { id: global(id), reason: "回访" } },
    { locale: "en" },
  );
  expect(revealed.revealComplainant.errors).toEqual([
    { code: "complaint/erased", message: expect.stringContaining("2026-08-01") },
  ]);
  const proof = await hub.prisma.erasureProof.findUniqueOrThrow({
    where: { complaintId: id ?? "" },
    include: { run: true },
  });
  expect(proof).toMatchObject({
    notes: 2,
    files: 0,
    run: { ground: "request", reason: "consentWithdrawn", erased: 1 },
  });
  expect(proof.run).toMatchObject({ askedById: city.id, finishedAt: hub.clock.now() });
});

it("waits for what rests on it, and says for what", async () => {
  const [id] = ids.slice(3);
  const countyCode = "140105";
  const cityCode = "1401";
  const complex = await hub.prisma.complex.create({ data: { name: "演示苑", cityCode, countyCode, households: 400 } });
  const region = { cityCode, countyCode, complexId: complex.id };
  const now = hub.clock.now();
  const inspection = await hub.prisma.inspection.create({
    data: { ...region, kind: "verification", carriedOutAt: now, result: "problems" } as never,
  });
  const rectification = await hub.prisma.rectification.create({
    data: {
      ...region,
      number: "演示〔2026〕1号",
      requirement: "修复",
      responsiblePerson: "演示",
      orderedAt: now,
      deadline: new Date("2027-01-01"),
      originalDeadline: new Date("2027-01-01"),
    },
  });
  const { code: kindCode } = await hub.prisma.violationKind.findFirstOrThrow();
  await hub.prisma.finding.create({
    data: {
      ...region,
      kindCode,
      description: "灯不亮",
      inspectionId: inspection.id,
      complaintId: id,
      foundAt: now,
      state: "ordered",
      rectificationId: rectification.id,
    },
  });
  const waits = await hub.ask<{ complaint: object }>(
    city,
    `query ($id: ID!) { complaint(id: $id) { erasureWaitsFor allowedCommands } }`,
    { id: global(id) },
  );
  expect(waits.complaint).toEqual({ erasureWaitsFor: ["RECTIFICATION"], allowedCommands: ["REOPEN"] });
  const asked = { id: global(id), ground: "PURPOSE_REACHED" };
  expect(refusals(await give(hub, city, "eraseComplaint", "complaint", asked))).toEqual([
    "complaint/consequences-running",
  ]);
});

it("killed after a batch it carries on where it stood: one run, one proof and one event for each", async () => {
  hub.clock.set("2026-08-27T00:00:00+08:00");
  const erasing = hub.as(hub.hub);
  let batches = 0;
  const dying = new Proxy(erasing.db, {
    get: (db, name, receiver) => {
      if (name !== "$transaction") return Reflect.get(db, name, receiver);
      return (...given: [never]) => (batches++ === 1 ? Promise.reject(new Error("killed")) : db.$transaction(...given));
    },
  });
  await expect(eraseDue({ ...erasing, db: dying }, 2)).rejects.toThrow("killed");
  expect(await hub.prisma.erasureProof.count()).toBe(3);
  await hub.prisma.campaignSettings.create({
    data: {
      campaignCode: "property-2024",
      holdsFrom: new Date("2024-05-01"),
      values: { complaint: { retentionMonths: 36 } },
      reason: "test",
    } as never,
  });
  expect(await Promise.all([eraseDue(erasing, 2), eraseDue(erasing, 2)]).then(([a, b]) => a + b)).toBe(2);
  const runs = await hub.prisma.erasureRun.findMany({ where: { ground: "retention" }, include: { proofs: true } });
  expect(runs).toMatchObject([{ retentionMonths: 24, erased: 3, waiting: 1, finishedAt: hub.clock.now() }]);
  expect(runs[0]?.proofs.map(({ complaintId }) => complaintId).sort()).toEqual(ids.slice(0, 3).sort());
  expect(await hub.prisma.activityEvent.count({ where: { kind: "ComplaintErased" } })).toBe(4);
  expect(await eraseDue(erasing)).toBe(0);
  await hub.prisma.campaignSettings.deleteMany({});
});

it("nothing of it is left in the database or the store, and the case stays", async () => {
  // What waits has the same words: sealed under a key of its own, it tells nothing either.
  for (const text of [...Object.values(secrets), code, `回复${secrets.name}`])
    expect([text, await whereInPlain(hub.pool, text)]).toEqual([text, []]);
  expect(hub.files.size).toBe(0);
  const gone = await held(ids[0]);
  expect(gone).toMatchObject({
    state: "closed",
    secret: { wrappedKey: null, content: null, phoneHash: null },
  });
  expect(await hub.prisma.complaintNote.count({ where: { complaintId: ids[0], content: { not: null } } })).toBe(0);
  const kept = await hub.prisma.idempotencyRecord.findMany({ where: { subjects: { has: ids[0] } } });
  expect(kept.map(({ outcome, bodyHash }) => [outcome, bodyHash.length])).toEqual([[null, 0]]);
  const found = await hub.ask<{ complaints: { totalCount: number } }>(
    city,
    `{ complaints(filter: { phone: "${secrets.phone}" }) { totalCount } }`,
  );
  expect(found.complaints.totalCount).toBe(1);
  const { trackComplaint } = await hub.ask<{ trackComplaint: { complaint: object } }>(
    hub.public,
    `{ trackComplaint(code: "${code}") { complaint { state closedAt feedback { text } } } }`,
  );
  expect(trackComplaint.complaint).toMatchObject({ state: "CLOSED", feedback: [] });
});

it("the proof is kept, names nobody, and is seen by those who answer for the region", async () => {
  for (const statement of [`delete from "ErasureProof"`, `update "ErasureProof" set "files" = 0`])
    await expect(hub.pool.query(statement)).rejects.toThrow(/is kept/);
  const seen = async (as: Viewer) => {
    const { erasureProofs, erasureRuns } = await hub.ask<{
      erasureProofs: { edges: { node: { number: string; files: number; digest: string } }[] };
      erasureRuns: { edges: { node: { ground: string } }[] };
    }>(
      as,
      `{ erasureProofs { edges { node { number files digest ground reason retentionMonths region { code } } } }
         erasureRuns { edges { node { ground region { code } erased waiting } } } }`,
    );
    return [erasureProofs.edges, erasureRuns.edges.map(({ node }) => node.ground).sort()] as const;
  };
  const [proofs, runs] = await seen(city);
  expect(runs).toEqual(["REQUEST"]);
  expect(proofs.map(({ node }) => node.files).sort()).toEqual([0, 0, 0, 1]);
  for (const { node } of proofs) expect(node.digest).toMatch(/^[0-9a-f]{64}$/);
  expect((await seen(await hub.person("office", "14")))[1]).toEqual(["REQUEST", "RETENTION"]);
  expect(await seen(await hub.person("administrator", "14"))).toEqual([[], ["RETENTION"]]);
  for (const other of [await hub.person("city", "1402"), await hub.person("subdistrict", "140105001")])
    expect(await seen(other)).toEqual([[], []]);
});

it("what an older backup brings back is destroyed again, and the proof says that it was the same", async () => {
  const fresh = await record();
  await act("withdrawComplaint", fresh, { reason: "重复" });
  const before = await held(fresh);
  const notes = await hub.prisma.complaintNote.findMany({ where: { complaintId: fresh } });
  await act("eraseComplaint", fresh, { ground: "UNLAWFUL" }, city);
  const { secret, ...row } = before;
  const put = { wrappedKey: secret?.wrappedKey, content: secret?.content, phoneHash: secret?.phoneHash };
  await hub.prisma.complaint.update({ where: { id: row.id }, data: { erasedAt: null } });
  await hub.prisma.complaintSecret.update({ where: { complaintId: row.id }, data: put as never });
  for (const { id, content } of notes)
    await hub.prisma.complaintNote.update({ where: { id }, data: { content: content as never } });
  expect(await eraseAgain(hub.as(hub.hub), 1)).toBe(1);
  expect(await eraseAgain(hub.as(hub.hub))).toBe(0);
  expect(await held(row.id)).toMatchObject({ secret: { wrappedKey: null, content: null } });
  const event = await hub.prisma.activityEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(event).toMatchObject({ kind: "ComplaintErased", facts: { again: true, same: true, files: 0 } });
});
