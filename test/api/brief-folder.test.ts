import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBriefFolder } from "../../api/brief/folder.ts";
import { type LetterStage, letterStage } from "../kit/letters.ts";
import { type SftpServer, startSftpServer } from "../kit/sftp.ts";

let server: SftpServer;
let stage: LetterStage;
let folder: string;
let url: string;
let passwordFile: string;
const text = JSON.stringify({ issue: "第3期", isoWeek: 33 });
const docx = Buffer.from("文稿".repeat(30_000));
const xlsx = Buffer.from("数据表");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rectification-hub-brief-folder-"));
  passwordFile = join(folder, "password");
  await writeFile(passwordFile, "p@ss 词\n", { mode: 0o600 });
  server = await startSftpServer({ user: "hub", password: "p@ss 词" });
  url = `sftp://hub@127.0.0.1:${server.port}/briefs`;
  stage = await letterStage(undefined, {
    HUB_BRIEF_SFTP_URL: url,
    HUB_BRIEF_SFTP_HOST_KEY: server.hostKey,
    HUB_BRIEF_SFTP_PASSWORD_FILE: passwordFile,
  });
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

let weeks = 0;
const queue = async () => {
  const about = {
    type: "ProvincialBrief" as const,
    id: `018f0000-0000-7000-8000-0000000001${10 + ++weeks}`,
    version: 2,
  };
  const attachments = [
    { name: "../第3期.docx", mediaType: "application/x", bytes: docx },
    { name: "第3期.xlsx", mediaType: "application/x", bytes: xlsx },
  ];
  const letter = { about, to: url, posted: true, text, attachments };
  const id = (await stage.queue(letter)) ?? "";
  expect(await stage.queue(letter)).toBeNull();
  return id;
};
const show = (id: string) =>
  stage.hub.db.letter.findUniqueOrThrow({ where: { id }, include: { history: { orderBy: { number: "asc" } } } });
/** Sends until it has its receipt; what came of each attempt. */
async function deliver(id: string) {
  const mailer = await stage.mailer({ timeoutMs: 120_000 });
  await expect
    .poll(
      async () => {
        await mailer.send({ id });
        return (await show(id)).state;
      },
      { timeout: 120_000, interval: 5 },
    )
    .toBe("delivered");
  const { history } = await show(id);
  return history.map(({ outcome, fault, status, detail }) => [outcome, fault, status, detail]);
}
const inFolder = () => [...server.files].map(([path, bytes]) => [path, bytes.length] as const);

test("a brief's files are put there once, whole, under names that tell the letter, and the list of them last", async () => {
  expect(stage.hub.ownContext().briefRecipients).toEqual([url]);
  const id = await queue();
  server.troubles = ["stall"];
  await (await stage.mailer({ timeoutMs: 1_500, mostInARow: 1 })).send({ id });
  server.troubles = ["refuse", "full", "dropHalfway", "dropAfter"];
  expect(await deliver(id)).toEqual([
    ["failed", "timedOut", null, null],
    ["failed", "unreachable", null, "authentication"],
    ["failed", "answered", 4, "No space left"],
    ["failed", "unreachable", null, "closed"],
    ["failed", "unreachable", null, "closed"],
    ["received", null, 0, null],
  ]);
  const { messageId, receipt } = await show(id);
  const name = messageId.slice(1, 13);
  expect(receipt).toBe(`SFTP ${name}.json`);
  const names = [`/briefs/_第3期.${name}.docx`, `/briefs/第3期.${name}.xlsx`, `/briefs/${name}.json`];
  expect(server.named).toEqual(names);
  expect(inFolder().sort()).toEqual(
    [
      [names[0], docx.length],
      [names[1], xlsx.length],
      [names[2], server.files.get(names[2] ?? "")?.length],
    ].sort(),
  );
  expect(server.files.get(names[0] ?? "")?.equals(docx)).toBe(true);
  expect(JSON.parse(server.files.get(names[2] ?? "")?.toString() ?? "")).toEqual({
    issue: "第3期",
    isoWeek: 33,
    id: messageId,
    files: [
      { name: `_第3期.${name}.docx`, bytes: docx.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: `第3期.${name}.xlsx`, bytes: xlsx.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
  });
}, 180_000);

test("a server that is another one is given nothing, and neither is one by a password that others can read", async () => {
  const before = inFolder();
  const other = await createBriefFolder({ url, hostKey: `SHA256:${"A".repeat(43)}`, passwordFile });
  const letter = await show(await queue());
  const way = { timeoutMs: 20_000, stopping: new AbortController().signal };
  expect(await other(letter, { to: url, subject: "x", text }, [], way)).toEqual({
    type: "failed",
    fault: "unreachable",
    status: null,
    detail: `host key ${server.hostKey}`,
  });
  expect(inFolder()).toEqual(before);
  await chmod(passwordFile, 0o640);
  await expect(createBriefFolder({ url, hostKey: server.hostKey, passwordFile })).rejects.toThrow(
    "HUB_BRIEF_SFTP_PASSWORD_FILE holds what nobody else may know: its mode must be 0600.",
  );
});
