import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { answerFeedback, settleOutcome } from "../../schema/complaint/commands.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { look } from "../../schema/filing/tracking.ts";
import { give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let complexId: string;

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
});
afterAll(() => hub?.drop());
beforeEach(async () => {
  const place = { cityCode: "1401", countyCode: "140105", households: 100 };
  complexId = (await hub.prisma.complex.create({ data: { name: "演示苑", ...place } })).id;
});

interface Filed {
  id: string;
  code: string;
}
let callers = 0;
async function file(kindCode: string | null = "safety-and-fire"): Promise<Filed> {
  const phone = `138${String(10_000_000 + ++callers)}`;
  const { id, result } = await recordComplaint(hub.as(county), {
    source: "hotline",
    complexId,
    kindCode,
    anonymous: false,
    personal: { name: "演示业主", phone, address: null, text: "演示" },
  });
  return { id, code: result.trackingCode };
}
const command = async (name: string, { id }: Filed, more: object = {}) =>
  refusals(await give(hub, county, name, "complaint", { id: globalId("Complaint", id), ...more }));
const join = (one: Filed, primary: Filed) =>
  command("joinComplaint", one, { primaryId: globalId("Complaint", primary.id), reason: "同一盏灯" });
const assign = (one: Filed) => command("assignComplaint", one, { handlerId: globalId("Person", county.id ?? "") });
async function verify(one: Filed) {
  for (const refused of [
    await assign(one),
    await command("startComplaintVerification", one),
    await command("substantiateComplaint", one),
  ])
    expect(refused).toEqual([]);
}
const held = ({ id }: Filed) => hub.prisma.complaint.findUniqueOrThrow({ where: { id } });
const states = async (...all: Filed[]) => Promise.all(all.map(async (one) => (await held(one)).state));
const told = async ({ code }: Filed) => (await look(hub.as(hub.public), code))?.feedback.map(({ text }) => text);
const figure = async (name: string) =>
  (await hub.prisma.figureTotal.findUnique({ where: { regionCode_figure: { regionCode: "14", figure: name } } }))
    ?.value ?? 0n;

it("is proposed for the same complex, kind and days, and joined by nobody but a person", async () => {
  const first = await file();
  hub.clock.set("2024-09-10T09:00:00+08:00");
  const second = await file();
  await file("handover-duties");
  await file(null);
  hub.clock.set("2024-09-20T09:00:00+08:00");
  const third = await file();
  const proposed = async ({ id }: Filed) => {
    const data = await hub.ask<{ complaint: { proposedDuplicates: { id: string }[] } }>(
      county,
      "query ($id: ID!) { complaint(id: $id) { proposedDuplicates { id } } }",
      { id: globalId("Complaint", id) },
    );
    return data.complaint.proposedDuplicates.map((other) => other.id);
  };
  const ids = (...all: Filed[]) => all.map(({ id }) => globalId("Complaint", id));
  expect(await proposed(second)).toEqual(ids(first, third));
  expect(await proposed(third)).toEqual(ids(second));
  expect((await held(second)).primaryId).toBeNull();
});

it("is brought to where its primary stands, follows it, and its complainant is told the same", async () => {
  const [primary, early, late] = [await file(), await file(), await file()];
  await verify(primary);
  expect(await join(early, primary)).toEqual([]);
  expect(await states(primary, early)).toEqual(["substantiated", "substantiated"]);
  const before = await figure("complaint.fedBack");
  expect(await command("giveComplaintFeedback", primary, { text: "已责令整改" })).toEqual([]);
  expect(await join(late, primary)).toEqual([]);
  expect(await states(primary, early, late)).toEqual(["feedbackGiven", "feedbackGiven", "feedbackGiven"]);
  for (const one of [primary, early, late]) expect(await told(one)).toEqual(["已责令整改"]);
  expect(await figure("complaint.fedBack")).toBe(before + 3n);

  // Each accepted rectification owes its outcome to all of them, and one feedback tells it.
  await transact(hub.as(hub.hub), (work) => settleOutcome(work, primary.id, true));
  for (const one of [primary, early, late]) expect((await held(one)).outcomeDue).not.toBeNull();
  expect(await command("giveComplaintFeedback", early, { text: "x" })).toEqual(["complaint/follows-primary"]);
  expect(await command("giveComplaintFeedback", primary, { text: "已整改到位" })).toEqual([]);
  for (const one of [early, late]) expect(await told(one)).toEqual(["已责令整改", "已整改到位"]);

  const { complaint } = await hub.ask<{ complaint: object }>(
    county,
    "query ($id: ID!) { complaint(id: $id) { duplicates { id primary { id } allowedCommands } } }",
    { id: globalId("Complaint", primary.id) },
  );
  const follower = { primary: { id: globalId("Complaint", primary.id) }, allowedCommands: ["CORRECT", "SEPARATE"] };
  expect(complaint).toEqual({
    duplicates: [early, late].map(({ id }) => ({ id: globalId("Complaint", id), ...follower })),
  });
});

