import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backupBeforeUpgrade } from "../../api/keeping/before-upgrade.ts";
import { verify } from "../../api/keeping/verify.ts";
import { watchSchema } from "../../api/schema-watch.ts";
import { migrate } from "../../prisma/migrate.ts";
import { type MigrationFile, readMigrations } from "../../prisma/migration-files.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { give } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
let county: Viewer;
let dataDir: string;
let known: MigrationFile[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hub-upgrade-"));
  known = await readMigrations();
  hub = await createTestHub();
  county = await hub.person("county", "140105");
});
afterAll(async () => {
  await hub?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const file = (name: string, sql: string): MigrationFile => ({
  name,
  sql,
  checksum: createHash("sha256").update(sql).digest("hex"),
});
const upgrade = (files: readonly MigrationFile[]) =>
  migrate({ url: hub.url, files, beforeUpgrade: backupBeforeUpgrade({ dataDir }, hub.url, () => {}) });
const backups = () => readdir(join(dataDir, "backups"));

it("under a process of before that writes and reads: backed up first, nothing acknowledged is lost, and that process is told", async () => {
  const watch = await watchSchema(hub.pool, pino({ level: "silent" }), 50);
  const acknowledged: string[] = [];
  let writing = true;
  const writers = Array.from({ length: 3 }, async (_, writer) => {
    for (let index = 0; writing; index++) {
      const name = `演示小区${writer}-${index}`;
      const input = { name, county: "140105", households: 300 };
      const { subject } = await give(hub, county, "registerComplex", "complex", input);
      if (subject) acknowledged.push(name);
      await hub.ask(county, "{ complexes(first: 5) { totalCount edges { node { name } } } }");
    }
  });
  await expect.poll(() => acknowledged.length).toBeGreaterThan(5);
  const next = file(
    "99990101000000_next",
    `ALTER TABLE "Complex" ADD COLUMN "lifts" integer NOT NULL DEFAULT 0; CREATE INDEX ON "Complex" ("lifts");`,
  );
  expect(await upgrade([...known, next])).toEqual(["99990101000000_next"]);
  const atUpgrade = acknowledged.length;
  expect(await watch.upgraded).toContain("Start the version that made it");
  await expect.poll(() => acknowledged.length).toBeGreaterThan(atUpgrade);
  writing = false;
  await Promise.all(writers);
  const { rows } = await hub.pool.query<{ name: string }>(`select "name" from "Complex" where "lifts" = 0`);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(acknowledged));
  const [backup] = await backups();
  const manifest = await verify(join(dataDir, "backups", backup ?? ""));
  expect(manifest.migrations.map(({ name }) => name)).toEqual(known.map(({ name }) => name));
  expect(manifest.tables.find(({ name }) => name === "Complex")?.rows).toBeGreaterThan(0);
  await watch.stop();
});

it("the last five backups are kept", async () => {
  const later = ["a", "b", "c", "d", "e", "f"].map((letter) => file(`99990102000000_${letter}`, "SELECT 1"));
  const before = file(
    "99990101000000_next",
    `ALTER TABLE "Complex" ADD COLUMN "lifts" integer NOT NULL DEFAULT 0; CREATE INDEX ON "Complex" ("lifts");`,
  );
  const [first] = await backups();
  for (const [index] of later.entries()) await upgrade([...known, before, ...later.slice(0, index + 1)]);
  const kept = await backups();
  expect(kept).toHaveLength(5);
  expect(kept).not.toContain(first);
});

it("without its backup nothing is upgraded", async () => {
  const nowhere = backupBeforeUpgrade(
    { dataDir: join(dataDir, "backups", (await backups())[0] ?? "") },
    hub.url,
    () => {},
  );
  const attempt = migrate({
    url: hub.url,
    files: [...(await applied()), file("99990103000000_never", "CREATE TABLE never (n int)")],
    beforeUpgrade: nowhere,
  });
  await expect(attempt).rejects.toThrow("The database was left as it was");
  expect((await hub.pool.query("select to_regclass('never') as found")).rows).toEqual([{ found: null }]);
});

/** What the database has, as files. */
async function applied(): Promise<MigrationFile[]> {
  const { rows } = await hub.pool.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from _prisma_migrations order by 1`,
  );
  return rows.map(
    ({ name, checksum }) => known.find((one) => one.name === name) ?? { name, checksum, sql: "SELECT 1" },
  );
}
