import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { startJobs } from "../../api/jobs/runner.ts";
import { outgoingWork } from "../../api/jobs/tasks.ts";
import { createLogger } from "../../api/logging.ts";
import { createSender } from "../../api/push/sender.ts";
import { createWebhookSender } from "../../api/webhook/sender.ts";
import { transact } from "../../schema/activity/transact.ts";
import { queueLetter } from "../../schema/letter/queue.ts";
import { type LetterStage, letterStage } from "../kit/letters.ts";
import type { MailTrouble } from "../kit/smtp.ts";

let stage: LetterStage;
beforeAll(async () => {
  stage = await letterStage();
});
afterAll(() => stage?.close());
beforeEach(() => {
  stage.mail.troubles = [];
});

const show = (id: string) =>
  stage.hub.db.letter.findUniqueOrThrow({ where: { id }, include: { history: { orderBy: { number: "asc" } } } });
const arrived = (messageId: string) => stage.mail.kept.filter((letter) => letter.messageId === messageId);
const state = async (id: string) => (await show(id)).state;

/** Sends until it has its receipt. */
async function deliver(id: string) {
  const mailer = await stage.mailer();
  await expect
    .poll(
      async () => {
        await mailer.send({ id });
        return state(id);
      },
      { timeout: 30_000, interval: 5 },
    )
    .toBe("delivered");
}

describe("a letter", () => {
  it("arrives once with what goes with it, however often it is queued and sent", async () => {
    const bytes = Buffer.from("第一期".repeat(2_000));
    const about = { type: "DispatchWeek" as const, id: "018f0000-0000-7000-8000-0000000000aa", version: 1 };
    const attachments = [{ name: "专报〔2024〕3号.docx", mediaType: "application/octet-stream", bytes }];
    const id = (await stage.queue({ about, attachments, to: " Office@Centre.example" })) ?? "";
    expect(await stage.queue({ about, attachments, subject: "又一封" })).toBeNull();
    const mailer = await stage.mailer();
    for (let count = 0; count < 2; count++) await mailer.send({ id });
    const { messageId, receipt, state, history } = await show(id);
    const [letter, ...others] = arrived(messageId);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ from: "hub@province.example", to: ["office@centre.example"] });
    expect(letter?.raw).toContain(bytes.toString("base64").slice(0, 76));
    expect(letter?.raw).toContain(`Subject: =?UTF-8?`);
    expect({ state, receipt }).toEqual({ state: "delivered", receipt: `250 OK: kept as ${stage.mail.kept.length}` });
    expect(history).toMatchObject([{ outcome: "received", status: 250 }]);
    const kinds = await stage.hub.db.activityEvent.findMany({ where: { subjectId: id }, select: { kind: true } });
    expect(kinds).toEqual([{ kind: "LetterSent" }]);
  });

  it("of a later version, to another address or for another purpose is another one", async () => {
    const about = { type: "DispatchWeek" as const, id: "018f0000-0000-7000-8000-0000000000ab", version: 1 };
    const queued = [
      await stage.queue({ about }),
      await stage.queue({ about, purpose: "alarm" }),
      await stage.queue({ about, to: "copy@centre.example" }),
      await stage.queue({ about: { ...about, version: 2 } }),
    ];
    const ids = await stage.hub.db.letter.findMany({ where: { subjectId: about.id }, select: { messageId: true } });
    expect([queued.includes(null), new Set(ids.map(({ messageId }) => messageId)).size]).toEqual([false, 4]);
    for (const id of queued) await deliver(id ?? "");
  });

  it("is not queued by a transaction that fails", async () => {
    const about = { type: "DispatchWeek" as const, id: "018f0000-0000-7000-8000-0000000000ac", version: 1 };
    const failing = transact(stage.hub.ownContext(), async (work) => {
      const words = { to: "a@b.example", subject: "一", text: "二" };
      await queueLetter(work, { purpose: "brief", about, region: "14", ...words });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await stage.hub.db.letter.count({ where: { subjectId: about.id } })).toBe(0);
  });

  it("to a private person leaves neither address nor words behind", async () => {
    const to = "li.si@post.example";
    const id = (await stage.queue({ private: true, to, purpose: "acknowledgement", region: "1401" })) ?? "";
    stage.mail.troubles = [{ status: 450, words: `<${to}> try later` }];
    await deliver(id);
    const row = await show(id);
    expect(stage.mail.kept.at(-1)?.to).toEqual([to]);
    expect([row.content, JSON.stringify(row).includes(to)]).toEqual([null, false]);
    expect(row.history[0]).toMatchObject({ status: 450, detail: "450 <l***@post.example> try later" });
  });
});

