import { describe, expect, it } from "vitest";
import { schema } from "../../schema/schema.ts";
import { feedTests, versionsOf } from "../kit/feed.ts";
import { appendTo, numbered } from "../kit/log.ts";

const kit = feedTests();

describe("the live feed", () => {
  it("brings what happens, as it happens", async () => {
    const server = await kit.serve();
    const console = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await console.until(({ events }) => events.length === 1);
    expect(console.events[0]).toMatchObject({
      kind: "COMPLAINT_ASSIGNED",
      subject: { version: 1 },
      region: { code: "140105", name: "小店区" },
      text: "太原市小店区的投诉已确定专人办理",
    });
  });

  it("resumes after a cursor, tells when it has caught up, and goes on", async () => {
    const server = await kit.serve();
    const first = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await first.until(({ events }) => events.length === 1);
    first.socket.terminate();
    await kit.happen(server, 2, 3);
    const again = kit.connect(server, { variables: { after: first.events[0]?.cursor } });
    await again.until(({ items }) => items.some(({ kind }) => kind === "CHECKPOINT"));
    await kit.happen(server, 4);
    await again.until(({ events }) => events.length === 3);
    expect(again.items.map(({ kind, subject }) => subject?.version ?? kind)).toEqual([2, 3, "CHECKPOINT", 4]);
  });

  it("catches up from the database what is no longer in memory", async () => {
    const server = await kit.serve({ reader: { ringSize: 2 } });
    const first = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await first.until(({ events }) => events.length === 1);
    for (let start = 2; start < 502; start += 100)
      await kit.happen(server, ...Array.from({ length: 100 }, (_, index) => start + index));
    const again = kit.connect(server, { variables: { after: first.events[0]?.cursor } });
    await again.until(({ events }) => events.length === 500);
    expect(versionsOf(again)).toEqual(Array.from({ length: 500 }, (_, index) => index + 2));
  });

  it("resolves an event once for all who ask the same with the same rights", async () => {
    const server = await kit.serve();
    const field = schema.getSubscriptionType()?.getFields().activity;
    const resolve = field?.resolve;
    let resolved = 0;
    if (field)
      field.resolve = (...args) => {
        resolved += 1;
        return resolve?.(...args);
      };
    try {
      const same = Array.from({ length: 20 }, () => kit.connect(server));
      const others = [
        kit.connect(server, { authorization: "Bearer city/1401" }),
        kit.connect(server, { connectionParams: { acceptLanguage: "en" } }),
      ];
      await kit.joined(server, 22);
      expect(server.groups.counts.groups).toBe(3);
      await kit.happen(server, 7);
      for (const console of [...same, ...others]) await console.until(({ events }) => events.length === 1);
      expect(resolved).toBe(3);
      expect(new Set(same.map(({ frames }) => frames.at(-1))).size).toBe(1);
      expect(others[1]?.events[0]?.text).toBe("The complaint about 太原市小店区 has a named handler");
    } finally {
      if (field) field.resolve = resolve;
    }
  });

  it("keeps no group when its last member has gone", async () => {
    const server = await kit.serve();
    const consoles = [kit.connect(server), kit.connect(server)];
    await kit.joined(server, 2);
    consoles[0]?.send({ id: "1", type: "complete" });
    await kit.joined(server, 1);
    consoles[1]?.socket.terminate();
    await expect.poll(() => server.groups.counts).toEqual({ groups: 0, members: 0 });
  });

  it("narrows by kind and region, which need not be the viewer's", async () => {
    const server = await kit.serve();
    const kinds = kit.connect(server, { variables: { kinds: ["COMPLAINT_CLOSED"] } });
    const region = kit.connect(server, { variables: { region: "1402" } });
    const beside = kit.connect(server, { authorization: "Bearer city/1401", variables: { region: "1402" } });
    await kit.joined(server, 3);
    await appendTo(kit.hub.prisma, [
      numbered(1),
      numbered(2, { region: "140212" }),
      numbered(3, { kind: "ComplaintClosed" }),
      numbered(4, { kind: "ComplaintClosed", region: "140212" }),
    ]);
    server.reader.wake();
    await kinds.until(({ events }) => events.length === 2);
    await region.until(({ events }) => events.length === 2);
    expect([versionsOf(kinds), versionsOf(region), versionsOf(beside)]).toEqual([[3, 4], [2, 4], []]);
  });

  it("refuses a region that is none, where it was asked", async () => {
    const server = await kit.serve();
    const console = kit.connect(server, { variables: { region: "14x" } });
    await console.until(({ answers }) => answers.length === 1);
    expect(console.answers[0]?.errors?.[0]?.extensions?.code).toBe("region/code-malformed");
  });
});

describe("checkpoints", () => {
  it("come with a cursor even if nothing matched, and it can be resumed from", async () => {
    const server = await kit.serve({ groups: { checkpointEveryMs: 150 } });
    const console = kit.connect(server, { authorization: "Bearer county/140212" });
    await kit.joined(server, 1);
    await kit.happen(server, 1, 2);
    await console.until(({ items }) => items.length >= 3);
    expect(console.events).toEqual([]);
    console.socket.terminate();
    await appendTo(kit.hub.prisma, [numbered(3, { region: "140212" })]);
    const after = console.items.at(-1)?.cursor;
    const again = kit.connect(server, { authorization: "Bearer county/140212", variables: { after } });
    await again.until(({ events }) => events.length === 1);
    expect(versionsOf(again)).toEqual([3]);
  });
});

describe("several processes", () => {
  it("wake each other: one hears of what the other has appended", async () => {
    const [writer, reader] = [await kit.serve(), await kit.serve({ reader: { pollEveryMs: 600_000 } })];
    const console = kit.connect(reader);
    await kit.joined(reader, 1);
    for (let version = 1; version <= 20; version++) await kit.happen(writer, version);
    await console.until(({ events }) => events.length === 20);
    expect(versionsOf(console)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("look every second where the wake-up was lost", async () => {
    const server = await kit.serve();
    const console = kit.connect(server);
    await kit.joined(server, 1);
    await appendTo(kit.hub.prisma, [numbered(1)]);
    await console.until(({ events }) => events.length === 1, 3_000);
  });

  it("go on when the listening connection is lost", async () => {
    const server = await kit.serve({ reader: { pollEveryMs: 600_000 } });
    const other = await kit.serve();
    const console = kit.connect(server);
    await kit.joined(server, 1);
    await kit.hub.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rectification-hub feed'
         and datname = current_database()`,
    );
    await expect
      .poll(
        async () => {
          await kit.happen(other, 5);
          return console.events.length;
        },
        { timeout: 10_000, interval: 300 },
      )
      .toBeGreaterThan(0);
  });
});
