import { execFile } from "node:child_process";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedRefusal } from "./refusal.ts";
import { includeSettings } from "./settings.ts";

const run = promisify(execFile);

export const superuser = "postgres";

/**
 * Makes a new cluster. Text is compared by code point (the builtin C.UTF-8), so that a prefix of a region code is a range
 * of an index and no update of the system's libraries can break an index; lists in the order of Chinese names say
 * `COLLATE "zh-Hans-x-icu"`.
 */
export async function initialise(
  binaries: Binaries,
  cluster: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  // Under another name until it is complete: an interrupted start leaves nothing that looks like a cluster.
  const partial = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) await Promise.all([partial, passwordFile].map((path) => chown(path, account.uid, account.gid)));
  const options = [
    `--pgdata=${partial}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    `--lc-ctype=${await characterClasses()}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await run(binaries.initdb, options, {
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C" },
      ...(account && { uid: account.uid, gid: account.gid }),
    });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    throw new EmbeddedRefusal(`PostgreSQL could not create its data directory ${cluster}: ${said}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await includeSettings(partial);
  await rename(partial, cluster);
}

/** In the locale C no Chinese character is a letter, and `pg_trgm` finds no trigrams in Chinese text. */
async function characterClasses(): Promise<string> {
  const installed = await run("locale", ["-a"]).then(
    ({ stdout }) => stdout.split("\n").map((line) => line.trim()),
    () => [],
  );
  const wanted = [/^C\.utf-?8$/i, /^en_US\.utf-?8$/i, /^zh_CN\.utf-?8$/i, /\.utf-?8$/i];
  for (const pattern of wanted) {
    const found = installed.find((name) => pattern.test(name));
    if (found) return found;
  }
  return platform() === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
}
