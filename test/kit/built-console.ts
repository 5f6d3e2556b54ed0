import { createHash } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildConsoleIfStale } from "../../api/console-build.ts";

/** Of this checkout: several test files may ask for the built console at the same time. */
const lock = join(
  tmpdir(),
  `rectification-hub-build-${createHash("sha256")
    .update(import.meta.dirname)
    .digest("hex")
    .slice(0, 16)}`,
);
/** Longer than any build takes: whoever held the lock was killed. */
const abandonedAfterMs = 180_000;

/** Builds the console as `npm start` does, where a source has changed since it was built last. */
export async function builtConsole(): Promise<void> {
  while (
    !(await mkdir(lock).then(
      () => true,
      () => false,
    ))
  ) {
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(lock, { recursive: true, force: true });
    else await pause(250);
  }
  try {
    await buildConsoleIfStale();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
