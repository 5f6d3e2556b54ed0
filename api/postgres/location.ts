import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { EmbeddedRefusal } from "./refusal.ts";

/** Where the database goes when its user cannot enter the data directory. */
export const systemFolder = "/var/lib/rectification-hub";

/** `database.json` in the data directory, mode 0600: how this hub reaches its own server. */
export interface DatabaseRecord {
  /** Of the cluster: relative to the data directory, so that it can be moved, or absolute when it lies elsewhere. */
  directory: string;
  port: number;
  superuserPassword: string;
  ownerPassword: string;
  /** Once the cluster exists; when it is gone then, that is no reason to begin an empty one. */
  initialised: boolean;
}

const recordFile = "database.json";

export async function readRecord(dataDir: string): Promise<DatabaseRecord | undefined> {
  const path = join(dataDir, recordFile);
  try {
    return JSON.parse(await readFile(path, "utf8")) as DatabaseRecord;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return undefined;
    if (code === "EACCES") {
      throw new EmbeddedRefusal(
        `${path} belongs to another user: start the hub as the user that made ${dataDir}, or set HUB_DATA_DIR.`,
        { cause },
      );
    }
    throw new EmbeddedRefusal(`${path} cannot be read: ${(cause as Error).message}. Restore it from a backup.`, {
      cause,
    });
  }
}

export async function writeRecord(dataDir: string, record: DatabaseRecord): Promise<void> {
  const path = join(dataDir, recordFile);
  await writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  await giveToOwner(`${path}.new`, dataDir);
  await rename(`${path}.new`, path);
}

/** One start as root must not lock out the user whose data directory it is. */
export async function giveToOwner(file: string, dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  await chown(file, uid, gid);
}

export async function newRecord(dataDir: string, account: Account | undefined): Promise<DatabaseRecord> {
  return {
    directory: await chooseDirectory(dataDir, account),
    port: 0,
    superuserPassword: randomBytes(24).toString("base64url"),
    ownerPassword: randomBytes(24).toString("base64url"),
    initialised: false,
  };
}

async function chooseDirectory(dataDir: string, account: Account | undefined): Promise<string> {
  if (await canEnter(account, dataDir)) return "postgres";
  const digest = createHash("sha256")
    .update(await realpath(dataDir))
    .digest("hex")
    .slice(0, 16);
  const folder = join(systemFolder, digest);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return join(folder, "postgres");
}

export function clusterOf(dataDir: string, record: DatabaseRecord): string {
  return resolve(dataDir, record.directory);
}
