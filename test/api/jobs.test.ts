import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import { keepHouse } from "../../api/jobs/housekeeping.ts";
import { holdLiveness } from "../../api/jobs/liveness.ts";
import { type Jobs, startJobs } from "../../api/jobs/runner.ts";
import { createLogger } from "../../api/logging.ts";
import { openDatabase } from "../../prisma/client.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";

let database: TestDatabase;
let folder: string;
let hub: Hub;
let jobs: Jobs;
const done: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "rectification-hub-jobs-"));
  const environment = readEnvironment({ DATABASE_URL: database.url, HUB_DATA_DIR: folder });
  hub = await openHub({ environment, databaseUrl: database.url, log: createLogger("silent") });
  const tasks = { note: async (payload: unknown) => void done.push(payload) };
  jobs = await startJobs(hub, { tasks, cron: [], releaseEveryMs: 200 });
});
afterAll(async () => {
  await jobs?.stop();
  await hub?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (payload: object) => `select graphile_worker.add_job('note', '${JSON.stringify(payload)}')`;

test("a job is done when the transaction that asks for it commits, and not when it fails", async () => {
  const failing = hub.db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe(`${ask({ n: 1 })}::text`);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await hub.db.$transaction(async (tx) => void (await tx.$queryRawUnsafe(`${ask({ n: 2 })}::text`)));
  await expect.poll(() => done).toEqual([{ n: 2 }]);
  expect(jobs.healthy).toBe(true);
});

test("a job that a dead worker holds is given back, and one that lives keeps its own", async () => {
  done.length = 0;
  // Asked for later, so that nobody takes them before they are locked.
  for (const n of [1, 2]) {
    await hub.pool.query(`select graphile_worker.add_job('note', '{"n":${n}}', run_at => now() + interval '1 hour')`);
  }
  const client = await database.pool.connect();
  await client.query("select pg_advisory_lock(5215, hashtext('pool-alive'))");
  await hub.pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), run_at = now(),
       locked_by = case payload->>'n' when '1' then 'pool-alive' else 'pool-dead' end`,
  );
  await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ n: 2 }]);
  const { rows } = await hub.pool.query("select locked_by from graphile_worker._private_jobs");
  expect(rows).toEqual([{ locked_by: "pool-alive" }]);
  client.release(true);
  await expect.poll(() => done, { timeout: 10_000 }).toEqual([{ n: 2 }, { n: 1 }]);
});

test("a worker that cannot say that it lives leaves no connection behind with each attempt", async () => {
  const holder = await database.pool.connect();
  await holder.query("select pg_advisory_lock(5215, hashtext('pool-twice'))");
  const impatient = openDatabase({ url: database.url, timeoutMs: 200 });
  const attempt = () => holdLiveness({ pool: impatient.pool, log: createLogger("silent") }, "pool-twice");
  for (let count = 0; count < 3; count++) await expect(attempt()).rejects.toThrow();
  const left = async () => {
    const { rows } = await hub.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'rectification-hub jobs'`,
    );
    return rows.length;
  };
  // The running worker's own.
  await expect.poll(left, { timeout: 10_000 }).toBe(1);
  holder.release(true);
  await impatient.close();
});

test("housekeeping takes away what has run out and leaves the rest", async () => {
  const past = new Date(Date.now() - 25 * 3_600_000);
  const record = { caller: "user:x", field: "f", bodyHash: Buffer.of(1) };
  await hub.db.idempotencyRecord.createMany({
    data: [
      { ...record, keyHash: Buffer.of(1), createdAt: past },
      { ...record, keyHash: Buffer.of(2), createdAt: new Date() },
    ],
  });
  await hub.db.signInFailure.createMany({
    data: [
      { username: "old", failures: 3, lastAt: past },
      { username: "locked", failures: 50, lastAt: past, lockedUntil: new Date(Date.now() + 3_600_000) },
      { username: "new", failures: 1, lastAt: new Date() },
    ],
  });
  const lost = randomUUID();
  await hub.ownContext().evidence.write(lost, Buffer.from("not an hour old"));
  expect(await keepHouse(hub)).toMatchObject({ outcomes: 1, signInFailures: 1, unrecorded: 0 });
  expect(await hub.db.idempotencyRecord.count()).toBe(1);
  const names = await hub.db.signInFailure.findMany({ orderBy: { username: "asc" } });
  expect(names.map(({ username }) => username)).toEqual(["locked", "new"]);
  expect(String(await hub.ownContext().evidence.read(lost))).toBe("not an hour old");
});
