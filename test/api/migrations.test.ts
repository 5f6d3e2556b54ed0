import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { drift } from "../../prisma/draft-migration.ts";
import { migrate, pendingMigrations } from "../../prisma/migrate.ts";
import { MigrationEdited, MigrationFailed, NewerSchema } from "../../prisma/migration-errors.ts";
import { type MigrationFile, readMigrations } from "../../prisma/migration-files.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";

let database: TestDatabase;
let known: MigrationFile[];

beforeAll(async () => {
  database = await createTestDatabase();
  known = await readMigrations();
});

afterAll(() => database.drop());

function file(name: string, sql: string): MigrationFile {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

test("migrations and schema agree", async () => {
  expect(await drift(inject("cluster").superuserUrl)).toBeUndefined();
});

test("a migrated database has nothing pending and is left alone", async () => {
  expect(await pendingMigrations(database.pool)).toEqual([]);
  expect(await migrate({ url: database.url })).toEqual([]);
});

describe("a migration", () => {
  test("that fails is named with its reason and line, and leaves nothing", async () => {
    const bad = file(
      "99990101000000_bad",
      "CREATE TABLE half (n int);\nINSERT INTO half VALUES (1);\nINSERT INTO half VALUES ('seven');\n",
    );
    const failure = await migrate({ url: database.url, files: [...known, bad] }).catch((error) => error);
    expect(failure).toBeInstanceOf(MigrationFailed);
    expect(failure.message).toContain("99990101000000_bad failed and was rolled back");
    expect(failure.message).toContain('"seven" (line 3 of migration.sql)');
    const left = await database.pool.query("select to_regclass('half') as half");
    expect(left.rows).toEqual([{ half: null }]);
    expect(await pendingMigrations(database.pool)).toEqual([]);
  });

  test("of which an earlier one fails keeps what came before it", async () => {
    const fine = file("99990101000000_fine", "CREATE TABLE whole (n int);");
    const bad = file("99990102000000_bad", "SELECT 1 / 0;");
    const own = await createTestDatabase();
    const outcome = migrate({ url: own.url, files: [...known, fine, bad] });
    await expect(outcome).rejects.toThrow("division by zero");
    expect(await migrate({ url: own.url, files: [...known, fine] })).toEqual([]);
    await own.drop();
  });

  test("may hold a function with semicolons in its body", async () => {
    const own = await createTestDatabase();
    const sql = "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;";
    await migrate({ url: own.url, files: [...known, file("99990101000000_twice", sql)] });
    expect((await own.pool.query("select twice(21)")).rows).toEqual([{ twice: 42 }]);
    await expect(migrate({ url: own.url })).rejects.toBeInstanceOf(NewerSchema);
    await expect(pendingMigrations(own.pool)).rejects.toThrow("99990101000000_twice");
    await own.drop();
  });

  test("that was changed after it was applied is refused", async () => {
    const own = await createTestDatabase();
    const name = "99990101000000_one";
    await migrate({ url: own.url, files: [...known, file(name, "CREATE TABLE one (n int);")] });
    const changed = [...known, file(name, "CREATE TABLE one (n bigint);")];
    await expect(migrate({ url: own.url, files: changed })).rejects.toBeInstanceOf(MigrationEdited);
    await own.drop();
  });

  test("is applied once by two processes that migrate at once, after one backup", async () => {
    const own = await createTestDatabase();
    const files = [...known, file("99990101000000_slow", "SELECT pg_sleep(0.3); CREATE TABLE slow (n int);")];
    const backups: (readonly string[])[] = [];
    const upgrade = () =>
      migrate({
        url: own.url,
        files,
        beforeUpgrade: async (pending) => {
          backups.push(pending);
        },
      });
    const outcomes = await Promise.all([upgrade(), upgrade()]);
    expect(outcomes.flat()).toEqual(["99990101000000_slow"]);
    expect(backups).toEqual(known.length > 0 ? [["99990101000000_slow"]] : []);
    await own.drop();
  });
});
