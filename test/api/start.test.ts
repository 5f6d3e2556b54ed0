import { randomUUID } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";
import { type HubProcess, startHubProcess } from "../kit/process.ts";
import { signIn } from "../kit/server.ts";
import { startSilentProxy } from "../kit/silent-proxy.ts";

let database: TestDatabase;
let folder: string;
const running: HubProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "rectification hub start "));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((hub) => hub.kill()));
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

function start(variables: NodeJS.ProcessEnv = {}): HubProcess {
  const hub = startHubProcess({ DATABASE_URL: database.url, HUB_DATA_DIR: folder, HUB_DEMO: "0", ...variables });
  running.push(hub);
  return hub;
}

const urlOf = async (hub: HubProcess) => (await hub.until(/GraphQL:\s+(\S+)\/graphql/))[1] ?? "";

test("a new hub for real work has one account, and ends in order", async () => {
  const hub = start();
  const url = await urlOf(hub);
  await hub.until(/Ready after/);
  const password = /Sign in: {2}admin, with the password (\S+)/.exec(hub.said())?.[1] ?? "";
  expect((await signIn(url, "admin", password)).status).toBe(200);
  const page = await fetch(url);
  expect(await page.text()).toMatch(/<!doctype html>/i);
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const channels = await fetch(`${url}/graphql?query={supervisionChannels{phone}}`);
  expect(((await channels.json()) as { data: { supervisionChannels: [] } }).data.supervisionChannels).toHaveLength(12);
  const clock = await database.prisma.hub.findUniqueOrThrow({ where: { id: 1 } });
  expect([clock.demonstration, clock.clockOffsetMs]).toEqual([false, 0n]);
  expect((await stat(join(folder, "secret-keys"))).mode & 0o777).toBe(0o600);

  const began = performance.now();
  expect(await hub.interrupt()).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(hub.said()).not.toMatch(/error|warn/i);

  const again = start();
  await again.until(/Ready after/);
  expect(again.said()).not.toMatch(/password/);
  expect(await database.prisma.user.count()).toBe(1);
}, 180_000);

test("parts of a hub share the work: one answers, the other fires timers", async () => {
  await database.prisma.timer.create({
    data: { kind: "nobodyKnows", subjectType: "Complaint", subjectId: randomUUID(), dueAt: new Date() },
  });
  const api = start({ HUB_ROLE: "api" });
  const url = await urlOf(api);
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({ ready: true, checks: { database: true, feed: true } });
  const attempts = async () => (await database.prisma.timer.findFirstOrThrow()).attempts;
  expect(await attempts()).toBe(0);
  const worker = start({ HUB_ROLE: "worker" });
  await worker.until(/This process answers no requests[\s\S]*Ready after/);
  await expect.poll(attempts, { timeout: 20_000 }).toBe(1);
  expect(await Promise.all([api.interrupt(), worker.interrupt()])).toEqual([0, 0]);
}, 180_000);

test("a hub whose database has fallen silent ends all the same when it is told to", async () => {
  const proxy = await startSilentProxy(database.url);
  const hub = start({ DATABASE_URL: proxy.url });
  await hub.until(/Ready after/);
  proxy.silence();
  expect(await hub.interrupt()).toBe(0);
  await proxy.close();
}, 180_000);

test("a port in use is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const hub = start({ PORT: String(port) });
  await expect(hub.until(/Ready after/)).rejects.toThrow(
    `127.0.0.1:${port} is in use by another program: set PORT or HOST.`,
  );
  expect(hub.said()).not.toMatch(/\n\s+at /);
  other.close();
});

test("a database that does not let the hub in is named, and what is wrong with it", async () => {
  const wrong = (change: Partial<Pick<URL, "password" | "pathname" | "port">>) =>
    start({ DATABASE_URL: Object.assign(new URL(database.url), change).href });
  const cases = [
    [wrong({ password: "a-wrong-secret" }), /DATABASE_URL: .* does not let \S+ in/],
    [wrong({ pathname: "/nowhere" }), /DATABASE_URL: .* has no database nowhere/],
    [wrong({ port: "1" }), /DATABASE_URL: no PostgreSQL server can be used at \S+:1 /],
  ] as const;
  for (const [hub, sentence] of cases) {
    await expect(hub.until(/Ready after/)).rejects.toThrow(sentence);
    expect(hub.said()).not.toMatch(/\n\s+at |a-wrong-secret/);
  }
});
