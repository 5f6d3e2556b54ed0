import type { Pool } from "pg";
import { pendingMigrations } from "../prisma/migrate.ts";
import { MigrationRefused } from "../prisma/migration-errors.ts";
import { readMigrations } from "../prisma/migration-files.ts";
import type { Logger } from "./logging.ts";

/**
 * Notices when another process has upgraded the database under this one. Whether the old code could go on with it nobody
 * can tell, so it ends in order and says which version to start.
 */
export async function watchSchema(pool: Pool, log: Logger, everyMs = 5_000) {
  // As they were when this code was loaded: an upgrade replaces the files first.
  const files = await readMigrations();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const upgraded = new Promise<string>((resolve) => {
    const look = async () => {
      try {
        await pendingMigrations(pool, files);
      } catch (error) {
        if (error instanceof MigrationRefused) {
          return resolve(`${error.message} Another process has upgraded it while this one ran; this one ends.`);
        }
        log.warn({ err: error }, "whether the database is still of this version could not be found out");
      }
      if (!stopped) timer = setTimeout(look, everyMs).unref();
    };
    timer = setTimeout(look, everyMs).unref();
  });
  const stop = async () => {
    stopped = true;
    clearTimeout(timer);
  };
  return { upgraded, stop };
}
