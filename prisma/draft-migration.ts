import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationList, migrationsFolder, readMigrations, readSchema } from "./migration-files.ts";
import { openSchemaEngine } from "./schema-engine.ts";

/**
 * The SQL that leads from the committed migrations to the schema folder; undefined when they agree.
 * @param url a role that may create databases: the migrations are replayed into one that is dropped again
 */
export async function drift(url: string): Promise<string | undefined> {
  const opened = await openSchemaEngine(url);
  try {
    const result = await opened.engine.diff({
      from: { tag: "migrations", ...migrationList(await readMigrations()) },
      to: { tag: "schemaDatamodel", ...(await readSchema()) },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? undefined : (result.stdout ?? "");
  } catch (error) {
    throw opened.scriptError() ?? error;
  } finally {
    await opened.close();
  }
}

/** Writes the next migration and returns its file; undefined when nothing is missing. */
export async function draftMigration(url: string, name: string): Promise<string | undefined> {
  const sql = await drift(url);
  if (sql === undefined) return undefined;
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name.replaceAll(/\W+/g, "_")}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, "migration.sql");
  await writeFile(file, sql.endsWith("\n") ? sql : `${sql}\n`);
  return file;
}
