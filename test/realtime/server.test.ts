import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { type ConsoleOptions, TestConsole } from "../kit/console.ts";
import { appendTo, numbered } from "../kit/log.ts";
import { startTestServer, type TestServer } from "../kit/server.ts";

let server: TestServer;
const consoles: TestConsole[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => {
  for (const { socket } of consoles.splice(0)) socket.terminate();
});
afterAll(() => server?.close());

const socketUrl = () => `${server.url.replace("http", "ws")}/graphql`;

function connect(options: ConsoleOptions) {
  const console = new TestConsole(socketUrl(), options);
  consoles.push(console);
  return console;
}

/** As a browser does: with its cookie and the page's origin. */
async function browser(username: string, headers: Record<string, string> = {}) {
  const client = await server.client(username);
  return connect({ headers: { ...client.headers, ...headers }, connectionParams: { authorization: undefined } });
}

/** Live, as far as one can see from outside: it is told of something that happens now. */
async function live(console: TestConsole) {
  let version = 0;
  await expect
    .poll(
      async () => {
        await appendTo(server.hub.db, [numbered(++version)], undefined, server.hub.clock.now());
        server.hub.ownContext().wake();
        return console.events.length;
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBeGreaterThan(0);
}

/** Milliseconds from now until the socket is closed, and with which code. */
async function cut(console: TestConsole) {
  const began = performance.now();
  const { code } = await console.closed;
  return { code, after: performance.now() - began };
}

describe("the feed of a running hub", () => {
  it("is there for a browser with its cookie, and for a city's system with its key", async () => {
    const { key } = await server.apiKey("1401");
    const [person, system] = [await browser("province"), connect({ authorization: `Bearer ${key}` })];
    await live(person);
    await live(system);
    expect(person.events[0]?.text).toBe("太原市小店区的投诉已确定专人办理");
  });

  it("is not there for another site's page, nor for a cookie without an origin", async () => {
    const { headers } = await server.client("province");
    const refused = new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(socketUrl(), "graphql-transport-ws", {
        headers: { ...headers, origin: "https://elsewhere.example" },
      });
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
      socket.on("error", () => {});
    });
    expect(await refused).toBe(403);
    const bare = connect({ headers: { cookie: headers.cookie ?? "" }, connectionParams: { authorization: undefined } });
    expect(await bare.closed).toEqual({ code: 4403, reason: "request/origin-foreign" });
  });

  it("refuses wrong and expired keys, each by its code", async () => {
    expect((await connect({ authorization: "Bearer nonsense" }).closed).reason).toBe("credentials/malformed");
    expect((await connect({ authorization: `Bearer hub_${"x".repeat(43)}` }).closed).reason).toBe(
      "credentials/unknown",
    );
    const { id, key } = await server.apiKey("1402");
    await server.hub.db.apiKey.updateMany({ where: { clientId: id }, data: { expiresAt: new Date(0) } });
    expect((await connect({ authorization: `Bearer ${key}` }).closed).reason).toBe("credentials/expired");
  });
});

describe("access that ends, ends on open sockets within five seconds", () => {
  it("when a key is revoked", async () => {
    const { id, key } = await server.apiKey("1401");
    const console = connect({ authorization: `Bearer ${key}` });
    await live(console);
    await server.hub.db.apiKey.updateMany({ where: { clientId: id }, data: { revokedAt: new Date() } });
    const { code, after } = await cut(console);
    expect(code).toBe(4401);
    expect(after).toBeLessThan(5_000);
    expect((await connect({ authorization: `Bearer ${key}` }).closed).reason).toBe("credentials/revoked");
  });

  it("when somebody signs out, is disabled, or is given another role", async () => {
    const ends: [string, (userId: string) => Promise<unknown>][] = [
      ["leader", (userId) => server.hub.db.session.deleteMany({ where: { userId } })],
      ["city-1401", (id) => server.hub.db.user.update({ where: { id }, data: { disabledAt: new Date() } })],
      ["county-140105", (id) => server.hub.db.user.update({ where: { id }, data: { role: "subdistrict" } })],
    ];
    for (const [username, end] of ends) {
      const console = await browser(username);
      await live(console);
      const { id } = await server.hub.db.user.findUniqueOrThrow({ where: { username } });
      await end(id);
      const { code, after } = await cut(console);
      expect(code, username).toBe(4401);
      expect(after, username).toBeLessThan(5_000);
    }
  });

  it("and on event streams", async () => {
    const { id, key } = await server.apiKey("1401");
    const url = new URL(`${server.url}/graphql`);
    url.searchParams.set("query", "subscription { activity { cursor } }");
    const response = await fetch(url, { headers: { accept: "text/event-stream", authorization: `Bearer ${key}` } });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    await server.hub.db.apiClient.update({ where: { id }, data: { revokedAt: new Date() } });
    const began = performance.now();
    await response.text().catch(() => {});
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

it("a mutation over a socket is protected like one over HTTP, its key of idempotency included", async () => {
  const mutation = `mutation ($input: CreateApiClientInput!) {
    createApiClient(input: $input) { key errors { code } }
  }`;
  const variables = { input: { name: "演示系统", region: "1405", scopes: ["READ"], expiresInDays: 30 } };
  const console = await browser("province");
  await live(console);
  for (const id of ["a", "b"]) {
    const extensions = { idempotencyKey: "twice-the-same-key" };
    console.send({ id, type: "subscribe", payload: { query: mutation, variables, extensions } });
  }
  const outcomes = () =>
    console.frames.map((frame) => JSON.parse(frame)).filter(({ id, type }) => type === "next" && id !== "1");
  await console.until(() => outcomes().length === 2);
  expect(outcomes()[0].payload.data.createApiClient).toMatchObject({ key: expect.stringMatching(/^hub_/), errors: [] });
  expect(outcomes()[0].payload).toEqual(outcomes()[1].payload);
  expect(await server.hub.db.apiClient.count({ where: { regionCode: "1405" } })).toBe(1);
});

it("what is not allowed over HTTP is not allowed over a socket", async () => {
  const console = await browser("display");
  await live(console);
  const many = Array.from({ length: 70 }, (_, index) => `a${index}: activityCursor`).join(" ");
  console.send({ id: "many", type: "subscribe", payload: { query: `{ ${many} }` } });
  await console.until(({ frames }) => frames.some((frame) => JSON.parse(frame).id === "many"));
  const answer = console.frames.map((frame) => JSON.parse(frame)).find(({ id }) => id === "many");
  expect(JSON.stringify(answer)).toContain("request/too-complex");
});

it("says that the feed runs, and how it is used", async () => {
  const ready = await (await fetch(`${server.url}/readyz`)).json();
  expect(ready).toMatchObject({ ready: true, checks: { feed: true } });
  await live(await browser("display"));
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/^hub_sockets 1$/m);
  expect(metrics).toMatch(/^hub_feed_members 1$/m);
});
