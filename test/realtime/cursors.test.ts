import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { writeCursor } from "../../schema/activity/cursor.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { Refusal } from "../../schema/refusal.ts";
import { feedTests, versionsOf } from "../kit/feed.ts";
import { appendTo, aViewer, numbered } from "../kit/log.ts";

const kit = feedTests();
const office = aViewer("office", "14");
const start = "2024-08-15T09:00:00+08:00";
afterEach(() => kit.hub.clock.set(start));

const cursorNow = async (viewer: Viewer = office) =>
  (await kit.hub.ask<{ activityCursor: string }>(viewer, "{ activityCursor }")).activityCursor;

const codeOf = async (cursor: string) => {
  const server = await kit.serve();
  const console = kit.connect(server, { variables: { after: cursor } });
  await console.until(({ answers }) => answers.length === 1);
  return console.answers[0]?.errors?.[0]?.extensions?.code;
};

const days = (count: number) => new Date(new Date(start).getTime() + count * 86_400_000);

describe("a cursor", () => {
  it("says where the feed stands: what comes later follows, what came before does not", async () => {
    const server = await kit.serve();
    await kit.happen(server, 1);
    const after = await cursorNow();
    await kit.happen(server, 2);
    const console = kit.connect(server, { variables: { after } });
    await console.until(({ events }) => events.length === 1);
    expect(versionsOf(console)).toEqual([2]);
  });

  it("has one length, and shows neither number nor distance", () => {
    const { vault } = kit.hub;
    const at = (id: number) =>
      writeCursor(vault, { id, incarnation: "0190163d-8694-739b-aea5-966c26f8ad91", recordedAt: new Date(start) });
    const cursors = [1, 2, 3, 1_000_000, 2 ** 40].map(at);
    for (const cursor of cursors) expect(cursor).toMatch(/^[\w-]{64}$/);
    const bits = (a: string, b: string) => {
      const [x, y] = [Buffer.from(a, "base64url"), Buffer.from(b, "base64url")];
      return x.reduce((sum, byte, index) => sum + (byte ^ (y[index] ?? 0)).toString(2).replaceAll("0", "").length, 0);
    };
    // Neighbours differ in half of their 384 bits, like any two.
    for (const [index, cursor] of cursors.slice(1).entries())
      expect(Math.abs(bits(cursor, cursors[index] as string) - 192)).toBeLessThan(60);
  });

  it("is the same wherever the same event is read", async () => {
    const server = await kit.serve();
    const console = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await console.until(({ events }) => events.length === 1);
    const { activities } = await kit.hub.ask<{ activities: { edges: { cursor: string; node: { cursor: string } }[] } }>(
      office,
      "{ activities(first: 1) { edges { cursor node { cursor } } } }",
    );
    const [edge] = activities.edges;
    expect([edge?.cursor, edge?.node.cursor]).toEqual([console.events[0]?.cursor, console.events[0]?.cursor]);
  });
});

describe("a cursor that cannot be resumed from is a typed refusal", () => {
  it("when it is none, was touched, or was sealed by another hub", async () => {
    const good = await cursorNow();
    const flipped = good.slice(0, 20) + (good[20] === "A" ? "B" : "A") + good.slice(21);
    const foreignKey = new Vault({ current: "k", keys: new Map([["k", randomBytes(32)]]) });
    const other = writeCursor(foreignKey, {
      id: 1,
      incarnation: "0190163d-8694-739b-aea5-966c26f8ad91",
      recordedAt: new Date(),
    });
    for (const cursor of ["", "1", "x".repeat(64), "x".repeat(1_000_000), flipped, other, `${good}A`, good.slice(1)])
      expect(await codeOf(cursor)).toBe("activity/cursor-malformed");
  });

  it("after a restore", async () => {
    const cursor = await cursorNow();
    const hub = await kit.hub.prisma.hub.findUniqueOrThrow({ where: { id: 1 } });
    await kit.hub.prisma.hub.update({
      where: { id: 1 },
      data: { incarnation: "0190163d-8694-739b-aea5-966c26f8ad91" },
    });
    try {
      expect(await codeOf(cursor)).toBe("activity/cursor-foreign");
      const asked = kit.hub.ask(office, `{ activities(after: "${cursor}") { edges { cursor } } }`);
      await expect(asked).rejects.toEqual(new Refusal("activity/cursor-foreign"));
    } finally {
      await kit.hub.prisma.hub.update({ where: { id: 1 }, data: { incarnation: hub.incarnation } });
    }
  });

  it("outside the resume window of the campaign's settings, by the hub's clock", async () => {
    const cursor = await cursorNow();
    kit.hub.clock.set(days(30));
    expect(await codeOf(cursor)).toBeUndefined();
    kit.hub.clock.set(days(30.001));
    expect(await codeOf(cursor)).toBe("activity/cursor-outside-window");
    await kit.hub.prisma.campaignSettings.create({
      data: {
        campaignCode: "property-2024",
        holdsFrom: new Date("2024-08-01"),
        values: { feed: { resumeDays: 60 } },
        reason: "test",
      },
    });
    expect(await codeOf(cursor)).toBeUndefined();
  });

  it("but the list pages back beyond the window", async () => {
    await appendTo(kit.hub.prisma, [numbered(1), numbered(2)], undefined, kit.hub.clock.now());
    kit.hub.clock.set(days(200));
    const page = async (after?: string) =>
      (
        await kit.hub.ask<{ activities: { pageInfo: { endCursor: string }; edges: unknown[] } }>(
          office,
          "query ($after: String) { activities(first: 1, after: $after) { pageInfo { endCursor } edges { cursor } } }",
          { after },
        )
      ).activities;
    const first = await page();
    expect((await page(first.pageInfo.endCursor)).edges).toHaveLength(1);
  });
});

it("sends whoever follows a log that was replaced away to take a fresh snapshot", async () => {
  const server = await kit.serve({ reader: { pollEveryMs: 600_000 } });
  const console = kit.connect(server);
  await kit.joined(server, 1);
  const { incarnation } = await kit.hub.prisma.hub.findUniqueOrThrow({ where: { id: 1 } });
  await kit.hub.prisma.hub.update({ where: { id: 1 }, data: { incarnation: "0190163d-8694-739b-aea5-966c26f8ad91" } });
  try {
    // A restore cuts every connection.
    await kit.hub.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rectification-hub feed'
         and datname = current_database()`,
    );
    expect((await console.closed).code).toBe(4900);
    expect(server.groups.counts).toEqual({ groups: 0, members: 0 });
  } finally {
    await kit.hub.prisma.hub.update({ where: { id: 1 }, data: { incarnation } });
  }
});
