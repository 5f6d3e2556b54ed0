import type { GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { settingsSchema } from "../../schema/campaign/settings.ts";
import type { HubContext } from "../../schema/context.ts";
import { eraseDue } from "../../schema/erasure/run.ts";
import { openEvidence } from "../../schema/evidence/files.ts";
import { schema } from "../../schema/schema.ts";
import { publicPage } from "../kit/filing.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { asFile, telephonePhoto } from "../kit/pictures.ts";
import { whereInPlain } from "../kit/plaintext.ts";

let hub: TestHub;
let county: Viewer;
let code: string;
let id: string;

interface Tracked {
  state: string;
  feedback: { text: string; givenAt: string }[];
  mayAnswer: boolean;
  satisfied: boolean | null;
  answerDue: string | null;
  reopenings: number;
}
interface Answer {
  complaint: Tracked | null;
  errors: { code: string; path: string[]; message: string }[];
}

const fields = `complaint { state feedback { text givenAt } mayAnswer satisfied answerDue reopenings closedAt }
  errors { code path message }`;
const track = async (asked: string, over: Partial<HubContext> = {}) =>
  (
    await hub.ask<{ trackComplaint: Answer }>(
      hub.public,
      `query ($code: String!) { trackComplaint(code: $code) { ${fields} } }`,
      { code: asked },
      over,
    )
  ).trackComplaint;
const answer = async (input: object, over: Partial<HubContext> = {}) =>
  (
    await hub.ask<{ answerFeedback: Answer }>(
      hub.public,
      `mutation ($input: AnswerFeedbackInput!) { answerFeedback(input: $input) { ${fields} } }`,
      { input },
      over,
    )
  ).answerFeedback;

const staff = async (name: string, input: object = {}) => {
  const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await hub.ask<Record<string, { errors: object[] }>>(
    county,
    `mutation ($input: ${Input}!) { ${name}(input: $input) { errors { code path } } }`,
    { input: { id: Buffer.from(`Complaint:${id}`).toString("base64"), ...input } },
  );
  expect(data[name]?.errors).toEqual([]);
};
const inForce = (publicForm: object) =>
  hub.prisma.campaignSettings.create({
    data: {
      campaignCode: "property-2024",
      holdsFrom: new Date("2024-05-01"),
      values: settingsSchema.parse({ publicForm }),
      reason: "test",
    } as never,
  });

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  const page = publicPage(hub);
  const filed = await page.file({
    county: "140105",
    place: "演示老院",
    text: "电梯停运一个月",
    name: "诸葛小明",
    phone: "13934567801",
    photos: [asFile(await telephonePhoto())],
    proof: await page.proof(),
  });
  code = filed.trackingCode ?? "";
  id = (await hub.prisma.complaint.findFirstOrThrow()).id;
});
afterAll(() => hub?.drop());

it("shows state, dates and feedback by code and nothing else", () => {
  const shown = Object.keys((schema.getType("TrackedComplaint") as GraphQLObjectType).getFields());
  expect(shown.sort()).toEqual([
    "acknowledgeDue",
    "acknowledgedAt",
    "answerDue",
    "answeredAt",
    "closedAt",
    "feedback",
    "feedbackAt",
    "feedbackDue",
    "filedAt",
    "mayAnswer",
    "reopenings",
    "satisfied",
    "state",
    "verifiedAt",
    "verifyDue",
  ]);
});

it("finds the case however the code was copied, and does not tell a wrong code from no code", async () => {
  const sloppy = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")}\n`;
  for (const copied of [code, sloppy, code.replaceAll("-", "")])
    expect((await track(copied)).complaint).toMatchObject({ state: "RECEIVED", feedback: [], mayAnswer: false });
  const wrong = `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`;
  for (const none of [wrong, "", "x".repeat(5000), id]) {
    const { complaint, errors } = await track(none, { locale: "en" });
    expect(complaint).toBeNull();
    expect(errors).toEqual([
      { code: "complaint/code-unknown", path: ["code"], message: expect.stringContaining("no such tracking code") },
    ]);
  }
});

it("takes the same time for a code that exists and for one that does not", async () => {
  const time = async (asked: string) => {
    const began = performance.now();
    await track(asked);
    return performance.now() - began;
  };
  await time(code);
  const known = await time(code);
  const unknown = await time("ABCDE-ABCDE-ABCDE-ABCDE-ABCDE-A");
  expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(145);
  expect(Math.abs(known - unknown)).toBeLessThan(300);
});