describe("of an attempt that comes to nothing", () => {
  test.each<[what: string, trouble: MailTrouble, attempt: object, copies: number]>([
    [
      "greylisting",
      { status: 451, words: "4.7.1 Greylisted" },
      { outcome: "failed", fault: "answered", status: 451, detail: "451 4.7.1 Greylisted" },
      1,
    ],
    ["no answer in time", "stall", { outcome: "failed", fault: "timedOut", status: null }, 1],
    ["a broken connection", "drop", { outcome: "failed", fault: "unreachable", status: null }, 1],
    ["no answer after all of it", "keepAndStall", { outcome: "failed", fault: "unanswered", status: null }, 2],
    ["a connection that breaks then", "keepAndDrop", { outcome: "failed", fault: "unanswered", status: null }, 2],
  ])(
    "%s is kept, and the same letter arrives at last",
    async (_what, trouble, attempt, copies) => {
      stage.mail.troubles = [trouble];
      const id = (await stage.queue()) ?? "";
      await deliver(id);
      const { messageId, history } = await show(id);
      const letters = arrived(messageId);
      expect(letters.length).toBe(copies);
      expect(new Set(letters.map(({ raw }) => raw)).size).toBe(1);
      expect(history).toMatchObject([attempt, { outcome: "received" }]);
    },
    60_000,
  );

  it("what the server rejects is dead at once, with its words", async () => {
    stage.mail.troubles = [{ status: 550, words: "5.1.1 User unknown" }];
    const id = (await stage.queue()) ?? "";
    const mailer = await stage.mailer();
    await mailer.send({ id });
    await mailer.send({ id });
    expect(await show(id)).toMatchObject({
      state: "dead",
      history: [{ outcome: "refused", fault: "rejected", status: 550, detail: "550 5.1.1 User unknown" }],
    });
    const [event] = await stage.hub.db.activityEvent.findMany({ where: { subjectId: id } });
    expect(event).toMatchObject({ kind: "LetterDead", facts: { purpose: "brief", refused: true, status: 550 } });
    expect(await mailer.sweep()).toBe(0);
  });

  it("it is dead when it has been tried as often as it may", async () => {
    stage.mail.troubles = [
      { status: 451, words: "later" },
      { status: 451, words: "later" },
    ];
    const id = (await stage.queue()) ?? "";
    const mailer = await stage.mailer({ patience: { most: 2, firstMs: 1, longestMs: 1 } });
    await expect
      .poll(async () => {
        await mailer.send({ id });
        return state(id);
      })
      .toBe("dead");
    expect((await show(id)).history.length).toBe(2);
  });

  it("a hub that stops before the letter has gone gives the try back", async () => {
    stage.mail.troubles = ["stall"];
    const id = (await stage.queue()) ?? "";
    const mailer = await stage.mailer({ timeoutMs: 60_000 });
    const sent = mailer.send({ id });
    await expect.poll(() => stage.mail.troubles, { timeout: 30_000 }).toEqual([]);
    mailer.stop();
    await sent;
    expect(await show(id)).toMatchObject({ state: "waiting", tries: 0, history: [{ fault: "stopped" }] });
    await deliver(id);
  });
});

