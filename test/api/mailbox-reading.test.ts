import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startJobs } from "../../api/jobs/runner.ts";
import { incomingWork } from "../../api/jobs/tasks.ts";
import { createMailer } from "../../api/mail/mailer.ts";
import { keyOf, openPersonalData, openText } from "../../schema/complaint/personal-data.ts";
import { beginReading } from "../../schema/mailbox/standing.ts";
import { Refusal } from "../../schema/refusal.ts";
import { dovecot, password } from "../kit/imap.ts";
import { type ReadingStage, readingStage, usualBoxes } from "../kit/mailboxes.ts";
import { mailOf, mailWith } from "../kit/mails.ts";
import { telephonePhoto } from "../kit/pictures.ts";

let stage: ReadingStage;

describe.skipIf(!dovecot)(dovecot ? "a mailbox of dovecot" : "SKIPPED, this machine has no dovecot: a mailbox", () => {
  beforeAll(async () => {
    stage = await readingStage();
  });
  afterAll(() => stage?.close());

  const read = async (code: string, rounds = 1) => {
    const reader = await stage.reader();
    for (let round = 0; round < rounds; round++) await reader.read({ code });
  };
  const standing = (code: string) => stage.hub.db.mailbox.findUniqueOrThrow({ where: { code } });
  const complaints = async () => {
    const rows = await stage.hub.db.complaint.findMany({
      include: { secret: true, notes: true, photos: true },
      orderBy: { id: "asc" },
    });
    return rows.map(({ secret, notes, ...row }) => {
      const key = secret && keyOf(stage.hub.vault, secret);
      return {
        ...row,
        personal: secret && openPersonalData(stage.hub.vault, secret),
        notes: notes.map(({ kind, content }) => `${kind}: ${key && content && openText(key, content)}`),
      };
    });
  };
  /** What stands in a folder: how many are there, how many were read. */
  const folder = (user: string, name: string) =>
    stage.imap.as(user, async (client) => {
      const status = await client.status(name, { messages: true, unseen: true });
      return status && { messages: status.messages, unseen: status.unseen };
    });

  it("gives its mails once each, is left marked, and its senders are told once", async () => {
    await stage.imap.deliver("taiyuan", mailOf({ from: "演示业主 <Owner@home.example>" }));
    const files = [
      { name: "走廊.jpg", type: "image/jpeg", bytes: await telephonePhoto() },
      { name: "合同.exe", type: "image/png", bytes: Buffer.from("MZ") },
    ];
    await stage.imap.deliver("taiyuan", mailWith(files, { from: "other@home.example" }));
    await stage.imap.deliver("taiyuan", mailOf({ headers: ["Auto-Submitted: auto-replied"] }));
    await stage.imap.deliver("taiyuan", mailOf({ body: `${"长".repeat(5_500_000)}\r\n`, headers: ["X-Large: 1"] }));
    await read("1401", 3);

    const [first, second, ...others] = await complaints();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      source: "mailbox",
      cityCode: "1401",
      countyCode: null,
      confirmed: false,
      photos: [],
    });
    expect(first?.number).toMatch(/^\d{4}-1401-00001$/);
    expect(first?.personal).toEqual({
      name: "演示业主",
      phone: null,
      address: null,
      email: "owner@home.example",
      text: "电梯停运\n\n十二号楼电梯停运两周，物业不修。",
    });
    expect(second?.photos.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual(["photo-1.jpg image/jpeg"]);
    expect(second?.notes).toEqual([expect.stringMatching(/^leftOut: 来信附件中下列文件未收存：\n合同\.exe：/)]);
    const aside = await stage.hub.db.incomingMail.findMany({ where: { state: "setAside" }, orderBy: { id: "asc" } });
    expect(aside.map(({ reason, bytes }) => [reason, bytes > 15_000_000])).toEqual([
      ["automatic", false],
      ["tooLarge", true],
    ]);
    expect(aside[1]?.source?.length).toBeLessThan(70_000);
    expect(await folder("taiyuan", "INBOX")).toEqual({ messages: 4, unseen: 0 });
    expect(await standing("1401")).toMatchObject({ waiting: 0, error: null, failingSince: null, lastUid: 4n });

    const letters = await stage.hub.db.letter.findMany({ select: { id: true } });
    expect(letters.length).toBe(2);
    const mailer = await createMailer(stage.hub);
    for (const letter of letters) await mailer.send(letter);
    expect(stage.mail.kept.map(({ to }) => to[0]).sort()).toEqual(["other@home.example", "owner@home.example"]);
    for (const { from, raw } of stage.mail.kept) {
      expect(from).not.toBe("tousu@city.example");
      expect(raw).toMatch(/^Reply-To: tousu@city\.example\r?$/m);
    }
  });

  it("gives an answer to the acknowledgement to the complaint that it is about", async () => {
    const [letter] = await stage.hub.db.letter.findMany({ orderBy: { id: "asc" } });
    const headers = [`In-Reply-To: ${letter?.messageId}`];
    const from = "owner@home.example";
    await stage.imap.deliver("taiyuan", mailOf({ from, headers, subject: "回复", body: "还没有修。" }));
    await stage.imap.deliver("taiyuan", mailOf({ from: "thief@home.example", headers, body: "我也要说。" }));
    await read("1401");
    const [first, , third, ...others] = await complaints();
    expect(first?.notes).toEqual(["message: 回复\n\n还没有修。"]);
    expect(third?.personal?.email).toBe("thief@home.example");
    expect(others).toEqual([]);
    const events = await stage.hub.db.activityEvent.findMany({ where: { kind: "ComplaintMessageReceived" } });
    expect(events.map(({ subjectId, regionCode }) => [subjectId, regionCode])).toEqual([[first?.id, "1401"]]);
  });

  it("is known again when the server numbers its mails anew", async () => {
    const before = (await complaints()).length;
    const mails = await stage.hub.db.incomingMail.count();
    await stage.imap.as("taiyuan", async (client) => {
      await client.mailboxCreate("Old");
      const lock = await client.getMailboxLock("INBOX");
      await client.messageMove("1:*", "Old", { uid: true });
      lock.release();
      const old = await client.getMailboxLock("Old");
      await client.messageCopy("1:*", "INBOX", { uid: true });
      old.release();
    });
    await stage.hub.db.mailbox.update({ where: { code: "1401" }, data: { uidValidity: 1n } });
    await read("1401");
    expect((await complaints()).length).toBe(before);
    expect(await stage.hub.db.incomingMail.count()).toBe(mails);
    expect(await standing("1401")).toMatchObject({ waiting: 0, error: null });
  });

  it("that ends the process that reads it is set aside unread by a later one", async () => {
    const before = await stage.hub.db.incomingMail.count();
    await stage.imap.deliver("taiyuan", mailOf({ from: "poison@home.example" }));
    const next = Number((await standing("1401")).lastUid) + 1;
    // As two processes leave it that come to their end while they read.
    expect(await beginReading(stage.hub.db, "1401", next)).toBe(1);
    expect(await beginReading(stage.hub.db, "1401", next)).toBe(2);
    await (await stage.reader({ tries: 2 })).read({ code: "1401" });
    const [aside, ...others] = await stage.hub.db.incomingMail.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect([aside?.state, aside?.reason, others]).toEqual(["setAside", "unreadable", []]);
    expect(await stage.hub.db.incomingMail.count()).toBe(before + 1);
    expect(await standing("1401")).toMatchObject({ lastUid: BigInt(next), error: null });
  });

  it("that the server never gives stops nothing, nor does one that has gone", async () => {
    await stage.imap.deliver("taiyuan", mailOf({ from: "stuck@home.example" }));
    await stage.imap.deliver("taiyuan", mailOf({ from: "gone@home.example" }));
    await stage.imap.deliver("taiyuan", mailOf({ from: "after@home.example" }));
    const stuck = Number((await standing("1401")).lastUid) + 1;
    const { fetchOne } = ImapFlow.prototype;
    const fetching = vi.spyOn(ImapFlow.prototype, "fetchOne").mockImplementation(async function (
      this: ImapFlow,
      ...asked
    ) {
      if (asked[0] === String(stuck)) throw new Error("BAD no such thing");
      return asked[0] === String(stuck + 1) ? false : fetchOne.apply(this, asked);
    });
    try {
      const reader = await stage.reader({ tries: 2 });
      for (const lastUid of [stuck - 1, stuck - 1, stuck + 2]) {
        await reader.read({ code: "1401" });
        expect(await standing("1401")).toMatchObject({ lastUid: BigInt(lastUid) });
      }
    } finally {
      fetching.mockRestore();
    }
    const latest = await stage.hub.db.incomingMail.findMany({ orderBy: { id: "desc" }, take: 2 });
    expect(latest.map(({ state, reason, bytes }) => [state, reason, bytes > 0])).toEqual([
      ["filed", null, true],
      ["setAside", "unreadable", false],
    ]);
    expect(await standing("1401")).toMatchObject({ waiting: 0, error: null });
  });

  it("is not to blame for what the hub lacks at the moment", async () => {
    await stage.imap.deliver("taiyuan", mailOf({ from: "patient@home.example" }));
    const context = stage.hub.ownContext();
    const lacking = (error: Error) => ({
      ...context,
      db: new Proxy(context.db, {
        get: (db, name) => (name === "$transaction" ? () => Promise.reject(error) : Reflect.get(db, name)),
      }),
    });
    const busy = new Refusal("evidence/busy");
    const away = Object.assign(new Error("no database"), { code: "P1001" });
    const reader = await stage.reader({ tries: 1 });
    for (const error of [busy, away, busy]) {
      const lacked = vi.spyOn(stage.hub, "ownContext").mockReturnValue(lacking(error));
      await reader.read({ code: "1401" }).finally(() => lacked.mockRestore());
      expect((await standing("1401")).error).not.toBeNull();
    }
    await reader.read({ code: "1401" });
    expect(await stage.hub.db.incomingMail.findFirst({ orderBy: { id: "desc" } })).toMatchObject({ state: "filed" });
  });

  it("is read by the hub's own jobs, in rounds, and what was taken is moved where the city wants it", async () => {
    for (let count = 0; count < 5; count++)
      await stage.imap.deliver("datong", mailOf({ from: `owner${count}@home.example`, subject: `第${count}件` }));
    const reader = await stage.reader({ most: 2 });
    const jobs = await startJobs(stage.hub, incomingWork(reader));
    await reader.sweep();
    await expect.poll(() => folder("datong", "INBOX"), { timeout: 60_000 }).toEqual({ messages: 0, unseen: 0 });
    await jobs.stop();
    expect(await folder("datong", "Taken")).toMatchObject({ messages: 5 });
    expect(await stage.hub.db.complaint.count({ where: { cityCode: "1402" } })).toBe(5);
  });

  it("is given up for now where it cannot be read, in words without user and password", async () => {
    const [taiyuan, datong] = usualBoxes(stage.imap);
    await stage.configure([
      { ...taiyuan, password: "wrong-word" },
      { ...datong, folder: "Nowhere" },
    ]);
    await read("1401");
    await read("1402");
    const [one, other] = [await standing("1401"), await standing("1402")];
    for (const { failingSince, error } of [one, other]) {
      expect(failingSince).toBeInstanceOf(Date);
      for (const secret of ["wrong-word", "taiyuan", password]) expect(error).not.toContain(secret);
    }
    expect(one.error).toMatch(/auth/i);
    await stage.configure();
    await read("1401");
    expect(await standing("1401")).toMatchObject({ failingSince: null, error: null });
    expect((await standing("1401")).readAt?.getTime()).toBeGreaterThan(one.failingSince?.getTime() ?? 0);
  });

  it("gives each mail once, though its reader is killed again and again", async () => {
    const before = await stage.hub.db.complaint.count({ where: { cityCode: "1402" } });
    const mails = 12;
    await stage.imap.as("datong", async (client) => {
      for (let count = 0; count < mails; count++)
        await client.append("INBOX", mailOf({ from: `killed${count}@home.example` }));
    });
    const taken = async () => (await stage.hub.db.complaint.count({ where: { cityCode: "1402" } })) - before;
    const file = join(import.meta.dirname, "../kit/reading-hub.ts");
    let kills = 0;
    for (let goal = 1; goal <= mails; goal = (await taken()) + 3) {
      const child = spawn(process.execPath, [file, "1402"], {
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...stage.variables },
        stdio: "ignore",
      });
      const exited = once(child, "exit");
      await expect.poll(taken, { timeout: 60_000, interval: 3 }).toBeGreaterThanOrEqual(Math.min(goal, mails));
      child.kill("SIGKILL");
      await exited;
      kills++;
    }
    await read("1402");
    expect(kills).toBeGreaterThan(1);
    expect(await taken()).toBe(mails);
    expect(await folder("datong", "INBOX")).toEqual({ messages: 0, unseen: 0 });
    const letters = await stage.hub.db.letter.groupBy({ by: ["subjectId"], _count: true });
    expect(letters.filter(({ _count }) => _count !== 1)).toEqual([]);
    expect(letters.length).toBe(await stage.hub.db.complaint.count());
  }, 180_000);
});
