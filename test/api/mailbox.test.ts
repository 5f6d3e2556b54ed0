import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { keyOf, openPersonalData, openText } from "../../schema/complaint/personal-data.ts";
import type { Arrival } from "../../schema/mailbox/take.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { mailOf, mailWith } from "../kit/mails.ts";
import { telephonePhoto } from "../kit/pictures.ts";
import { whereInPlain } from "../kit/plaintext.ts";
import { globalId } from "../kit/schema-walk.ts";
import { mailTaker, openMailboxes } from "../kit/taking.ts";

let hub: TestHub;
let office: Viewer;
let city: Viewer;

beforeAll(async () => {
  hub = await createTestHub();
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  await openMailboxes(hub);
});
afterAll(() => hub?.drop());

const taker = mailTaker(() => hub);
const { take } = taker;
const latestMail = () => hub.prisma.incomingMail.findFirstOrThrow({ orderBy: { id: "desc" } });
const letters = () => hub.prisma.letter.count();
const told = async (complaintId: string) => {
  const row = await hub.prisma.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    include: { secret: true, notes: true, photos: true },
  });
  const key = row.secret && keyOf(hub.vault, row.secret);
  const notes = row.notes.map(({ kind, content }) => `${kind}: ${key && content && openText(key, content)}`);
  return { ...row, notes, personal: row.secret && openPersonalData(hub.vault, row.secret) };
};

interface Answer {
  mail: { state: string; words: object | null; complaint: { id: string; number: string } | null } | null;
  errors: { code: string; path: string[] }[];
}
const order = async (viewer: Viewer, name: "fileMail" | "dismissMail", input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await hub.ask<Record<string, Answer>>(
    viewer,
    `mutation ($input: ${type}!) {
      ${name}(input: $input) { mail { state words { subject } complaint { id number } } errors { code path } }
    }`,
    { input },
    { mails: true },
  );
  return data[name] as Answer;
};
const seen = async (viewer: Viewer) => {
  const { incomingMails, mailboxes } = await hub.ask<{
    incomingMails: { edges: { node: { id: string; mailbox: { code: string } } }[] };
    mailboxes: { region: { code: string }; setAside: number }[];
  }>(viewer, `{ incomingMails { edges { node { id mailbox { code } } } } mailboxes { region { code } setAside } }`);
  return {
    mails: new Set(incomingMails.edges.map(({ node }) => node.mailbox.code)),
    boxes: mailboxes.map(({ region }) => region.code),
  };
};

