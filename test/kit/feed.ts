import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { readEnd } from "../../schema/activity/event.ts";
import { type ConsoleOptions, TestConsole } from "./console.ts";
import { type FeedServer, type FeedServerOptions, startFeedServer } from "./feed-server.ts";
import { createTestHub, type TestHub } from "./hub.ts";
import { appendTo, numbered } from "./log.ts";

/** A hub of its own for a file of tests, and for each test servers and consoles that are cleared away after it. */
export function feedTests() {
  const open: { close(): Promise<unknown> }[] = [];
  const consoles: TestConsole[] = [];
  const kit = {
    hub: undefined as unknown as TestHub,
    /** Without a checkpoint in between, unless a test asks for them. */
    async serve(options: FeedServerOptions = {}): Promise<FeedServer> {
      const server = await startFeedServer(kit.hub, {
        ...options,
        groups: { checkpointEveryMs: 600_000, ...options.groups },
      });
      open.push(server);
      return server;
    },
    connect(server: FeedServer, options: ConsoleOptions = {}): TestConsole {
      const console = new TestConsole(server.socketUrl, options);
      consoles.push(console);
      return console;
    },
    /** Until so many are in their groups. */
    joined: (server: FeedServer, members: number) =>
      expect.poll(() => server.groups.counts.members, { timeout: 10_000 }).toBe(members),
    /** Until the server has read all that was appended. */
    settled: (server: FeedServer) =>
      expect.poll(async () => (await readEnd(kit.hub.pool)).id - server.reader.position, { timeout: 10_000 }).toBe(0),
    /** Appends events that are known again by their numbers, and wakes the server. */
    async happen(server: FeedServer, ...versions: number[]) {
      await appendTo(
        kit.hub.prisma,
        versions.map((version) => numbered(version)),
        undefined,
        kit.hub.clock.now(),
      );
      server.reader.wake();
    },
  };
  beforeAll(async () => {
    kit.hub = await createTestHub();
  });
  afterEach(async () => {
    for (const { socket } of consoles.splice(0)) socket.terminate();
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  afterAll(() => kit.hub?.drop());
  return kit;
}

export const versionsOf = (console: TestConsole) => console.events.map(({ subject }) => subject?.version);
