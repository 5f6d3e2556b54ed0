import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../prisma/client.ts";
import { hubViewer } from "../../schema/account/viewer.ts";
import { append } from "../../schema/activity/log.ts";
import type { TestConsole } from "../kit/console.ts";
import { feedTests } from "../kit/feed.ts";
import type { FeedServer } from "../kit/feed-server.ts";
import { numbered } from "../kit/log.ts";

const kit = feedTests();

interface Plan {
  /** For each writer: for each transaction, how long it takes before it appends, how much, and whether it fails. */
  writers: { pause: number; events: number; fails: boolean }[][];
  /** How long the subscriber stays before it is cut off, and whether it comes back to the other process. */
  stays: { ms: number; other: boolean }[];
  /** Events held in memory: few, so that the database is asked as well. */
  ringSize: number;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  writers: fc.array(
    fc.array(fc.record({ pause: fc.nat(12), events: fc.integer({ min: 1, max: 4 }), fails: fc.boolean() }), {
      minLength: 10,
      maxLength: 20,
    }),
    { minLength: 8, maxLength: 8 },
  ),
  stays: fc.array(fc.record({ ms: fc.nat(120), other: fc.boolean() }), { minLength: 5, maxLength: 12 }),
  ringSize: fc.constantFrom(5, 50, 2_000),
});

/** A connection for each writer: in one pool with the readers they would take turns. */
let writing: Database;
beforeAll(() => {
  writing = openDatabase({ url: kit.hub.url, poolSize: 8 });
});
afterAll(() => writing?.close());

let version = 0;
const failed = new Error("rolled back");

async function write(server: FeedServer, work: Plan["writers"][number]) {
  for (const { pause, events, fails } of work) {
    const transaction = writing.prisma.$transaction(async (tx) => {
      // Numbers are not given in the order in which transactions begin.
      await tx.$executeRaw`select 1`;
      await wait(pause);
      const rows = Array.from({ length: events }, () => numbered(++version));
      await append(tx, rows, hubViewer, kit.hub.clock.now());
      if (fails) throw failed;
    });
    await transaction.catch((error) => {
      if (error !== failed) throw error;
    });
    server.reader.wake();
  }
}

it("brings each event once and in the order of the log, however often the line breaks", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async ({ writers, stays, ringSize }) => {
      const servers = [await kit.serve({ reader: { ringSize } }), await kit.serve({ reader: { ringSize } })] as const;
      const received: number[] = [];
      let cursor = await cursorNow();
      const connect = (server: FeedServer): TestConsole =>
        kit.connect(server, {
          variables: { after: cursor },
          onItem: (item) => {
            cursor = item.cursor;
            if (item.subject) received.push(item.subject.version);
          },
        });
      const from = await lastId();
      const written = Promise.all(writers.map((work, index) => write(servers[index % 2] as FeedServer, work)));
      for (const { ms, other } of stays) {
        const console = connect(servers[other ? 1 : 0]);
        await wait(ms);
        console.socket.removeAllListeners("message");
        console.socket.terminate();
      }
      await written;
      const expected = await versionsAfter(from);
      const last = connect(servers[0]);
      await last.until(() => received.length >= expected.length, 20_000).catch(() => {});
      await wait(100);
      expect(received).toEqual(expected);
      last.socket.terminate();
      await Promise.all(servers.map((server) => server.close()));
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);

const cursorNow = async () =>
  (await kit.hub.ask<{ activityCursor: string }>(office(), "{ activityCursor }")).activityCursor;

const office = () => ({ ...hubViewer, kind: "user" as const, role: "office" as const, region: "14" });

const lastId = async () => (await kit.hub.prisma.activityEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n;

const versionsAfter = async (id: bigint) =>
  (await kit.hub.prisma.activityEvent.findMany({ where: { id: { gt: id } }, orderBy: { id: "asc" } })).map(
    ({ subjectVersion }) => subjectVersion,
  );
