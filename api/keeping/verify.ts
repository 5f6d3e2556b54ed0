import { createHash, type Hash } from "node:crypto";
import { MigrationEdited, NewerSchema } from "../../prisma/migration-errors.ts";
import { type MigrationFile, readMigrations } from "../../prisma/migration-files.ts";
import { readArchive } from "./archive.ts";
import {
  format,
  formatEntry,
  formatLine,
  type Manifest,
  manifestEntry,
  manifestSchema,
  uploadLine,
} from "./manifest.ts";
import { explain, KeepingRefused } from "./refusal.ts";

/**
 * Reads the whole file before anything is touched: every part is there, whole, and nothing else.
 *
 * @throws {KeepingRefused} that says what is wrong with it
 */
export async function verify(file: string): Promise<Manifest> {
  const tables = new Map<string, { hash: Hash; chunks: number }>();
  const uploads = { hash: createHash("sha256"), files: 0 };
  let manifest: Manifest | undefined;
  let first = true;
  try {
    for await (const { name, bytes } of readArchive(file)) {
      if (first) checkFormat(file, name, bytes);
      else if (manifest) throw damaged(file, `${name} comes after its end`);
      else if (name === manifestEntry) manifest = readManifest(file, bytes);
      else if (!takeChunk(tables, name, bytes) && !takeUpload(uploads, name, bytes)) {
        throw damaged(file, `${name} does not belong there`);
      }
      first = false;
    }
  } catch (cause) {
    throw explain(`${file} cannot be read`, cause);
  }
  if (!manifest) throw damaged(file, "its end is missing");
  for (const { name, chunks, sha256 } of manifest.tables) {
    const found = tables.get(name) ?? { hash: createHash("sha256"), chunks: 0 };
    tables.delete(name);
    if (found.chunks !== chunks || found.hash.digest("hex") !== sha256)
      throw damaged(file, `table ${name} is not whole`);
  }
  if (tables.size > 0) throw damaged(file, `it holds tables that it does not list`);
  if (uploads.files !== manifest.uploads.files || uploads.hash.digest("hex") !== manifest.uploads.sha256) {
    throw damaged(file, "its stored files are not whole");
  }
  return manifest;
}

const damaged = (file: string, what: string) =>
  new KeepingRefused(`${file} is damaged: ${what}. Nothing was changed; use another backup.`);

function checkFormat(file: string, name: string, bytes: Buffer): void {
  const version = /^rectification-hub backup (\d+)\n$/.exec(name === formatEntry ? bytes.toString() : "")?.[1];
  if (!version) throw new KeepingRefused(`${file} is not a backup of a hub.`);
  if (bytes.toString() !== formatLine(format)) {
    throw new KeepingRefused(
      `${file} has backup format ${version}, and this version of the hub reads ${format}: restore it with the version that made it.`,
    );
  }
}

function readManifest(file: string, bytes: Buffer): Manifest {
  const parsed = manifestSchema.safeParse(asJson(bytes));
  if (!parsed.success) throw damaged(file, "its list of contents makes no sense");
  return parsed.data;
}

function asJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const chunkName = /^tables\/([^/]+)\/(\d{6,})$/;
const uploadName = /^uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The table of an entry, if it is a piece of one. */
export const tableOf = (name: string) => chunkName.exec(name)?.[1];
/** The id of a stored file, if the entry is one. */
export const uploadOf = (name: string) => uploadName.exec(name)?.[1];

function takeChunk(tables: Map<string, { hash: Hash; chunks: number }>, name: string, bytes: Buffer): boolean {
  const [, table, number] = chunkName.exec(name) ?? [];
  if (!table) return false;
  const seen = tables.get(table) ?? { hash: createHash("sha256"), chunks: 0 };
  if (Number(number) !== seen.chunks) return false;
  seen.hash.update(bytes);
  seen.chunks++;
  tables.set(table, seen);
  return true;
}

function takeUpload(uploads: { hash: Hash; files: number }, name: string, bytes: Buffer): boolean {
  const id = uploadOf(name);
  if (!id) return false;
  uploads.hash.update(uploadLine(id, bytes));
  uploads.files++;
  return true;
}

/**
 * The migrations that make a database for these rows.
 *
 * @throws {NewerSchema} and {MigrationEdited} when this version of the hub does not have them
 */
export async function migrationsOf({ migrations }: Manifest, known?: readonly MigrationFile[]) {
  const files = new Map((known ?? (await readMigrations())).map((file) => [file.name, file]));
  const unknown = migrations.filter(({ name }) => !files.has(name));
  if (unknown.length > 0)
    throw new NewerSchema(
      unknown.map(({ name }) => name),
      "backup",
    );
  const edited = migrations.filter(({ name, checksum }) => files.get(name)?.checksum !== checksum);
  if (edited.length > 0)
    throw new MigrationEdited(
      edited.map(({ name }) => name),
      "backup",
    );
  return migrations.flatMap(({ name }) => files.get(name) ?? []);
}