it("waits with its primary for findings that are not settled", async () => {
  const [primary, duplicate] = [await file(), await file()];
  await verify(primary);
  const place = { cityCode: "1401", countyCode: "140105", complexId };
  const inspection = await hub.prisma.inspection.create({
    data: { kind: "verification", ...place, carriedOutAt: hub.clock.now(), result: "problems" },
  });
  await hub.prisma.finding.create({
    data: {
      ...place,
      kindCode: "safety-and-fire",
      description: "演示",
      inspectionId: inspection.id,
      complaintId: primary.id,
      foundAt: hub.clock.now(),
    },
  });
  await join(duplicate, primary);
  await command("giveComplaintFeedback", primary, { text: "已责令整改" });
  expect(await hub.prisma.timer.count({ where: { kind: "complaintClose", subjectId: duplicate.id } })).toBe(0);
});

it("parts when its own owner is not satisfied, and goes with its primary when the primary's is not", async () => {
  const [primary, content, other] = [await file(), await file(), await file()];
  await verify(primary);
  await join(content, primary);
  await join(other, primary);
  await command("giveComplaintFeedback", primary, { text: "已处理" });
  const answer = (one: Filed, satisfied: boolean) => answerFeedback(hub.as(hub.public), one.code, satisfied, null);
  await answer(content, true);
  await answer(other, false);
  expect(await states(primary, content, other)).toEqual(["feedbackGiven", "feedbackGiven", "assigned"]);
  expect((await held(other)).primaryId).toBeNull();
  await answer(primary, false);
  expect(await states(primary, content, other)).toEqual(["assigned", "assigned", "assigned"]);
  expect((await held(content)).primaryId).toBe(primary.id);
});

it("stands on its own again when it is separated, or its primary is withdrawn", async () => {
  const [primary, one, two] = [await file(), await file(), await file()];
  await assign(primary);
  await join(one, primary);
  await join(two, primary);
  expect(await command("separateComplaint", one, { reason: "另一栋楼" })).toEqual([]);
  expect(await command("withdrawComplaint", primary, { reason: "登记有误" })).toEqual([]);
  for (const complaint of [one, two])
    expect(await held(complaint)).toMatchObject({ primaryId: null, state: "assigned", handlerId: county.id });
  expect(await command("startComplaintVerification", two)).toEqual([]);
});

it("follows only what is handled in its county and follows nothing itself", async () => {
  const [primary, one, over] = [await file(), await file(), await file()];
  await command("withdrawComplaint", over, { reason: "演示" });
  const city = await hub.person("city", "1401");
  const elsewhere = await recordComplaint(hub.as(city), {
    source: "hotline",
    countyCode: "140106",
    anonymous: false,
    personal: { name: null, phone: null, address: null, text: "演示" },
  });
  const unfit = ["complaint/primary-unfit at primaryId"];
  expect(await join(one, one)).toEqual(unfit);
  expect(await join(one, over)).toEqual(unfit);
  expect(await join(one, { id: elsewhere.id, code: "" })).toEqual(unfit);
  expect(await join(one, { id: "0190163d-8694-739b-aea5-966c26f8ad91", code: "" })).toEqual(unfit);
  expect(await join(one, primary)).toEqual([]);
  expect(await join(await file(), one)).toEqual(unfit);
  expect(await join(one, primary)).toEqual(["complaint/joined-already"]);
  expect(await join(primary, await file())).toEqual(["complaint/has-duplicates"]);
});
