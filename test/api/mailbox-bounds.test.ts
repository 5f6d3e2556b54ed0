import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { mailOf, mailWith } from "../kit/mails.ts";
import { globalId } from "../kit/schema-walk.ts";
import { mailTaker, openMailboxes } from "../kit/taking.ts";

let hub: TestHub;
let city: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  city = await hub.person("city", "1401");
  await openMailboxes(hub);
});
afterAll(() => hub?.drop());
const { take } = mailTaker(() => hub);
const latestMail = () => hub.prisma.incomingMail.findFirstOrThrow({ orderBy: { id: "desc" } });
/** A complaint that came by mail, and how its sender answers the acknowledgement. */
const filed = async (from: string) => {
  expect(await take(mailOf({ from }))).toBe("filed");
  const complaintId = (await latestMail()).complaintId ?? "";
  const letter = await hub.prisma.letter.findFirstOrThrow({ where: { subjectId: complaintId } });
  return { complaintId, id: globalId("Complaint", complaintId), headers: [`In-Reply-To: ${letter.messageId}`] };
};

it("shows what its sender adds masked, and whole to whoever gives a reason", async () => {
  const from = "further@home.example";
  const { id, headers } = await filed(from);
  const file = { name: "业主13987650001.doc", type: "application/msword", bytes: randomBytes(40) };
  expect(await take(mailWith([file], { from, headers, body: "请打 13987650002" }))).toBe("appended");
  const { complaint } = await hub.ask<{ complaint: { notes: { kind: string; text: string }[] } }>(
    city,
    "query ($id: ID!) { complaint(id: $id) { notes { kind text } } }",
    { id },
  );
  const notes = Object.fromEntries(complaint.notes.map(({ kind, text }) => [kind, text]));
  expect(notes.MESSAGE).toBe("电梯停运\n\n请打 139****");
  expect(notes.LEFT_OUT).toContain("业主139****.doc：");
  const reveal = async (viewer: Viewer, reason: string) =>
    (
      await hub.ask<{ revealComplainant: { messages: string[]; errors: { code: string }[] } }>(
        viewer,
        "mutation ($input: RevealComplainantInput!) { revealComplainant(input: $input) { messages errors { code } } }",
        { input: { id, reason } },
      )
    ).revealComplainant;
  expect(await reveal(city, " ")).toEqual({ messages: [], errors: [{ code: "invalid/required" }] });
  const { messages, errors } = await reveal(city, "回访");
  expect(errors).toEqual([]);
  expect(messages).toEqual([expect.stringContaining("13987650002"), expect.stringContaining("业主13987650001.doc")]);
  expect(await hub.prisma.activityEvent.count({ where: { kind: "ComplaintRevealed" } })).toBe(1);
});

it("adds so many messages of a sender to a case, and no more; what staff noted last comes first", async () => {
  const from = "often@home.example";
  const { complaintId, id, headers } = await filed(from);
  const answer = () => take(mailOf({ from, headers }));
  for (let count = 0; count < 9; count++) expect(await answer()).toBe("appended");
  expect(await answer()).toBe("setAside");
  expect(await latestMail()).toMatchObject({ reason: "tooMany" });

  await hub.prisma.incomingMail.updateMany({ data: { senderHash: null } });
  const notes = Array.from({ length: 20 }, () => ({
    complaintId,
    kind: "message" as const,
    content: randomBytes(40),
    writtenAt: new Date("2024-08-01T00:00:00Z"),
  }));
  await hub.prisma.complaintNote.createMany({ data: notes });
  expect(await answer()).toBe("appended");
  expect(await answer()).toBe("setAside");
  expect(await latestMail()).toMatchObject({ reason: "tooMany" });
  const written = await hub.prisma.complaintNote.findMany({ where: { complaintId }, orderBy: { writtenAt: "desc" } });
  await hub.prisma.complaintNote.deleteMany({ where: { writtenAt: { lt: new Date("2024-08-02T00:00:00Z") } } });
  const { complaint } = await hub.ask<{ complaint: { notes: { writtenAt: string }[] } }>(
    city,
    "query ($id: ID!) { complaint(id: $id) { notes { writtenAt } } }",
    { id },
  );
  expect(complaint.notes.map(({ writtenAt }) => Date.parse(writtenAt))).toEqual(
    written.slice(0, complaint.notes.length).map(({ writtenAt }) => writtenAt.getTime()),
  );
});

it("makes so many complaints of one mailbox in an hour by itself", async () => {
  const { complaintId } = await filed("first@home.example");
  const { receivedAt } = await latestMail();
  const before = await hub.prisma.incomingMail.count({ where: { mailboxCode: "1401", state: "filed" } });
  await hub.prisma.incomingMail.createMany({
    data: Array.from({ length: 199 - before }, () => ({
      mailboxCode: "1401",
      cityCode: "1401",
      identity: randomBytes(16),
      receivedAt,
      bytes: 1,
      state: "filed" as const,
      complaintId,
    })),
  });
  expect(await take(mailOf({ from: "last@home.example" }))).toBe("filed");
  expect(await take(mailOf({ from: "over@home.example" }))).toBe("setAside");
  expect(await latestMail()).toMatchObject({ reason: "tooMany" });
  expect(await take(mailOf({ from: "other@home.example" }), "1402")).toBe("filed");
});

it("is dismissed where nobody has looked at it for 30 days, and that is told", async () => {
  expect(await take(mailOf({ headers: ["X-Spam: yes"], body: "x".repeat(200_000) }), "1402")).toBe("setAside");
  const { id } = await latestMail();
  const days = (count: number) => new Date(hub.clock.now().getTime() + count * 24 * 3_600_000);
  const state = async () => (await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } })).state;
  const { source } = await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } });
  expect(source?.length).toBeLessThan(70_000);
  hub.clock.set(days(29.9));
  await hub.tick();
  expect(await state()).toBe("setAside");
  hub.clock.set(days(0.2));
  await hub.tick();
  expect(await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } })).toMatchObject({
    state: "dismissed",
    source: null,
    content: null,
    settledById: null,
    version: 2,
  });
  const events = await hub.prisma.activityEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ kind }) => kind)).toEqual(["MailSetAside", "MailUnclaimed"]);
});
