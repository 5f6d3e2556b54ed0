import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { feedTests, versionsOf } from "../kit/feed.ts";
import { appendTo, numbered } from "../kit/log.ts";

const kit = feedTests();

describe("a client that does not read", () => {
  it("is closed with the code that makes it resume, holds nobody up, and loses nothing", async () => {
    const server = await kit.serve({ limits: { waitingBytes: 3_000_000 } });
    const [slow, quick] = [kit.connect(server), kit.connect(server)];
    await kit.joined(server, 2);
    await kit.happen(server, 0);
    for (const console of [slow, quick]) await console.until(({ events }) => events.length === 1);
    slow.socket.pause();
    // More than the buffers of the system take for it.
    const padding = "x".repeat(20_000);
    for (let first = 1; first <= 1_000; first += 20) {
      const rows = Array.from({ length: 20 }, (_, index) => numbered(first + index, { facts: { padding } }));
      await appendTo(kit.hub.prisma, rows);
      server.reader.wake();
    }
    await quick.until(({ events }) => events.length === 1_001, 30_000);
    await expect.poll(() => server.sockets.overflows).toBe(1);
    await kit.joined(server, 1);
    slow.socket.resume();
    expect((await slow.closed).code).toBeOneOf([4900, 1006]);
    const got = versionsOf(slow);
    const again = kit.connect(server, { variables: { after: slow.items.at(-1)?.cursor } });
    await again.until(({ events }) => got.length + events.length === 1_001, 30_000);
    expect([...got, ...versionsOf(again)]).toEqual(versionsOf(quick));
  });

  it("catches up at its own pace: what it resumes is not piled up for it", async () => {
    const server = await kit.serve({ limits: { waitingBytes: 100_000 }, reader: { ringSize: 1 } });
    const first = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 0);
    await first.until(({ events }) => events.length === 1);
    first.socket.terminate();
    const padding = "x".repeat(10_000);
    await appendTo(
      kit.hub.prisma,
      Array.from({ length: 300 }, (_, version) => numbered(version, { facts: { padding } })),
    );
    await kit.happen(server, 300);
    await kit.settled(server);
    const again = kit.connect(server, { variables: { after: first.items[0]?.cursor } });
    await again.until(({ events }) => events.length === 301, 20_000);
    expect(server.sockets.overflows).toBe(0);
  });
});

describe("a client that asks and does not read the answers", () => {
  const padding = "x".repeat(50_000);
  const asks: Record<string, (socket: WebSocket) => void> = {
    pings: (socket) => socket.send(JSON.stringify({ type: "ping", payload: { padding } })),
    queries: (socket) =>
      socket.send(
        JSON.stringify({ id: padding + Math.random(), type: "subscribe", payload: { query: "{ viewer { name } }" } }),
      ),
  };

  it.each(Object.keys(asks))(
    "is closed before its answers pile up: %s",
    async (name) => {
      const server = await kit.serve({ limits: { answerBytes: 100_000 } });
      const console = kit.connect(server);
      await kit.joined(server, 1);
      console.socket.pause();
      await expect
        .poll(
          () => {
            for (let count = 0; count < 20; count++) asks[name]?.(console.socket);
            return server.sockets.overflows;
          },
          { timeout: 30_000, interval: 20 },
        )
        .toBe(1);
      await kit.joined(server, 0);
    },
    40_000,
  );
});