describe("a mail that is taken", () => {
  it("is a complaint of the city that counts nowhere and waits for its county", async () => {
    expect(await take(mailOf({ from: "诸葛小明 <zhuge@home.example>", body: "消防通道被堵死，电话13934567801" }))).toBe(
      "filed",
    );
    const { complaintId } = await latestMail();
    const id = globalId("Complaint", complaintId ?? "");
    const { complaint } = await hub.ask<{ complaint: Record<string, unknown> }>(
      city,
      `query ($id: ID!) { complaint(id: $id) {
        source confirmed region { code } complex { id } allowedCommands complainant { name email text }
      } }`,
      { id },
    );
    expect(complaint).toMatchObject({
      source: "MAILBOX",
      confirmed: false,
      region: { code: "1401" },
      complex: null,
      complainant: { name: "诸***", email: "z***@home.example", text: "电梯停运\n\n消防通道被堵死，电话139****" },
    });
    const allowed = complaint.allowedCommands as string[];
    expect(allowed).toContain("ASSIGN");
    expect(allowed).toContain("CORRECT");
    for (const later of ["CONFIRM", "START_VERIFICATION", "JOIN"]) expect(allowed).not.toContain(later);
    expect(await hub.prisma.figureTotal.count()).toBe(0);
    for (const secret of ["诸葛小明", "zhuge@home.example", "消防通道", "13934567801"])
      expect(await whereInPlain(hub.pool, secret)).toEqual([]);

    const complex = await hub.prisma.complex.create({
      data: { name: "演示锦绣苑", cityCode: "1401", countyCode: "140105", households: 400 },
    });
    const correct = async (input: object) =>
      (
        await hub.ask<{ correctComplaint: { errors: { code: string }[] } }>(
          city,
          `mutation ($input: CorrectComplaintInput!) { correctComplaint(input: $input) { errors { code } } }`,
          { input: { id, reason: "来信写明了小区", ...input } },
        )
      ).correctComplaint.errors;
    expect(await correct({ county: "140212" })).toEqual([{ code: "complaint/place-missing" }]);
    expect(await correct({ complexId: globalId("Complex", complex.id) })).toEqual([]);
    expect(await told(complaintId ?? "")).toMatchObject({ countyCode: "140105", complexId: complex.id });
    expect(await correct({ county: "140106" })).toEqual([{ code: "complaint/elsewhere" }]);
    const { confirmComplaint } = await hub.ask<{ confirmComplaint: { errors: object[] } }>(
      city,
      `mutation ($input: ConfirmComplaintInput!) { confirmComplaint(input: $input) { errors { code } } }`,
      { input: { id } },
    );
    expect(confirmComplaint.errors).toEqual([]);
    const counted = { name: "complaint.received/source/mailbox" };
    const figures = await hub.prisma.figureTotal.findMany({ where: { figure: counted.name } });
    expect(figures.map(({ regionCode, value }) => [regionCode, Number(value)]).sort()).toEqual([
      ["14", 1],
      ["1401", 1],
      ["140105", 1],
    ]);
  });

  it("is taken once, by its number and by what it is", async () => {
    const source = mailOf({ from: "once@home.example", headers: ["Date: Thu, 15 Aug 2024 09:00:00 +0800"] });
    const before = await letters();
    expect(await take(source)).toBe("filed");
    expect(await take(source, "1401", { uid: taker.uid })).toBe("known");
    expect(await take(source)).toBe("known");
    expect(await take(source, "1401", { uidValidity: 8n })).toBe("known");
    expect(await take(source, "1402")).toBe("filed");
    const twice = mailOf({ from: "twice@home.example" });
    const both = { uid: ++taker.uid };
    expect((await Promise.all([take(twice, "1401", both), take(twice, "1401", both)])).sort()).toEqual([
      "filed",
      "known",
    ]);
    expect(await letters()).toBe(before + 3);
  });

  it("comes from the time when it was sent, and never from later than now", async () => {
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    for (const [offset, filed] of [
      [-2, "2024-08-15T07:00:00+08:00"],
      [2, "2024-08-15T09:00:00+08:00"],
    ] as const) {
      await take(mailOf({ from: `at${offset}@home.example` }), "1402", { receivedAt: hours(offset) });
      const { complaintId } = await latestMail();
      const { filedAt } = await told(complaintId ?? "");
      expect(Math.abs(filedAt.getTime() - new Date(filed).getTime())).toBeLessThan(60_000);
    }
  });

  it("is set aside where one sender writes very often", async () => {
    const outcomes: string[] = [];
    for (let count = 0; count < 12; count++) outcomes.push(await take(mailOf({ from: "Much@home.example" }), "1402"));
    expect(outcomes).toEqual([...Array(10).fill("filed"), "setAside", "setAside"]);
    expect(await latestMail()).toMatchObject({ reason: "tooMany", cityCode: "1402" });
  });
});

