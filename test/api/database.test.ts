import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../prisma/client.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";
import { statementsDuring } from "../kit/statements.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test("an instant is the same for Prisma and in SQL on a server in Asia/Shanghai", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await database.pool.query(`ALTER DATABASE "${name}" SET timezone = 'Asia/Shanghai'`);
  const { prisma, pool, close } = openDatabase({ url: database.url, poolSize: 1 });
  const instant = new Date("2024-08-15T01:00:00.123Z");
  const row = { caller: "c", keyHash: new Uint8Array([1]), field: "f", bodyHash: new Uint8Array([2]) };
  await prisma.idempotencyRecord.create({ data: { ...row, createdAt: instant } });
  const stored = await pool.query(
    `select extract(epoch from "createdAt") * 1000 as ms, "createdAt" as instant from "IdempotencyRecord"`,
  );
  expect(Number(stored.rows[0].ms)).toBe(instant.getTime());
  expect(stored.rows[0].instant).toEqual(instant);
  expect((await prisma.idempotencyRecord.findFirst())?.createdAt).toEqual(instant);
  await close();
});

test("connections that the server ends while idle are replaced", async () => {
  const lost: Error[] = [];
  const { prisma, pool, close } = openDatabase({
    url: database.url,
    applicationName: "to be ended",
    onConnectionLost: (error) => lost.push(error),
  });
  await Promise.all([pool.query("select 1"), prisma.$queryRaw`select 1`]);
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'",
  );
  await expect.poll(() => pool.totalCount).toBe(0);
  expect(lost).toHaveLength(2);
  expect(await prisma.$queryRaw`select 1 as alive`).toEqual([{ alive: 1 }]);
  await close();
});

test("a transaction inside a transaction rolls back alone", async () => {
  const { prisma } = database;
  const timer = (kind: string) => ({
    kind,
    subjectType: "probe",
    subjectId: "0190163d-8694-739b-aea5-966c26f8ad91",
    dueAt: new Date(0),
  });
  await prisma.$transaction(async (outer) => {
    await outer.timer.create({ data: timer("kept") });
    const inner = outer.$transaction(async (tx) => {
      await tx.timer.create({ data: timer("lost") });
      throw new Error("poisoned");
    });
    await expect(inner).rejects.toThrow("poisoned");
  });
  expect((await prisma.timer.findMany()).map((row) => row.kind)).toEqual(["kept"]);
});

test("statements are counted whether Prisma sends them or we do", async () => {
  const { prisma, pool } = database;
  const seen = await statementsDuring(pool, async () => {
    await prisma.timer.findMany();
    await pool.query({ name: "probe", text: "select 42" });
  });
  expect(seen).toEqual([expect.stringContaining('"Timer"'), "select 42"]);
  expect(await statementsDuring(pool, async () => {})).toEqual([]);
});
