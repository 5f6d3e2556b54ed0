import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestConsole } from "../kit/console.ts";
import { startTestServer, type TestServer } from "../kit/server.ts";

let hub: TestServer;
beforeAll(async () => {
  hub = await startTestServer();
});
afterAll(() => hub?.close());

const document = "subscription { activity { cursor kind } }";

async function openSocket(key: string): Promise<TestConsole> {
  const url = `${hub.url.replace("http", "ws")}/graphql`;
  const socket = new TestConsole(url, { authorization: `Bearer ${key}`, query: document });
  await socket.until(({ frames }) => frames.some((frame) => frame.includes("connection_ack")));
  return socket;
}

/** Resolves when the stream ends. */
async function openStream(headers: Record<string, string>): Promise<{ ended: Promise<number> }> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { accept: "text/event-stream", "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: document }),
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const reader = response.body?.getReader();
  await reader?.read();
  const began = performance.now();
  const ended = (async () => {
    try {
      while (!(await reader?.read())?.done);
    } catch {
      // Cut off.
    }
    return performance.now() - began;
  })();
  return { ended };
}

describe("within five seconds", () => {
  test("a revoked key loses its WebSocket and its event stream, and another one does not", async () => {
    const office = await hub.client("province");
    const one = await hub.apiKey("1401");
    const other = await hub.apiKey("1401");
    const [socket, otherSocket] = [await openSocket(one.key), await openSocket(other.key)];
    const stream = await openStream({ authorization: `Bearer ${one.key}` });
    const { data } = await office.ask<{ revokeApiClient: { errors: unknown[] } }>(
      "mutation ($id: ID!) { revokeApiClient(input: { id: $id }) { errors { code } } }",
      { id: btoa(`ApiClient:${one.id}`) },
    );
    expect(data?.revokeApiClient.errors).toEqual([]);
    expect(await stream.ended).toBeLessThan(5_000);
    expect((await socket.closed).code).toBe(4401);
    expect(otherSocket.socket.readyState).toBe(WebSocket.OPEN);
    otherSocket.socket.terminate();
  });

  test("a session that is signed out, whose account is disabled, or whose role changes loses its stream", async () => {
    const admin = await hub.client("admin");
    const accountId = async (username: string) =>
      btoa(`Account:${(await hub.hub.db.user.findUniqueOrThrow({ where: { username } })).id}`);
    const streams = await Promise.all(
      ["leader", "discipline", "county-140105"].map(async (name) => openStream((await hub.client(name)).headers)),
    );
    await hub.hub.db.session.deleteMany({ where: { user: { username: "leader" } } });
    const change = `mutation ($id: ID!, $other: ID!) {
      disableAccount(input: { id: $id }) { account { disabledAt } errors { code path } }
      changeAccount(input: { id: $other, region: "140106" }) { account { region { code } } errors { code path } } }`;
    const { data } = await admin.ask(change, {
      id: await accountId("discipline"),
      other: await accountId("county-140105"),
    });
    expect(data).toMatchObject({
      disableAccount: { errors: [] },
      changeAccount: { account: { region: { code: "140106" } }, errors: [] },
    });
    for (const { ended } of streams) expect(await ended).toBeLessThan(5_000);
  });

  test("a key that was in use is refused: at once where it was revoked, soon where another process did it", async () => {
    const office = await hub.client("province");
    const [here, elsewhere] = [await hub.apiKey("1401"), await hub.apiKey("1401")];
    const codeOf = async ({ key }: { key: string }) =>
      (await hub.keyClient(key).ask("{ activityCursor }")).errors?.[0]?.extensions.code ?? "heard";
    expect([await codeOf(here), await codeOf(elsewhere)]).toEqual(["heard", "heard"]);
    await hub.hub.db.apiKey.updateMany({ where: { clientId: elsewhere.id }, data: { revokedAt: new Date() } });
    await expect.poll(() => codeOf(elsewhere), { timeout: 5_000 }).toBe("credentials/revoked");
    expect(await codeOf(here)).toBe("heard");
    await office.ask("mutation ($id: ID!) { revokeApiClient(input: { id: $id }) { errors { code } } }", {
      id: btoa(`ApiClient:${here.id}`),
    });
    expect(await codeOf(here)).toBe("credentials/revoked");
  });
});