describe("the door", () => {
  it("sends away who brings no credentials, or ones that do not hold", async () => {
    const server = await kit.serve();
    const none = kit.connect(server, { connectionParams: { authorization: undefined } });
    const wrong = kit.connect(server, { authorization: "Bearer nobody" });
    expect(await none.closed).toEqual({ code: 4401, reason: "unauthenticated" });
    expect(await wrong.closed).toEqual({ code: 4401, reason: "unauthenticated" });
  });

  it("cuts off who is revoked, subscriptions and all", async () => {
    const server = await kit.serve();
    const [city, other] = [kit.connect(server, { authorization: "Bearer city/1401" }), kit.connect(server)];
    await kit.joined(server, 2);
    server.revoke("city/1401");
    expect(await city.closed).toEqual({ code: 4401, reason: "credentials/revoked" });
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await other.until(({ events }) => events.length === 1);
    expect(city.events).toEqual([]);
  });

  it("lets in only so many of one account", async () => {
    const server = await kit.serve({ limits: { socketsPerAccount: 3 } });
    const consoles = Array.from({ length: 3 }, () => kit.connect(server));
    await kit.joined(server, 3);
    expect((await kit.connect(server).closed).code).toBe(4429);
    consoles[0]?.socket.terminate();
    await kit.joined(server, 2);
    kit.connect(server);
    await kit.joined(server, 3);
    expect((await kit.connect(server).closed).code).toBe(4429);
  });

  it("takes no other protocol, no operation before the greeting, and no message that is too large", async () => {
    const server = await kit.serve({ limits: { messageBytes: 2_000 } });
    const codeOf = (protocol: string, first: string) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(server.socketUrl, protocol);
        socket.on("open", () => socket.send(first));
        socket.on("error", () => {});
        socket.on("close", resolve);
      });
    expect(await codeOf("graphql-ws", "{}")).toBe(1006);
    const subscribe = JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ activityCursor }" } });
    expect(await codeOf("graphql-transport-ws", subscribe)).toBe(4401);
    expect(await codeOf("graphql-transport-ws", "no json")).toBe(4400);
    expect(await codeOf("graphql-transport-ws", "x".repeat(3_000))).toBe(1009);
  });

  it("tells a client that the server stops, so that it comes back", async () => {
    const server = await kit.serve();
    const console = kit.connect(server);
    await kit.joined(server, 1);
    server.sockets.close();
    expect((await console.closed).code).toBe(1001);
  });
});

describe("operations over a socket", () => {
  it("may be queries and mutations too", async () => {
    const server = await kit.serve();
    const console = kit.connect(server, { query: "{ activityCursor campaign { code } }" });
    await console.until(({ answers }) => answers.length === 1);
    expect(console.answers[0]?.data).toMatchObject({ campaign: { code: "property-2024" } });
    await console.until(({ frames }) => JSON.parse(frames.at(-1) ?? "{}").type === "complete");
  });

  it("that are no GraphQL, or not of this schema, are answered where they were asked", async () => {
    const server = await kit.serve();
    for (const query of ["subscription {", "{ nothingOfTheKind }", "subscription { activity { cursor } nothing }"]) {
      const console = kit.connect(server, { query });
      await console.until(({ answers }) => answers.length === 1);
      expect(console.answers[0]?.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(console.answers)).not.toContain("node_modules");
      expect(console.socket.readyState).toBe(WebSocket.OPEN);
    }
  });

  it("are limited in number", async () => {
    const server = await kit.serve({ limits: { operationsPerSocket: 2 } });
    const console = kit.connect(server);
    await kit.joined(server, 1);
    const query = "subscription { activity { cursor } }";
    for (const id of ["2", "3"]) console.send({ id, type: "subscribe", payload: { query } });
    await console.until(({ answers }) => answers.length === 1);
    expect(console.answers[0]?.errors?.[0]?.extensions?.code).toBe("invalid/too-many");
    await kit.joined(server, 2);
  });

  it("are limited in number over all sockets of an account, and a place is free again when one is left", async () => {
    const server = await kit.serve({ limits: { operationsPerAccount: 2 } });
    const first = kit.connect(server);
    await kit.joined(server, 1);
    kit.connect(server);
    await kit.joined(server, 2);
    const third = kit.connect(server);
    await third.until(({ answers }) => answers.length === 1);
    expect(third.answers[0]?.errors?.[0]?.extensions?.code).toBe("invalid/too-many");
    first.socket.terminate();
    await kit.joined(server, 1);
    kit.connect(server);
    await kit.joined(server, 2);
  });
});
