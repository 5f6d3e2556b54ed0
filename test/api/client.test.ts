/** The client that the documentation hands out, as a city's system runs it: against a hub, over a line that breaks. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Hub, openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createHubServer, type HubServer } from "../../api/server.ts";
import { type Activity, type CursorStore, HubClient, type HubError } from "../../docs/client/hub-client.ts";
import { issueApiKey, revokeApiKey } from "../../schema/client/commands.ts";
import { companyRow, complexRow } from "../kit/ledger.ts";
import { startTestServer, type TestServer } from "../kit/server.ts";
import { startSilentProxy } from "../kit/silent-proxy.ts";

const companies = { field: "upsertCompanies", row: "CompanyRow" };
const complexes = { field: "upsertComplexes", row: "ComplexRow" };

let server: TestServer;
let line: Awaited<ReturnType<typeof startSilentProxy>>;
let again: { hub: Hub; server: HubServer } | undefined;
let clientId: string;
let key: string;
const newClient = () => new HubClient({ url: line.url.replace(/\/$/, ""), key: () => key });
beforeAll(async () => {
  server = await startTestServer({ HUB_CLOCK: "2024-08-15T09:00:00+08:00" });
  line = await startSilentProxy(server.url);
  ({ id: clientId, key } = await server.apiKey("1401", ["read", "ledger"], ["127.0.0.0/8"]));
});
afterAll(async () => {
  await line?.close();
  await again?.server.close();
  await again?.hub.close();
  await server?.close();
});

it("pushes in batches, each row by itself, and nothing twice", async () => {
  const rows = [1, 2, 3, 4, 5].map((number) => complexRow(number));
  rows[2] = complexRow(3, { county: "140212" });
  const results = await newClient().push(complexes, rows, 2);
  const said = (of: typeof results) =>
    of.map(({ externalId, status, errors }) => [externalId, status, errors[0]?.code]);
  expect(said(results)).toEqual([
    ["complex-1", "CREATED", undefined],
    ["complex-2", "CREATED", undefined],
    ["complex-3", "REFUSED", "region/outside"],
    ["complex-4", "CREATED", undefined],
    ["complex-5", "CREATED", undefined],
  ]);
  // As a process does that was killed before it heard: each row is looked at anew, and nothing is done twice.
  expect(said(await newClient().push(complexes, rows, 2))).toEqual(
    said(results).map(([id, status, code]) => [id, status === "CREATED" ? "UNCHANGED" : status, code]),
  );
  expect(await server.hub.db.activityEvent.count({ where: { kind: "ComplexRegistered" } })).toBe(4);
});

it("pulls every row of a list, by filter, page after page", async () => {
  const list = { field: "complexes", filter: "ComplexFilter" };
  const pulled: string[] = [];
  for await (const { name } of newClient().pull<{ name: string }>(list, "name", { region: "140105" }, 3))
    pulled.push(name);
  expect(pulled.sort()).toEqual([1, 2, 4, 5].map((number) => complexRow(number).name));
  const none = newClient().pull(list, "name", { region: "140106" });
  expect(await none.next()).toMatchObject({ done: true });
});

it("tries again what the hub could not do just then, when it says", async () => {
  const failing = (code: string) => JSON.stringify({ errors: [{ message: "", extensions: { code } }] });
  const answers: [status: number, body: string, after?: string][] = [
    [503, failing("request/busy"), "0"],
    [429, failing("rate-limited"), "1"],
  ];
  const done = { result: { rows: [] }, errors: [] };
  const asked: { at: number; key: unknown }[] = [];
  const busy = createServer(({ headers }, response) => {
    asked.push({ at: performance.now(), key: headers["idempotency-key"] });
    const [status, body, after = ""] = answers.shift() ?? [200, JSON.stringify({ data: { answer: done } })];
    response.writeHead(status, { "retry-after": after }).end(body);
  });
  await once(busy.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  const client = new HubClient({ url, key: () => key });
  expect(await client.ask("{ __typename }")).toEqual({ answer: done });
  expect((asked[2]?.at ?? 0) - (asked[1]?.at ?? 0)).toBeGreaterThanOrEqual(999);
  // A proxy's own words, and then the same call again; the next call is another.
  const page = "<html>502 Bad Gateway</html>";
  answers.push([502, page, "0"], [200, JSON.stringify({ data: { answer: done } })]);
  for (const _call of [1, 2]) await client.push(complexes, [complexRow(1)]);
  const [first, again, other] = asked.slice(3).map((one) => one.key);
  expect(first).toMatch(/^[\x21-\x7e]{8,200}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(asked).toHaveLength(6);
  answers.push([502, page]);
  await expect(new HubClient({ url, key: () => key, attempts: 1 }).ask("{ __typename }")).rejects.toMatchObject({
    code: "unreachable",
  });
  await new Promise((closed) => busy.close(closed));
  const gone = new HubClient({ url, key: () => key, attempts: 2 });
  await expect(gone.ask("{ __typename }")).rejects.toMatchObject({ code: "unreachable" });
});

/** A system that follows, with its cursor in a place that outlives it. */
const kept: { cursor: string | null } = { cursor: null };
const store: CursorStore = {
  read: async () => kept.cursor,
  write: async (cursor) => {
    kept.cursor = cursor;
  },
};
const handled: Activity[] = [];
let snapshots = 0;
function start(handle = async (activity: Activity) => void handled.push(activity)) {
  const stopping = new AbortController();
  const snapshot = async () => void snapshots++;
  const ended = newClient().follow({ store, snapshot, handle, signal: stopping.signal, kinds: ["COMPANY_REGISTERED"] });
  ended.catch(() => {});
  return {
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Another process of the hub in the place of the one that runs. */
async function restart() {
  await (again?.server ?? server.server).close();
  await again?.hub.close();
  const environment = { ...server.hub.environment, port: Number(new URL(server.url).port) };
  const hub = await openHub({ environment, databaseUrl: server.database.url, log: createLogger("silent") });
  again = { hub, server: await createHubServer(hub) };
  await again.server.listen();
}

let registered = 0;
async function register() {
  const [row] = await newClient().push(companies, [companyRow(++registered)]);
  expect(row?.status).toBe("CREATED");
}
const told = () => expect.poll(() => handled.length, { timeout: 60_000 });

it("follows what happens, each once and in order, over a killed connection and a restart of the hub and of its own", async () => {
  const first = start();
  await expect.poll(() => kept.cursor, { timeout: 60_000 }).not.toBeNull();
  await register();
  await told().toBe(1);
  line.cut();
  await register();
  await told().toBe(2);
  await restart();
  await register();
  await told().toBe(3);
  await first.stop();
  await register();
  // One that fails over it has not handled it: it comes again.
  await expect(start(async () => Promise.reject(new Error("disk full"))).ended).rejects.toThrow("disk full");
  const second = start();
  await told().toBe(4);
  await second.stop();
  const log = await server.hub.db.activityEvent.findMany({
    where: { kind: "CompanyRegistered" },
    orderBy: { id: "asc" },
  });
  const idOf = (id: string) => atob(id).split(":").at(-1);
  expect(handled.map(({ subject }) => idOf(subject?.id ?? ""))).toEqual(log.map(({ subjectId }) => subjectId));
  expect([new Set(handled.map(({ cursor }) => cursor)).size, snapshots]).toEqual([4, 1]);
});

it("takes a fresh snapshot when its cursor is of no use any more", async () => {
  await server.hub.db.hub.update({ where: { id: 1 }, data: { incarnation: crypto.randomUUID() } });
  const stale = kept.cursor;
  await restart();
  const system = start();
  await expect.poll(() => snapshots, { timeout: 60_000 }).toBe(2);
  await expect.poll(() => kept.cursor).not.toBe(stale);
  await register();
  await told().toBe(5);
  await system.stop();
});

it("changes its key over without a gap, and stops with the one that is revoked", async () => {
  const context = server.hub.ownContext();
  const old = key;
  const system = start();
  key = (await issueApiKey(context, clientId, 30)).result.key;
  const [former] = await server.hub.db.apiKey.findMany({ where: { clientId }, orderBy: { createdAt: "asc" } });
  line.cut();
  await register();
  await told().toBe(6);
  await revokeApiKey(context, former?.id ?? "");
  await register();
  await told().toBe(7);
  key = old;
  line.cut();
  const failure = (await system.ended.catch((error: unknown) => error)) as HubError;
  expect(failure.code).toBe("credentials/revoked");
});
