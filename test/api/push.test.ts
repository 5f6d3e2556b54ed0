import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { startJobs } from "../../api/jobs/runner.ts";
import { outgoingWork } from "../../api/jobs/tasks.ts";
import { createMailer } from "../../api/mail/mailer.ts";
import { createWebhookSender } from "../../api/webhook/sender.ts";
import { uscc } from "../kit/ledger.ts";
import type { Platform, Trouble } from "../kit/platform.ts";
import { hurried, type PushStage, pushStage } from "../kit/pushes.ts";

let stage: PushStage;
beforeAll(async () => {
  stage = await pushStage();
});
afterAll(() => stage?.close());

const platforms = () => [stage.credit, stage.regulation];
/** What the receiver's own book says against what the hub has queued. */
async function agrees(platform: Platform, receiver: "creditPlatform" | "marketRegulation") {
  const rows = await stage.hub.db.delivery.findMany({
    where: { receiver },
    orderBy: { position: "asc" },
    select: { id: true, company: { select: { uscc: true } } },
  });
  const queued = Object.groupBy(rows, ({ company }) => company.uscc);
  expect([...platform.book.keys()].sort()).toEqual(Object.keys(queued).sort());
  for (const [code, pushed] of platform.book)
    expect(pushed.map(({ id }) => id)).toEqual(queued[code]?.map(({ id }) => id));
  const receipts = await stage.hub.db.delivery.findMany({ where: { receiver }, select: { id: true, receipt: true } });
  expect(new Map(receipts.map(({ id, receipt }) => [id, receipt]))).toEqual(platform.receipts);
}

beforeEach(() => {
  for (const platform of platforms()) Object.assign(platform, { troubles: [], delayMs: 0 });
});
const latest = () =>
  stage.hub.db.delivery.findFirstOrThrow({
    orderBy: { position: "desc" },
    include: { history: { orderBy: { number: "asc" } } },
  });

const troubles: readonly Trouble[] = [
  "none",
  "drop",
  "keepAndDrop",
  "keepAndAnswerTwice",
  "keepAndForgetReceipt",
  "redirect",
  "flood",
  { status: 500 },
  { status: 422 },
  { status: 429, retryAfter: "0" },
];

test("whatever fails, each thing that is told arrives once and in its company's order", async () => {
  const senders = await Promise.all([stage.sender(), stage.sender()]);
  const trouble = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...troubles) },
    { weight: 1, arbitrary: fc.constantFrom<Trouble>("stall", "keepAndStall") },
  );
  const event = fc.record({
    company: fc.integer({ min: 1, max: 3 }),
    receiver: fc.constantFrom("creditPlatform" as const, "marketRegulation" as const),
  });
  const history = fc.record({
    before: fc.array(event, { maxLength: 5 }),
    meanwhile: fc.array(event, { minLength: 1, maxLength: 4 }),
    credit: fc.array(trouble, { maxLength: 8 }),
    regulation: fc.array(trouble, { maxLength: 8 }),
    restarts: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ before, meanwhile, credit, regulation, restarts }) => {
      stage.credit.troubles = [...credit];
      stage.regulation.troubles = [...regulation];
      for (const { company, receiver } of before) await stage.queue(company, receiver);
      const drained = stage.drain(...senders);
      for (const { company, receiver } of meanwhile) await stage.queue(company, receiver);
      if (restarts) await stage.credit.restart();
      await drained;
      await stage.drain(...senders);
      await agrees(stage.credit, "creditPlatform");
      await agrees(stage.regulation, "marketRegulation");
      // In other words or with a gap, never; at once only where an attempt was given up before its request was.
      for (const { complaints } of platforms())
        expect(complaints.filter((complaint) => !complaint.endsWith("at once"))).toEqual([]);
    }),
    { numRuns: 12 },
  );
  expect(stage.credit.repeats.length + stage.regulation.repeats.length).toBeGreaterThan(0);
}, 120_000);

