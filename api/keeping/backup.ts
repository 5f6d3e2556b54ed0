import { createHash, randomBytes } from "node:crypto";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import pg from "pg";
import { diskStore } from "../evidence/disk-store.ts";
import { type ArchiveWriter, writeArchive } from "./archive.ts";
import {
  chunkEntry,
  format,
  formatEntry,
  formatLine,
  type Manifest,
  manifestEntry,
  uploadEntry,
  uploadLine,
} from "./manifest.ts";
import { explain, KeepingRefused, NoHubYet } from "./refusal.ts";
import { copyOut, readSequences, type Snapshot, takeSnapshot } from "./snapshot.ts";

export interface BackupOptions {
  databaseUrl: string;
  /** Where stored files lie. */
  uploads: string;
  /** Absolute. */
  file: string;
  /** Replaces a file of that name. Default false. */
  force?: boolean;
}

/**
 * Writes the whole hub, as it is at one moment, into one file; others may go on writing. The file has its name only
 * once it is complete and on the disk. The master keys are not in it.
 *
 * @throws {KeepingRefused}
 */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  const { file } = options;
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new KeepingRefused(`${file} is a folder: name a file in it.`);
  if (found && !options.force) {
    throw new KeepingRefused(`${file} exists already: choose another name, or replace it with --force.`);
  }
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: "rectification-hub backup" });
  client.on("error", () => {});
  await client.connect().catch((cause) => {
    throw explain("The database cannot be reached", cause);
  });
  const partial = `${file}.${randomBytes(4).toString("hex")}.part`;
  const removePartial = () => rm(partial, { force: true }).catch(() => {});
  try {
    const snapshot = await takeSnapshot(client);
    if (!snapshot) throw new NoHubYet("The database holds no hub yet: there is nothing to back up.");
    const manifest = await write(client, snapshot, options.uploads, partial).catch(async (cause) => {
      await removePartial();
      throw isPath(cause) ? explain(`${file} cannot be written`, cause) : cause;
    });
    await rename(partial, file);
    await syncFolder(dirname(file));
    return manifest;
  } finally {
    await client.end();
  }
}

async function write(client: pg.Client, snapshot: Snapshot, uploads: string, path: string): Promise<Manifest> {
  const madeAt = new Date();
  const archive = writeArchive(path, madeAt);
  try {
    await archive.add(formatEntry, Buffer.from(formatLine(format)));
    const tables: Manifest["tables"] = [];
    for (const table of snapshot.tables) tables.push(await addTable(archive, client, table));
    const manifest: Manifest = {
      format,
      hubVersion: await hubVersion(),
      madeAt: madeAt.toISOString(),
      ...snapshot,
      tables,
      sequences: await readSequences(client),
      uploads: await addUploads(archive, client, uploads),
    };
    await archive.add(manifestEntry, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    await archive.close();
    return manifest;
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

async function addTable(archive: ArchiveWriter, client: pg.Client, table: Snapshot["tables"][number]) {
  const hash = createHash("sha256");
  let chunks = 0;
  const rows = await copyOut(client, table, async (chunk) => {
    hash.update(chunk);
    await archive.add(chunkEntry(table.name, chunks++), chunk);
  });
  return { ...table, rows, chunks, sha256: hash.digest("hex") };
}

/**
 * The files of which the snapshot has rows: a file is written before its row is committed and never changed, so they are
 * there, unless one was erased since.
 */
async function addUploads(archive: ArchiveWriter, client: pg.Client, folder: string): Promise<Manifest["uploads"]> {
  const store = diskStore(folder);
  const hash = createHash("sha256");
  const sum = { files: 0, bytes: 0, missing: 0 };
  await client.query(
    `DECLARE stored NO SCROLL CURSOR FOR
     select "id"::text from "Evidence" where "erasedAt" is null and "bytes" > 0 order by "id"`,
  );
  for (;;) {
    const { rows } = await client.query<{ id: string }>("FETCH 500 FROM stored");
    if (rows.length === 0) return { ...sum, sha256: hash.digest("hex") };
    for (const { id } of rows) {
      const bytes = await store.read(id).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      if (!bytes) sum.missing++;
      else {
        await archive.add(uploadEntry(id), bytes);
        hash.update(uploadLine(id, bytes));
        sum.files++;
        sum.bytes += bytes.length;
      }
    }
  }
}

const isPath = (cause: unknown) => cause instanceof Error && "syscall" in cause && "path" in cause;

async function hubVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
