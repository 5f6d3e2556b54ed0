import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { startTicker } from "../../api/ticker.ts";
import type { Handler } from "../../schema/timer/handlers.ts";
import { tick } from "../../schema/timer/tick.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";

let database: TestDatabase;
let hub: Hub;
beforeAll(async () => {
  database = await createTestDatabase();
  const environment = readEnvironment({
    DATABASE_URL: database.url,
    HUB_DATA_DIR: join(import.meta.dirname, "../output/ticker"),
    HUB_CLOCK: "2024-08-15T09:00:00+08:00",
  });
  hub = await openHub({ environment, databaseUrl: database.url, log: createLogger("silent") });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

/** Where the log stood: it cannot be emptied between tests. */
let begins = 0n;
beforeEach(async () => {
  await hub.db.timer.deleteMany();
  begins = (await hub.db.activityEvent.findFirst({ orderBy: { id: "desc" } }))?.id ?? 0n;
});

const dueAt = new Date("2024-08-15T08:59:00+08:00");

const setTimers = (count: number, kind = "test", due: (n: number) => Date = () => dueAt) =>
  hub.db.timer.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      kind,
      subjectType: "Complaint",
      subjectId: randomUUID(),
      dueAt: due(n),
    })),
  });

/** One event for each timer that fires. */
const recording: Handler = async (work, subjectId) =>
  work.record({ kind: "TimerMoved", subject: { type: "Complaint", id: subjectId, version: 1 }, region: "1401" });

const fired = () => hub.db.activityEvent.findMany({ where: { id: { gt: begins } }, orderBy: { id: "asc" } });

describe("a tick", () => {
  test("fires what is due, stamps it with the time it was due, and leaves the rest", async () => {
    await setTimers(3);
    await setTimers(2, "test", () => new Date("2024-08-15T09:10:00+08:00"));
    const result = await tick(hub.ownContext(), { handlers: { test: recording } });
    expect(result).toEqual({ fired: 3, failed: [] });
    const events = await fired();
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual([dueAt, dueAt, dueAt]);
    expect(events[0]?.recordedAt.getTime()).toBeGreaterThan(dueAt.getTime());
    expect(await hub.db.timer.count()).toBe(2);
  });

  test("takes the latest-overdue first", async () => {
    await setTimers(50, "test", (n) => new Date(dueAt.getTime() - ((n * 7) % 50) * 1_000));
    while ((await tick(hub.ownContext(), { handlers: { test: recording } })).fired > 0);
    const times = (await fired()).map(({ occurredAt }) => occurredAt.getTime());
    expect(times).toHaveLength(50);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("rolls a failing timer back alone, and tries it again later", async () => {
    await setTimers(5);
    await setTimers(1, "poisoned");
    const poisoned: Handler = async (work) => {
      await work.tx.signInFailure.create({ data: { username: "trace", failures: 1, lastAt: new Date() } });
      await work.tx.$executeRaw`select 1 / 0`;
    };
    const result = await tick(hub.ownContext(), { handlers: { test: recording, poisoned } });
    expect(result.fired).toBe(5);
    expect(result.failed).toHaveLength(1);
    expect(await hub.db.signInFailure.count()).toBe(0);
    const [left] = await hub.db.timer.findMany();
    expect(left).toMatchObject({ kind: "poisoned", attempts: 1 });
    expect(left?.retryAt?.getTime()).toBeGreaterThan(Date.now());
    expect(await tick(hub.ownContext(), { handlers: { poisoned: recording } })).toMatchObject({ fired: 0 });
    await hub.db.timer.updateMany({ data: { retryAt: new Date(0) } });
    expect(await tick(hub.ownContext(), { handlers: { poisoned: recording } })).toMatchObject({ fired: 1 });
  });

  test("finds the one whose event spoils the common statement", async () => {
    await setTimers(1, "spoiling", () => new Date(dueAt.getTime() - 1_000));
    await setTimers(4);
    const spoiling: Handler = async (work) =>
      work.record({ kind: "TimerMoved", subject: { type: "Complaint", id: "no uuid", version: 1 }, region: "1401" });
    const handlers = { test: recording, spoiling };
    const first = await tick(hub.ownContext(), { handlers });
    expect(first).toMatchObject({ fired: 4, failed: [{ timer: { kind: "spoiling" } }] });
    expect(await fired()).toHaveLength(4);
  });

  test("keeps a timer of a kind that only a later version knows", async () => {
    await setTimers(1, "unheardOf");
    expect((await tick(hub.ownContext(), { handlers: {} })).failed).toHaveLength(1);
    expect(await hub.db.timer.count()).toBe(1);
  });

  test("lets a handler set the same timer anew", async () => {
    await setTimers(1);
    const next = new Date("2024-08-16T09:00:00+08:00");
    const again: Handler = async (work, subjectId, _dueAt, kind) =>
      work.setTimer({ kind, subject: { type: "Complaint", id: subjectId }, dueAt: next });
    await tick(hub.ownContext(), { handlers: { test: again } });
    expect(await hub.db.timer.findMany()).toMatchObject([{ kind: "test", dueAt: next }]);
  });

  test("holds back a kind that waits until nothing is due before it", async () => {
    await setTimers(1, "cutOff");
    await setTimers(30, "test", (n) => new Date(dueAt.getTime() - n));
    const order: string[] = [];
    const noting: Handler = async (_work, _id, _dueAt, kind) => void order.push(kind);
    const options = { handlers: { test: noting, cutOff: noting }, waits: new Set(["cutOff"]) };
    while ((await tick(hub.ownContext(), options)).fired > 0);
    expect(order).toHaveLength(31);
    expect(order.at(-1)).toBe("cutOff");
  });
});

test("the ticker fires at the minute by the hub's clock", async () => {
  const soon = new Date(hub.clock.now().getTime() + 1_500);
  await setTimers(1, "test", () => soon);
  const ticker = startTicker(hub, { handlers: { test: recording } });
  await expect.poll(async () => (await fired()).length, { timeout: 5_000, interval: 20 }).toBe(1);
  expect(hub.clock.now().getTime() - soon.getTime()).toBeLessThan(700);
  await ticker.stop();
});

test("two processes fire each timer exactly once, when one is killed and the other loses its connections", async () => {
  const count = 3_000;
  await setTimers(count, "test", (n) => new Date(dueAt.getTime() - n));
  const script = join(import.meta.dirname, "../kit/ticking-hub.ts");
  const child = spawn(process.execPath, [script, database.url], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  child.stdin.end("go\n");
  const ticker = startTicker(hub, { handlers: { test: recording } });
  const left = () => hub.db.timer.count();
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await expect.poll(left, { interval: 5 }).toBeLessThan(count);
  for (let cut = 0; cut < 3; cut++) {
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'rectification-hub' and state <> 'idle' and query ~ 'Timer|ActivityEvent'
         and datname = current_database() and pid <> pg_backend_pid()`,
    );
    await pause(50);
  }
  child.kill("SIGKILL");
  await ended;
  expect(await database.prisma.timer.count()).toBeGreaterThan(0);
  await expect.poll(() => database.prisma.timer.count(), { timeout: 40_000, interval: 100 }).toBe(0);
  await ticker.stop();
  const events = await fired();
  expect(events).toHaveLength(count);
  expect(new Set(events.map(({ subjectId }) => subjectId)).size).toBe(count);
});
