import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../environment.ts";
import { uploadsFolder } from "../hub.ts";
import { backUp } from "./backup.ts";
import { explain, KeepingRefused, NoHubYet } from "./refusal.ts";

const kept = 5;
const ours = /^before-upgrade-.*\.tar\.gz(\.[0-9a-f]{8}\.part)?$/;

/** What `migrate` does first, under its lock, when the database holds data: no backup, no upgrade. */
export function backupBeforeUpgrade(
  environment: Pick<Environment, "dataDir">,
  databaseUrl: string,
  say: (line: string) => void,
): (pending: readonly string[]) => Promise<void> {
  return async (pending) => {
    const folder = join(environment.dataDir, "backups");
    const file = join(folder, `before-upgrade-${new Date().toISOString().replace(/\D/g, "").slice(0, 17)}.tar.gz`);
    say(`The database is of an earlier version (${pending.length} migrations to apply). Backing it up to ${file}`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await removeUnfinished(folder);
      await backUp({ databaseUrl, uploads: uploadsFolder(environment), file });
      await removeOldest(folder);
    } catch (cause) {
      // An earlier first start ended half way: there is nothing to lose.
      if (cause instanceof NoHubYet) return;
      const { message } = explain("The backup before the upgrade failed", cause);
      throw new KeepingRefused(`${message} The database was left as it was.`, { cause });
    }
  };
}

async function removeUnfinished(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => ours.test(name) && name.endsWith(".part"));
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** Names sort by time. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => ours.test(name)).sort();
  for (const name of names.slice(0, -kept)) await rm(join(folder, name), { force: true });
}
