import { type ChildProcess, execFile, spawn } from "node:child_process";
import { open, readFile, readlink, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import { EmbeddedRefusal } from "./refusal.ts";

const run = promisify(execFile);

export interface Postmaster {
  pid: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

interface PidFile {
  pid: number;
  status: string;
}

/** `postmaster.pid` in the cluster, as PostgreSQL's miscadmin.h lays it out. */
async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? "" } : undefined;
}

/**
 * Ends a server that an earlier hub left behind. The caller holds the data directory, so nobody else is using it.
 * Returns whether the last shutdown was clean.
 */
export async function endOrphan(cluster: string, log: (line: string) => void): Promise<boolean> {
  const file = await readPidFile(cluster);
  if (!file) return true;
  if (!isAlive(file.pid)) return false;
  if (!(await servesCluster(file.pid, cluster))) {
    // After a restart of the machine the number may belong to anything; PostgreSQL would refuse to start beside it.
    // Should a backend of the old server still live, its shared memory keeps the new one from starting.
    await rm(join(cluster, "postmaster.pid"), { force: true });
    return false;
  }
  log("PostgreSQL is still running from an earlier start that ended abruptly; stopping it first.");
  // It removes its file as the last thing it does; its entry in the process table may stay until somebody reaps it.
  await end(file.pid, async () => !isAlive(file.pid) || (await readPidFile(cluster))?.pid !== file.pid);
  return true;
}

async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  // The server works in its data directory; where there is no /proc its command line names it.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (folder !== undefined) return folder === cluster;
  const command = await run("ps", ["-o", "command=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
  return command.includes("postgres") && command.includes(cluster);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Fast shutdown; then an immediate one, after which the next start replays the log: nothing acknowledged is lost. */
async function end(pid: number, gone: () => boolean | Promise<boolean>): Promise<void> {
  for (const [signal, seconds] of [
    ["SIGINT", 12],
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ] as const) {
    signalTo(pid, signal);
    for (let waited = 0; waited < seconds * 1000; waited += 20) {
      if (await gone()) return;
      await sleep(20);
    }
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

export interface StartOptions {
  postgres: string;
  cluster: string;
  logFile: string;
  account: Account | undefined;
  log: (line: string) => void;
}

/** Starts the server and waits until it takes connections, through recovery if it must. */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  const { cluster, account } = options;
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  // Of the start before, what it said last is worth keeping.
  await rename(options.logFile, `${options.logFile}.1`).catch(() => {});
  const logFile = await open(options.logFile, "a", 0o600);
  // In a session of its own, because Ctrl-C reaches the whole foreground group and the hub still needs its database then.
  const child = spawn(options.postgres, ["-D", cluster], {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", logFile.fd, logFile.fd],
    env: { PATH: process.env.PATH, TZ: "UTC" },
  });
  await logFile.close();
  const state = { gone: false };
  const exited = new Promise<void>((resolve) => {
    const ended = () => {
      state.gone = true;
      resolve();
    };
    child.once("exit", ended);
    child.once("error", ended);
  });
  const pid = child.pid;
  if (pid === undefined || !(await becomesReady(cluster, pid, state, options.log))) {
    const said = await readFile(options.logFile, "utf8").catch(() => "");
    throw new EmbeddedRefusal(`PostgreSQL did not start: ${lastComplaint(said)} (${options.logFile})`);
  }
  child.unref();
  const watcher = watch(pid, identity);
  const atExit = () => signalTo(pid, "SIGINT");
  process.once("exit", atExit);
  void exited.then(() => {
    process.off("exit", atExit);
    watcher.kill("SIGKILL");
  });
  return { pid, exited, stop: () => (state.gone ? Promise.resolve() : end(pid, () => state.gone)) };
}

/** Ends the server when this process is killed: the pipe closes with it. */
function watch(pid: number, identity: { uid?: number; gid?: number }): ChildProcess {
  const watcher = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "sh", String(pid)], {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.on("error", () => {});
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void } | null)?.unref();
  return watcher;
}

async function becomesReady(
  cluster: string,
  pid: number,
  state: { gone: boolean },
  log: (line: string) => void,
): Promise<boolean> {
  for (let waited = 0; !state.gone; waited += 25) {
    const file = await readPidFile(cluster);
    if (file?.pid === pid && file.status === "ready") return true;
    if (waited === 5_000) log("PostgreSQL is recovering from an abrupt end; this can take a while.");
    await sleep(25);
  }
  return false;
}

function lastComplaint(text: string): string {
  const lines = text.trim().split("\n");
  const complaint = lines.filter((line) => /\b(FATAL|PANIC)\b/.test(line)).at(-1) ?? lines.at(-1);
  return complaint?.replace(/^.*?(FATAL|PANIC):\s*/, "").trim() || "it gave no reason";
}

/** The wanted port when it is free, or another one. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const found = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