describe("a mail that was set aside", () => {
  const aside = async (source: Buffer, code = "1401", over: Partial<Arrival> = {}) => {
    expect(await take(source, code, over)).toBe("setAside");
    const { id } = await latestMail();
    return { id, global: globalId("IncomingMail", id) };
  };

  it("is seen by its city and the office, masked, and stands nowhere in plain", async () => {
    const from = "欧阳小红 <ouyang@home.example>";
    await aside(mailOf({ from, headers: ["X-Spam-Flag: YES"], body: "请打 13987654321" }));
    await aside(mailOf({ from: "pro@home.example" }), "14");
    for (const secret of ["欧阳小红", "ouyang@home.example", "13987654321"])
      expect(await whereInPlain(hub.pool, secret)).toEqual([]);
    const { incomingMails } = await hub.ask<{ incomingMails: { edges: { node: object }[] } }>(
      city,
      `{ incomingMails(filter: { states: [SET_ASIDE] }, first: 1) { edges { node { reason words { name address subject text } } } } }`,
    );
    expect(incomingMails.edges[0]?.node).toEqual({
      reason: "SPAM",
      words: { name: "欧***", address: "o***@home.example", subject: "电梯停运", text: "请打 139****" },
    });
    expect(await seen(city)).toEqual({ mails: new Set(["1401"]), boxes: ["1401"] });
    expect(await seen(office)).toEqual({ mails: new Set(["14", "1401", "1402"]), boxes: ["14", "1401", "1402"] });
    expect(await seen(await hub.person("city", "1403"))).toEqual({ mails: new Set(), boxes: [] });
    expect(await seen(await hub.person("county", "140105"))).toEqual({ mails: new Set(), boxes: [] });
    expect((await seen(await hub.person("leader", "14"))).mails).toEqual(new Set());
  });

  it("is made a complaint with what came along, and its sender is told", async () => {
    const files = [
      { name: "走廊.jpg", type: "image/jpeg", bytes: await telephonePhoto() },
      { name: "合同13812340001.doc", type: "application/msword", bytes: randomBytes(40) },
    ];
    const { id, global } = await aside(mailWith(files, { from: "files@home.example", headers: ["X-Spam: yes"] }));
    const { incomingMail } = await hub.ask<{ incomingMail: object }>(
      city,
      "query ($id: ID!) { incomingMail(id: $id) { words { attachments } } }",
      { id: global },
    );
    expect(incomingMail).toEqual({ words: { attachments: ["走廊.jpg", "合同138****.doc"] } });
    const before = await letters();
    expect((await order(await hub.person("county", "140105"), "fileMail", { id: global })).errors[0]?.code).toBe(
      "not-found",
    );
    expect((await order(city, "fileMail", { id: global, county: "140212" })).errors).toEqual([
      { code: "complaint/place-missing", path: ["county"] },
    ]);
    const { mail, errors } = await order(city, "fileMail", { id: global, county: "140105", expectedVersion: 1 });
    expect(errors).toEqual([]);
    expect(mail).toMatchObject({
      state: "FILED",
      words: null,
      complaint: { number: expect.stringMatching(/-140105-/) },
    });
    const row = await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ content: null, source: null, wrappedKey: null, settledById: city.id });
    const complaint = await told(row.complaintId ?? "");
    expect(complaint.photos.length).toBe(1);
    expect(complaint.notes).toEqual([expect.stringContaining("合同13812340001.doc：")]);
    expect(await letters()).toBe(before + 1);
    expect((await order(city, "fileMail", { id: global })).errors[0]?.code).toBe("mailbox/not-in-this-state");
    expect((await order(city, "dismissMail", { id: global })).errors[0]?.code).toBe("mailbox/not-in-this-state");
  });

  it("of a machine is answered by nobody, whoever files it", async () => {
    const { global } = await aside(mailOf({ from: "robot@home.example", headers: ["Auto-Submitted: auto-generated"] }));
    const before = await letters();
    expect((await order(city, "fileMail", { id: global })).errors).toEqual([]);
    expect(await letters()).toBe(before);
  });

  it("of the province is filed with the city that the office names", async () => {
    const { id, global } = await aside(mailOf({ from: "nowhere@home.example" }), "14");
    expect((await order(city, "fileMail", { id: global, city: "1401" })).errors[0]?.code).toBe("not-found");
    expect((await order(office, "fileMail", { id: global })).errors).toEqual([
      { code: "complaint/place-missing", path: ["county"] },
    ]);
    expect((await order(office, "fileMail", { id: global, city: "1403" })).errors).toEqual([]);
    const { complaintId } = await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } });
    expect(await told(complaintId ?? "")).toMatchObject({ cityCode: "1403", countyCode: null });
  });

  it("that the hub cannot read is kept as it came, and filed without words", async () => {
    const { id, global } = await aside(mailOf({ from: "odd@home.example" }), "1401", { readable: false });
    expect(await latestMail()).toMatchObject({ reason: "unreadable", senderHash: null });
    expect((await order(city, "fileMail", { id: global })).errors).toEqual([]);
    const { complaintId } = await hub.prisma.incomingMail.findUniqueOrThrow({ where: { id } });
    expect((await told(complaintId ?? "")).personal).toMatchObject({ email: "odd@home.example" });
  });

  it("is dismissed, and nothing of it is kept", async () => {
    const { id, global } = await aside(mailOf({ headers: ["X-Spam: true"] }));
    expect((await order(city, "dismissMail", { id: global, expectedVersion: 2 })).errors[0]?.code).toBe(
      "conflict/stale",
    );
    const { mail, errors } = await order(city, "dismissMail", { id: global });
    expect({ mail, errors }).toEqual({ mail: { state: "DISMISSED", words: null, complaint: null }, errors: [] });
    expect(await hub.prisma.incomingMail.findUnique({ where: { id } })).toMatchObject({ content: null, source: null });
    const events = await hub.prisma.activityEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
    expect(events.map(({ kind, regionCode }) => [kind, regionCode])).toEqual([
      ["MailSetAside", "1401"],
      ["MailDismissed", "1401"],
    ]);
  });
});