describe("of an attempt that comes to nothing", () => {
  test.each<[what: string, trouble: Trouble, attempt: object]>([
    ["no answer in time", "stall", { outcome: "failed", fault: "timedOut", status: null }],
    ["a broken connection", "drop", { outcome: "failed", fault: "unreachable", detail: "ECONNRESET" }],
    ["an answer that leads elsewhere", "redirect", { outcome: "failed", fault: "redirected", status: 307 }],
    ["an answer without end", "flood", { outcome: "failed", fault: "answerTooLarge", status: 200 }],
    ["an answer without receipt", "keepAndForgetReceipt", { outcome: "failed", fault: "receiptMissing" }],
    ["trouble there", { status: 503 }, { outcome: "failed", fault: "answered", status: 503, detail: "code 503" }],
    ["a refusal", { status: 422 }, { outcome: "refused", fault: "answered", status: 422, detail: "code 422" }],
  ])("%s is kept, and it is received at last", async (_what, trouble, attempt) => {
    await stage.queue(4);
    stage.credit.troubles = [trouble];
    await stage.drain(await stage.sender());
    const { state, receipt, history } = await latest();
    expect([state, receipt]).toEqual(["delivered", stage.credit.receipts.get((await latest()).id)]);
    expect(history).toMatchObject([attempt, { outcome: "received", status: 200, receipt }]);
  });

  test("a dead letter holds back its own company's, and no others", async () => {
    const sender = await stage.sender({ patience: { most: 2, firstMs: 1, longestMs: 1 } });
    await stage.queue(5);
    await stage.queue(5);
    stage.credit.troubles = [{ status: 500 }, { status: 500 }];
    const [lane] = await stage.lanes();
    if (!lane) throw new Error("nothing waits");
    await expect
      .poll(async () => {
        await sender.send(lane);
        return (await stage.hub.db.delivery.findMany({ where: lane, orderBy: { sequence: "asc" } })).map(
          ({ state, tries }) => `${state} ${tries}`,
        );
      })
      .toEqual(["dead 2", "waiting 0"]);
    await stage.queue(6);
    expect(await sender.sweep()).toBe(1);
    for (const other of await stage.lanes()) await sender.send(other);
    expect(stage.credit.book.get(uscc(6))?.length).toBe(1);
    expect(stage.credit.book.has(uscc(5))).toBe(false);
    const told = await stage.hub.db.activityEvent.findMany({
      where: { companyId: lane.companyId, kind: { startsWith: "CreditPush" } },
      orderBy: { id: "asc" },
    });
    expect(told.map(({ kind }) => kind)).toEqual(["CreditPushFailing", "CreditPushDead"]);
    await stage.drain(sender);
    expect(stage.credit.book.get(uscc(5))?.length).toBe(2);
  });

  test("one waits as long as the receiver asks, whatever it is told meanwhile", async () => {
    const sender = await stage.sender({ patience: { most: 9, firstMs: 1, longestMs: 3_600_000 } });
    await stage.queue(7);
    stage.credit.troubles = [{ status: 429, retryAfter: "1200" }];
    const [lane] = await stage.lanes();
    if (!lane) throw new Error("nothing waits");
    const asked = stage.credit.requests;
    for (let count = 0; count < 3; count++) await sender.send(lane);
    expect(stage.credit.requests).toBe(asked + 1);
    const { state, nextAttemptAt, history } = await latest();
    expect(state).toBe("failing");
    const waits = (nextAttemptAt?.getTime() ?? 0) - (history[0]?.endedAt?.getTime() ?? 0);
    expect(waits).toBe(1_200_000);
    expect(await sender.sweep()).toBe(0);
    await stage.hub.db.delivery.updateMany({ where: lane, data: { nextAttemptAt: new Date() } });
    await stage.drain(sender);
  });
});

test("a hub that is stopped breaks off what is on its way, and loses neither it nor a try", async () => {
  const sender = await stage.sender({ timeoutMs: 60_000 });
  await stage.queue(21);
  stage.credit.troubles = ["stall"];
  const asked = stage.credit.requests;
  const [lane] = await stage.lanes();
  const sent = lane && sender.send(lane);
  await expect.poll(() => stage.credit.requests, { timeout: 30_000 }).toBe(asked + 1);
  sender.stop();
  await sent;
  const { state, tries, sendingUntil, history } = await latest();
  expect({ state, tries, sendingUntil }).toEqual({ state: "waiting", tries: 0, sendingUntil: null });
  expect(history).toMatchObject([{ outcome: "failed", fault: "stopped" }]);
  await stage.drain(await stage.sender());
});

