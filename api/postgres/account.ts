import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { EmbeddedRefusal } from "./refusal.ts";

const run = promisify(execFile);

/** The operating system's user as which PostgreSQL runs when the hub itself is root; PostgreSQL refuses to be root. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

const ownName = "rectification-hub";

/** undefined: an ordinary user, who runs PostgreSQL as himself. */
export async function accountFor(
  existingCluster: string | undefined,
  log: (line: string) => void,
): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (existingCluster) {
    const owner = await stat(existingCluster);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  }
  const account = (await find(ownName)) ?? (await find("postgres"));
  if (account) return account;
  try {
    await run("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--home-dir",
      "/nonexistent",
      "--shell",
      "/usr/sbin/nologin",
      ownName,
    ]);
  } catch (cause) {
    throw new EmbeddedRefusal(
      `PostgreSQL does not run as root, and no system user for it could be created. Start the hub as an ordinary user, create the user ${ownName}, or set DATABASE_URL.`,
      { cause },
    );
  }
  const created = await find(ownName);
  if (!created) throw new EmbeddedRefusal(`The system user ${ownName} was created but cannot be found.`);
  log(`Created the system user ${ownName}: PostgreSQL does not run as root.`);
  return created;
}

async function find(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout), name };
  } catch {
    return undefined;
  }
}

/** Whether the account gets into the folder: one folder of mode 0700 on the way keeps it out. */
export async function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  if (!account) return true;
  try {
    await run("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { uid: account.uid, gid: account.gid, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}
