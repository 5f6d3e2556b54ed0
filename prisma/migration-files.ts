import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";

export const migrationsFolder = join(import.meta.dirname, "migrations");
export const schemaFolder = join(import.meta.dirname, "schema");

export interface MigrationFile {
  /** `20240815090000_hub`: also the folder's name and the order. */
  name: string;
  sql: string;
  /** As Prisma computes it for `_prisma_migrations`. */
  checksum: string;
}

export async function readMigrations(folder = migrationsFolder): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      // A checkout on Windows may have changed the line ends, which is no change of the migration.
      const sql = (await readFile(join(folder, name, "migration.sql"), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

export async function readSchema(folder = schemaFolder): Promise<SchemasContainer> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  const files = names.map(async (name) => ({
    path: join(folder, name),
    content: await readFile(join(folder, name), "utf8"),
  }));
  return { files: await Promise.all(files) };
}

/** The shape in which the schema engine takes migrations. */
export function migrationList(files: readonly MigrationFile[]): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: files.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