test("of a receiver that nobody has named nothing is sent, and all of it waits", async () => {
  const environment = { ...stage.hub.environment, receivers: {} };
  const { createSender } = await import("../../api/push/sender.ts");
  const sender = await createSender({ ...stage.hub, environment } as typeof stage.hub, hurried);
  await stage.queue(8);
  const asked = stage.credit.requests;
  for (const lane of await stage.lanes()) await sender.send(lane);
  expect([await sender.sweep(), stage.credit.requests]).toEqual([0, asked]);
  expect((await latest()).state).toBe("waiting");
  await stage.drain(await stage.sender());
});

describe("a process", () => {
  const children = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  /** Sends for the stage's hub until it is killed. */
  async function start(timeoutMs: number, marginMs: number) {
    const file = join(import.meta.dirname, "../kit/pushing-hub.ts");
    const child = spawn(process.execPath, [file, String(timeoutMs), String(marginMs)], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...stage.variables },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.add(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    const exited = once(child, "exit");
    return async () => {
      child.kill("SIGKILL");
      await exited;
    };
  }
  const allOut = () => expect.poll(() => stage.lanes(), { timeout: 60_000, interval: 50 }).toEqual([]);

  it("that is killed after the receiver has kept what it sent: the repeat is known as the same", async () => {
    await stage.queue(9);
    await stage.queue(9);
    stage.credit.troubles = ["keepAndStall"];
    const kill = await start(4_000, 1_000);
    await expect.poll(() => stage.credit.book.get(uscc(9))?.length, { timeout: 60_000 }).toBe(1);
    await kill();
    const { id } = stage.credit.book.get(uscc(9))?.[0] ?? { id: "" };
    expect(await stage.hub.db.delivery.findUnique({ where: { id } })).toMatchObject({ state: "waiting", attempts: 1 });
    const stop = await start(4_000, 1_000);
    await allOut();
    await stop();
    expect(stage.credit.repeats).toContain(id);
    expect(stage.credit.book.get(uscc(9))?.length).toBe(2);
    const told = { receipt: stage.credit.receipts.get(id) };
    const history = { orderBy: { number: "asc" } } as const;
    expect(await stage.hub.db.delivery.findUnique({ where: { id }, include: { history } })).toMatchObject({
      ...told,
      history: [{ outcome: "interrupted" }, { outcome: "received", ...told }],
    });
  }, 120_000);

  it("and another one send nothing twice at once, and what one leaves when it is killed the other takes over", async () => {
    const untoward = () => platforms().map(({ complaints, repeats }) => complaints.length + repeats.length);
    const earlier = untoward();
    for (const platform of platforms()) platform.delayMs = 8;
    const queue = async () => {
      for (let count = 0; count < 16; count++)
        await stage.queue(10 + (count % 4), count % 3 === 0 ? "marketRegulation" : "creditPlatform");
    };
    await queue();
    const [kill, stop] = await Promise.all([start(1_500, 1_500), start(1_500, 1_500)]);
    await allOut();
    expect(untoward()).toEqual(earlier);

    const had = stage.credit.receipts.size;
    await queue();
    await expect.poll(() => stage.credit.receipts.size, { timeout: 60_000, interval: 1 }).toBeGreaterThan(had);
    await kill();
    await allOut();
    await stop();
    await agrees(stage.credit, "creditPlatform");
    await agrees(stage.regulation, "marketRegulation");
  }, 180_000);
});

test("the hub's own jobs send what is queued, at once and after a failure", async () => {
  const sender = await stage.sender();
  const jobs = await startJobs(
    stage.hub,
    outgoingWork(sender, await createMailer(stage.hub), createWebhookSender(stage.hub)),
  );
  stage.credit.troubles = [{ status: 500 }];
  await stage.queue(20);
  await stage.queue(20, "marketRegulation");
  await expect.poll(() => stage.lanes(), { timeout: 30_000 }).toEqual([]);
  await jobs.stop();
  expect([stage.credit, stage.regulation].map(({ book }) => book.get(uscc(20))?.length)).toEqual([1, 1]);
});
