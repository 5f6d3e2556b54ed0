import { describe, expect, it } from "vitest";
import type { Role } from "../../prisma/generated/enums.ts";
import type { NewEvent } from "../../schema/activity/log.ts";
import type { TestConsole } from "../kit/console.ts";
import { feedTests, versionsOf } from "../kit/feed.ts";
import { appendTo, aViewer, numbered } from "../kit/log.ts";

const kit = feedTests();

const viewers: [Role, string][] = [
  ["leader", "14"],
  ["office", "14"],
  ["administrator", "14"],
  ["display", "14"],
  ["discipline", "14"],
  ["department", "14"],
  ["city", "1401"],
  ["system", "1401"],
  ["city", "1402"],
  ["county", "140105"],
  ["county", "140106"],
  ["subdistrict", "140105001"],
];

/** What each may see of them is written out by hand: the test must not ask the rule that it tests. */
const events: [NewEvent, ...string[]][] = [
  [numbered(1, { region: "140105" }), "province", "1401", "140105"],
  [numbered(2, { region: "140105001" }), "province", "1401", "140105", "140105001"],
  [numbered(3, { region: "1401" }), "province", "1401"],
  [numbered(4, { region: "14" }), "province"],
  [numbered(5, { region: "140212" }), "province", "1402"],
  [numbered(6, { region: "1402", audienceRegions: ["1401"] }), "province", "1402", "1401"],
  [numbered(7, { region: "1402", audienceRegions: ["140106"] }), "province", "1402", "140106"],
  [numbered(8, { region: "140105", audienceDepartments: ["credit:14"] }), "province", "1401", "140105", "department"],
  [
    numbered(9, { region: "140105", audienceDepartments: ["disciplineInspection:14"] }),
    "province",
    "1401",
    "140105",
    "discipline",
  ],
  [numbered(10, { region: "140105", seal: "14" }), "province"],
  [numbered(11, { region: "140105", seal: "1401" }), "province", "1401"],
  [numbered(12, { region: "140105", seal: "140105" }), "province", "1401", "140105"],
  [numbered(13, { region: "140105", seal: "14", audienceRegions: ["1401"] }), "province"],
  [numbered(14, { region: "14", kind: "AccountCreated" }), "administration"],
  [numbered(15, { region: "140105", kind: "ComplaintRevealed" }), "administration"],
];

function mayKnow(role: Role, region: string): number[] {
  const groups: Partial<Record<Role, string[]>> = {
    leader: ["province"],
    display: ["province"],
    office: ["province", "administration"],
    administrator: ["administration"],
    department: ["department"],
    discipline: ["discipline"],
  };
  const names = groups[role] ?? [region];
  const person = role !== "display" && role !== "system";
  return events
    .filter(([{ seal }, ...to]) => (person || !seal) && names.some((name) => to.includes(name)))
    .map(([event]) => event.subject.version);
}

describe("nobody is told what lies outside his region or is sealed from him", () => {
  it("live", async () => {
    const server = await kit.serve();
    const consoles = viewers.map((who) => kit.connect(server, { authorization: `Bearer ${who.join("/")}` }));
    await kit.joined(server, viewers.length);
    await appendTo(
      kit.hub.prisma,
      events.map(([event]) => event),
    );
    server.reader.wake();
    await consoles[1]?.until((console) => console.events.length === mayKnow("office", "14").length);
    for (const [index, [role, region]] of viewers.entries()) {
      const console = consoles[index] as TestConsole;
      await console.until((its) => its.events.length >= mayKnow(role, region).length);
      expect(versionsOf(console), `${role} ${region}`).toEqual(mayKnow(role, region));
    }
  });

  it("when resuming, from memory and from the database alike, and in the list", async () => {
    for (const ringSize of [1, 1_000]) {
      const server = await kit.serve({ reader: { ringSize } });
      const { activityCursor } = await kit.hub.ask<{ activityCursor: string }>(
        aViewer("office", "14"),
        "{ activityCursor }",
      );
      await appendTo(
        kit.hub.prisma,
        events.map(([event]) => event),
      );
      // Whatever went through the ring in between, it holds the last event only.
      await kit.happen(server, 99, 100, 101);
      await kit.settled(server);
      for (const [role, region] of viewers) {
        const console = kit.connect(server, {
          authorization: `Bearer ${role}/${region}`,
          variables: { after: activityCursor },
        });
        await console.until(({ items }) => items.at(-1)?.kind === "CHECKPOINT");
        const seen = versionsOf(console).filter((version) => (version ?? 0) < 99);
        expect(seen, `${role} ${region}`).toEqual(mayKnow(role, region));
        const { activities } = await kit.hub.ask<{
          activities: { edges: { node: { subject: { version: number } } }[] };
        }>(aViewer(role, region), "{ activities(first: 40) { edges { node { subject { version } } } } }");
        const listed = activities.edges.map(({ node }) => node.subject.version).filter((version) => version < 99);
        expect(listed.slice(0, seen.length), `${role} ${region} in the list`).toEqual(seen.toReversed());
        console.socket.terminate();
      }
    }
  });

  it("nor can tell from what he is sent, or how much of it, that anything was sealed", async () => {
    const server = await kit.serve({ groups: { checkpointEveryMs: 100 } });
    const below = ["county/140105", "system/1401", "subdistrict/140105001"].map((who) =>
      kit.connect(server, { authorization: `Bearer ${who}` }),
    );
    await kit.joined(server, below.length);
    const shapes = () => below.map(({ frames }) => frames.map((frame) => frame.length).slice(1));
    await below[2]?.until(({ items }) => items.length >= 3);
    await appendTo(
      kit.hub.prisma,
      Array.from({ length: 50 }, (_, index) => numbered(index, { seal: "14" })),
    );
    server.reader.wake();
    const before = below[2]?.items.length ?? 0;
    await below[2]?.until(({ items }) => items.length >= before + 3);
    for (const frames of shapes()) expect(new Set(frames).size).toBe(1);
    await appendTo(kit.hub.prisma, [numbered(51, { region: "140105001" })]);
    server.reader.wake();
    for (const console of below) {
      await console.until(({ events }) => events.length === 1);
      expect(console.events[0]?.subject?.version).toBe(51);
      expect(new Set(console.items.map(({ cursor }) => cursor.length))).toEqual(new Set([64]));
    }
  });

  it("the public follows nothing and reads nothing", async () => {
    const server = await kit.serve();
    const console = kit.connect(server, { connectionParams: { authorization: undefined } });
    expect(await console.closed).toEqual({ code: 4401, reason: "unauthenticated" });
    for (const document of ["{ activityCursor }", "{ activities { edges { cursor } } }"])
      await expect(kit.hub.ask(kit.hub.public, document)).rejects.toThrow("unauthenticated");
  });
});