describe("a process that is killed", () => {
  const children = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  async function start(timeoutMs: number, marginMs: number) {
    const file = join(import.meta.dirname, "../kit/mailing-hub.ts");
    const child = spawn(process.execPath, [file, String(timeoutMs), String(marginMs)], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...stage.variables },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.add(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    const exited = once(child, "exit");
    return async () => {
      child.kill("SIGKILL");
      await exited;
    };
  }

  it("between the server's acceptance and our record: the repeat is known as the same letter", async () => {
    stage.mail.troubles = ["keepAndStall"];
    const id = (await stage.queue()) ?? "";
    const { messageId } = await show(id);
    const kill = await start(3_000, 1_000);
    await expect.poll(() => arrived(messageId).length, { timeout: 60_000 }).toBe(1);
    await kill();
    expect(await show(id)).toMatchObject({ state: "waiting", attempts: 1, receipt: null });
    const mailer = await stage.mailer();
    await expect
      .poll(
        async () => {
          await mailer.send({ id });
          return state(id);
        },
        { timeout: 30_000, interval: 50 },
      )
      .toBe("delivered");
    expect(new Set(arrived(messageId).map(({ raw }) => raw)).size).toBe(1);
    expect(arrived(messageId).length).toBe(2);
    expect((await show(id)).history).toMatchObject([{ outcome: "interrupted" }, { outcome: "received" }]);
  }, 120_000);
});

test("the hub's own jobs send what is queued, at once and after a failure", async () => {
  const mailer = await stage.mailer();
  const jobs = await startJobs(
    stage.hub,
    outgoingWork(await createSender(stage.hub), mailer, createWebhookSender(stage.hub)),
  );
  stage.mail.troubles = [{ status: 451, words: "later" }];
  const ids = [(await stage.queue()) ?? "", (await stage.queue()) ?? ""];
  await expect.poll(() => Promise.all(ids.map(state)), { timeout: 30_000 }).toEqual(["delivered", "delivered"]);
  await jobs.stop();
});

test("a server that wants a password is given it, and nobody else is", async () => {
  const lines: string[] = [];
  const account = { user: "hub", password: "p@ss 词" };
  const other = await letterStage(account);
  try {
    const wrongFile = join(other.hub.environment.dataDir, "wrong-password");
    await writeFile(wrongFile, "another\n");
    const id = (await other.queue()) ?? "";
    const log = createLogger("debug");
    for (const level of ["warn", "error", "info"] as const)
      log[level] = ((...told: unknown[]) => void lines.push(JSON.stringify(told))) as never;
    const { mail } = other.hub.environment;
    if (!mail) throw new Error("no mail server");
    const { createMailer } = await import("../../api/mail/mailer.ts");
    const environment = { ...other.hub.environment, mail: { ...mail, passwordFile: wrongFile } };
    const wrong = await createMailer({ ...other.hub, environment, log } as typeof other.hub);
    await wrong.send({ id });
    const refused = await other.hub.db.letter.findUniqueOrThrow({ where: { id }, include: { history: true } });
    // It is the hub that is not let in: the letter is not at fault.
    expect(refused).toMatchObject({ state: "failing", history: [{ fault: "answered", status: 535 }] });
    expect([lines.length, lines.join("").includes("office@centre.example")]).toEqual([1, false]);
    await other.hub.db.letter.update({ where: { id }, data: { nextAttemptAt: new Date() } });
    const right = await createMailer({ ...other.hub, log } as typeof other.hub);
    await right.send({ id });
    expect(await other.hub.db.letter.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "delivered" });
    expect(lines.join("").includes(account.password)).toBe(false);
  } finally {
    await other.close();
  }
});

test("of a hub without a mail server nothing leaves, and all of it waits", async () => {
  const { createMailer } = await import("../../api/mail/mailer.ts");
  const environment = { ...stage.hub.environment, mail: undefined };
  const mailer = await createMailer({ ...stage.hub, environment } as typeof stage.hub);
  const id = (await stage.queue()) ?? "";
  await mailer.send({ id });
  expect([await mailer.sweep(), await state(id)]).toEqual([0, "waiting"]);
});