it("tells the owner what staff have written for them, and nothing that was written for others", async () => {
  const handler = Buffer.from(`Person:${county.id}`).toString("base64");
  await staff("assignComplaint", { handlerId: handler });
  await staff("startComplaintVerification");
  await staff("unsubstantiateComplaint", { reason: "内部理由：现场未见" });
  expect((await answer({ code, satisfied: true })).errors).toMatchObject([{ code: "complaint/not-in-this-state" }]);
  await staff("giveComplaintFeedback", { text: "经核查，电梯已于 8 月 10 日恢复" });
  const { complaint } = await track(code);
  expect(complaint).toMatchObject({
    state: "FEEDBACK_GIVEN",
    mayAnswer: true,
    satisfied: null,
    feedback: [{ text: "经核查，电梯已于 8 月 10 日恢复", givenAt: new Date("2024-08-15T01:00:00.000Z") }],
  });
  expect(new Date(complaint?.answerDue ?? "").toISOString()).toBe("2024-08-25T16:00:00.000Z");
  expect(JSON.stringify(await track(code))).not.toContain("内部理由");
});

it("takes the owner's answer once for each feedback, with words for staff only", async () => {
  const words = "电梯还是停着，请再来看";
  const { complaint, errors } = await answer({ code, satisfied: false, words });
  expect(errors).toEqual([]);
  expect(complaint).toMatchObject({ state: "ASSIGNED", satisfied: false, mayAnswer: false, reopenings: 1 });
  expect((await answer({ code, satisfied: true })).errors).toMatchObject([{ code: "complaint/not-in-this-state" }]);
  expect(await whereInPlain(hub.pool, words)).toEqual([]);
  const events = await hub.prisma.activityEvent.findMany({
    where: { subjectId: id },
    orderBy: { id: "desc" },
    take: 2,
  });
  expect(events.map(({ kind, actorKind }) => [kind, actorKind])).toEqual([
    ["ComplaintReopened", "public"],
    ["ComplaintAnswered", "public"],
  ]);
  const seen = await hub.ask<{ complaints: { edges: { node: { notes: { kind: string; text: string }[] } }[] } }>(
    county,
    "{ complaints(first: 1) { edges { node { notes { kind text author } } } } }",
  );
  expect(seen.complaints.edges[0]?.node.notes[0]).toEqual({ kind: "ANSWER", text: words, author: null });
  expect(JSON.stringify((await track(code)).complaint)).not.toContain(words);
});

it("repeats an answer under its key without giving it twice", async () => {
  await staff("startComplaintVerification");
  await staff("substantiateComplaint");
  await staff("giveComplaintFeedback", { text: "已更换电梯主板" });
  const idempotency = { key: "k".repeat(22), field: "", bodyHash: Buffer.alloc(32, 1) };
  const first = await answer({ code, satisfied: true }, { idempotency });
  const again = await answer({ code, satisfied: true }, { idempotency });
  expect(first).toMatchObject({ errors: [], complaint: { satisfied: true, mayAnswer: false } });
  expect(again).toEqual(first);
  expect(await hub.prisma.activityEvent.count({ where: { subjectId: id, kind: "ComplaintAnswered" } })).toBe(2);
});

it("lets nobody try codes as fast as they like", async () => {
  await inForce({ lookupsPerAddress: 2 });
  const from = { address: "198.51.100.200" };
  const seen = [await track(code, from), await track("x", from), await track(code, from)];
  expect(seen.map(({ errors }) => errors[0]?.code)).toEqual([undefined, "complaint/code-unknown", "rate-limited"]);
  expect((await answer({ code, satisfied: true }, from)).errors[0]?.code).toBe("rate-limited");
  await hub.prisma.campaignSettings.deleteMany({});
});

it("knows only dates once the retention is over, and the photos are gone", async () => {
  const [photo] = await hub.prisma.evidence.findMany({ where: { complaintId: id } });
  expect((await openEvidence(hub.as(county), photo?.id ?? "")).bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
  hub.clock.set("2024-10-01T00:00:00+08:00");
  await hub.tick();
  expect((await track(code)).complaint).toMatchObject({ state: "CLOSED" });
  hub.clock.set("2026-12-01T00:00:00+08:00");
  expect(await eraseDue(hub.as(hub.hub))).toBe(1);
  expect((await track(code)).complaint).toMatchObject({ state: "CLOSED", feedback: [] });
  await expect(openEvidence(hub.as(county), photo?.id ?? "")).rejects.toMatchObject({ code: "not-found" });
  expect(hub.files.has(photo?.id ?? "")).toBe(false);
});
