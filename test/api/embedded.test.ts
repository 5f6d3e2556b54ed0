import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "../../api/postgres/embedded.ts";
import { DataDirectoryBusy } from "../../api/postgres/refusal.ts";

let parent: string;
/** Of the tests that need no new cluster, one after the other: making one takes a second or two. */
let dataDir: string;
const running: Embedded[] = [];

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "整改 hub-"));
  await chmod(parent, 0o755);
  dataDir = join(parent, "data dir");
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

afterAll(() => rm(parent, { recursive: true, force: true }));

async function start(folder = dataDir, log?: (line: string) => void): Promise<Embedded> {
  const server = await startEmbedded({ dataDir: folder, durable: false, ...(log && { log }) });
  running.push(server);
  return server;
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

function processesNaming(text: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text));
}

/** A hub in a process of its own that has committed at least `count` numbers. */
async function writingHub(count: number): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const script = join(import.meta.dirname, "..", "kit", "writing-hub.ts");
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const acknowledged = () => Number(said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1));
  while (!(acknowledged() >= count)) {
    if (child.exitCode !== null) throw new Error(`the writing hub ended: ${said}`);
    await sleep(20);
  }
  return { child, acknowledged };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "close");
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
}

test("the hub's role owns its database and is no superuser, text is compared by code point, Chinese has trigrams", async () => {
  const { url } = await start();
  const rows = await ask(
    url,
    `select current_user as role, current_setting('is_superuser') as super, pg_get_userbyid(datdba) as owner,
       pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
       current_setting('timezone') as zone
     from pg_database where datname = current_database()`,
  );
  expect(rows).toEqual([
    { role: "hub", super: "off", owner: "hub", encoding: "UTF8", provider: "b", locale: "C.UTF-8", zone: "UTC" },
  ]);
  await ask(url, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
  expect(await ask(url, "select cardinality(show_trgm('阳光小区')) as trigrams")).toEqual([{ trigrams: 5 }]);
});

test("it listens on loopback only, keeps its port and password, and leaves no process behind", async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === "IPv4");
  if (outside) {
    const socket = connect(port, outside.address);
    await expect(once(socket, "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  }
  await first.stop();
  expect(processesNaming(dataDir)).toEqual([]);
  const second = await start();
  expect(second.url).toBe(first.url);
});

test("a second start says who is running and leaves it alone", async () => {
  const first = await start();
  const refusal = await startEmbedded({ dataDir }).catch((error) => error);
  expect(refusal).toBeInstanceOf(DataDirectoryBusy);
  expect(refusal.message).toContain(`process ${process.pid}`);
  expect(await ask(first.url, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

test("after the hub and PostgreSQL are killed, everything acknowledged is there", async () => {
  const { child, acknowledged } = await writingHub(200);
  process.kill(await postmasterPid(), "SIGKILL");
  await kill(child);
  const { url } = await start();
  const [row] = await ask<{ last: number; count: number }>(
    url,
    "select max(n) as last, count(*)::int as count from written",
  );
  expect(row?.last).toBeGreaterThanOrEqual(acknowledged());
  expect(row?.count).toBe((row?.last ?? 0) + 1);
});

test("when the hub alone is killed, PostgreSQL ends by itself", async () => {
  const { child, acknowledged } = await writingHub(20);
  await kill(child);
  for (let waited = 0; processesNaming(dataDir).length > 0 && waited < 10_000; waited += 50) await sleep(50);
  expect(processesNaming(dataDir)).toEqual([]);
  const { url } = await start();
  const [row] = await ask<{ last: number }>(url, "select max(n) as last from written");
  expect(row?.last).toBeGreaterThanOrEqual(acknowledged());
});

test("a server left running by a killed hub is stopped and started anew", async () => {
  const { child, acknowledged } = await writingHub(20);
  const orphan = await postmasterPid();
  // What would end it is killed with the hub.
  const watchers = processesNaming(`sh ${orphan}`).map((line) => Number.parseInt(line, 10));
  expect(watchers).toHaveLength(1);
  for (const pid of watchers) process.kill(pid, "SIGKILL");
  await kill(child);
  const lines: string[] = [];
  const server = await start(dataDir, (line) => lines.push(line));
  expect(lines.join()).toContain("still running from an earlier start");
  expect(await postmasterPid()).not.toBe(orphan);
  const [row] = await ask<{ last: number }>(server.url, "select max(n) as last from written");
  expect(row?.last).toBeGreaterThanOrEqual(acknowledged());
});

test("a stale process file that names somebody else's process is no obstacle, nor is that process touched", async () => {
  const first = await start();
  await first.stop();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await writeFile(
    join(dataDir, "postgres", "postmaster.pid"),
    `${stranger.pid}\n${join(dataDir, "postgres")}\n0\n1\n\n127.0.0.1\n0 0\nready\n`,
  );
  const second = await start();
  expect(await ask(second.url, "select 1 as alive")).toEqual([{ alive: 1 }]);
  expect(stranger.exitCode).toBeNull();
  await kill(stranger);
});

test("an interrupted first start is taken up again", async () => {
  const folder = join(parent, "interrupted");
  await mkdir(join(folder, "postgres.new"), { recursive: true });
  await writeFile(join(folder, "postgres.new", "PG_VERSION"), "18\n");
  await writeFile(join(folder, "postgres.password"), "old");
  await writeFile(join(folder, "database.json"), JSON.stringify({ ...record, initialised: false }));
  const server = await start(folder);
  expect(await ask(server.url, "select 1 as alive")).toEqual([{ alive: 1 }]);
});

const record = { directory: "postgres", port: 0, superuserPassword: "s", ownerPassword: "o", initialised: true };

test.each([
  ["another major version", "17\n", "written by PostgreSQL 17"],
  ["no database", "", "is not a database of the hub"],
])("%s is refused with what helps", async (name, version, sentence) => {
  const folder = join(parent, name);
  await mkdir(join(folder, "postgres"), { recursive: true });
  await writeFile(join(folder, "database.json"), JSON.stringify(record));
  await writeFile(join(folder, "postgres", "PG_VERSION"), version);
  await expect(startEmbedded({ dataDir: folder })).rejects.toThrow(sentence);
  expect(await readdir(join(folder, "postgres"))).toEqual(["PG_VERSION"]);
});

test("a database that is gone or has lost its passwords is not replaced by an empty one", async () => {
  const folder = join(parent, "lost");
  await mkdir(join(folder, "postgres"), { recursive: true });
  await expect(startEmbedded({ dataDir: folder })).rejects.toThrow("with its passwords is missing");
  await rm(join(folder, "postgres"), { recursive: true });
  await writeFile(join(folder, "database.json"), JSON.stringify(record));
  await expect(startEmbedded({ dataDir: folder })).rejects.toThrow("is not there");
});
