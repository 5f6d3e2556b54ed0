import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HookReceiver, startHookReceiver } from "../kit/hook-receiver.ts";
import { type LetterStage, letterStage } from "../kit/letters.ts";

let receiver: HookReceiver;
let stage: LetterStage;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rectification-hub-brief-post-"));
  const keyFile = join(folder, "keys");
  const [fresh, former] = [randomBytes(32), randomBytes(32)];
  await writeFile(keyFile, `b ${fresh.toString("base64url")}\na ${former.toString("base64url")}\n`);
  receiver = await startHookReceiver();
  receiver.secrets = [`whsec_${former.toString("base64")}`];
  const variables = {
    HUB_BRIEF_URL: `${receiver.url}?token=t`,
    HUB_BRIEF_KEY_FILE: keyFile,
    HUB_SMTP_URL: "",
    HUB_MAIL_FROM: "",
  };
  stage = await letterStage(undefined, variables);
});
afterAll(async () => {
  await stage?.close();
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

test("a brief is posted once, signed with every key, until it is received; a mailbox waits for a mail server", async () => {
  const about = { type: "ProvincialBrief" as const, id: "018f0000-0000-7000-8000-0000000000aa", version: 2 };
  const text = JSON.stringify({ issue: "第3期", isoWeek: 33, figures: { rows: [] } });
  const attachments = [{ name: "第3期.docx", mediaType: "application/x", bytes: Buffer.from("文稿") }];
  const letter = { about, to: receiver.url, posted: true, text, attachments };
  expect(stage.hub.ownContext().briefRecipients).toEqual([receiver.url]);
  const id = (await stage.queue(letter)) ?? "";
  expect(await stage.queue(letter)).toBeNull();
  const mailbox = (await stage.queue({ about })) ?? "";
  receiver.troubles = ["drop", "stall", "redirect", { status: 500, words: '{"message":"稍后"}' }];
  const mailer = await stage.mailer();
  const state = async (which: string) =>
    stage.hub.db.letter.findUniqueOrThrow({
      where: { id: which },
      include: { history: { orderBy: { number: "asc" } } },
    });
  await expect
    .poll(async () => {
      await Promise.all([id, mailbox].map((one) => mailer.send({ id: one })));
      return (await state(id)).state;
    })
    .toBe("delivered");
  const { receipt, history, recipient } = await state(id);
  expect(recipient).toBe(receiver.url);
  expect(receipt).toBe("HTTP 204");
  expect(history.map(({ outcome, fault, status, detail }) => [outcome, fault, status, detail])).toEqual([
    ["failed", "unreachable", null, "ECONNRESET"],
    ["failed", "timedOut", null, null],
    ["failed", "redirected", 307, null],
    ["failed", "answered", 500, "稍后"],
    ["received", null, 204, null],
  ]);
  expect(new Set(receiver.told.map(({ id: one, body }) => `${one} ${body}`)).size).toBe(1);
  expect(receiver.told.map(({ signatures }) => signatures)).toEqual([2, 2, 2, 2, 2]);
  expect(receiver.told.map(({ query }) => query)).toEqual(Array(5).fill({ token: "t" }));
  expect(receiver.complaints).toEqual([]);
  expect(JSON.parse(receiver.told[0]?.body ?? "")).toMatchObject({
    type: "brief",
    data: {
      issue: "第3期",
      isoWeek: 33,
      figures: { rows: [] },
      files: [{ name: "第3期.docx", mediaType: "application/x", base64: Buffer.from("文稿").toString("base64") }],
    },
  });
  expect(await state(mailbox)).toMatchObject({ state: "waiting", history: [] });
});
