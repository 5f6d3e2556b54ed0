import { readFile } from "node:fs/promises";
import type { Letter } from "../../prisma/generated/client.ts";
import type { Outcome } from "../../schema/delivery/rules.ts";
import { openEvidence } from "../../schema/evidence/files.ts";
import { letterOutbox } from "../../schema/letter/attempts.ts";
import { askToMail, type LetterContent, vaultPurpose } from "../../schema/letter/queue.ts";
import { maskedAddress } from "../../schema/letter/rules.ts";
import { createBriefFolder } from "../brief/folder.ts";
import { createBriefPost } from "../brief/post.ts";
import { EnvironmentRefused, shownPlace } from "../environment.ts";
import type { Hub } from "../hub.ts";
import { type HandingOver, handOver, stopped } from "../jobs/handing-over.ts";
import type { Sending } from "../outbound/send.ts";
import { type Attached, messageOf } from "./message.ts";
import { postLetter } from "./smtp.ts";

/** Hands a letter over by another way than mail. Never throws: whatever goes wrong is an outcome. */
export type Carrier = (
  letter: Letter,
  content: LetterContent,
  attachments: readonly Attached[],
  way: Pick<Sending, "timeoutMs" | "stopping">,
) => Promise<Outcome>;

export interface Mailer {
  /** Sends a letter if it is due, and asks for itself again if it is to be tried again. */
  send(letter: { id: string }): Promise<void>;
  /** Asks for every letter that is due: after a restore, a lost job, a mail server that is told anew. */
  sweep(): Promise<number>;
  /** Breaks off what is on its way. */
  stop(): void;
}

const usual = (mostTries: number): HandingOver => ({
  timeoutMs: 60_000,
  marginMs: 15_000,
  // Greylisting lets a letter pass after some minutes; what is urgent must not wait for hours after an outage.
  patience: { most: mostTries, firstMs: 30_000, longestMs: 900_000 },
  mostInARow: 2,
});

/** Sends the letters that are queued. Any number of processes may: what one has claimed the others leave alone. */
export async function createMailer(hub: Hub, over: Partial<HandingOver> = {}): Promise<Mailer> {
  const { environment, metrics, log, db } = hub;
  const { mail } = environment;
  const options = { ...usual(environment.mailAttempts), ...over };
  const password = mail?.passwordFile === undefined ? undefined : await readPassword(mail.passwordFile);

  const { briefReceiver, briefFolder } = environment;
  /** What goes another way than by mail, by its recipient. */
  const carriers = new Map<string, Carrier>();
  if (briefReceiver) carriers.set(shownPlace(briefReceiver), await createBriefPost(briefReceiver));
  if (briefFolder) carriers.set(shownPlace(briefFolder), await createBriefFolder(briefFolder));

  async function attempt(letter: Letter, stopping: AbortSignal): Promise<Outcome> {
    const carry = carriers.get(letter.recipient);
    if (!(mail || carry) || !letter.content) return stopped;
    const content = JSON.parse(hub.vault.open(letter.content, vaultPurpose).toString("utf8")) as LetterContent;
    const attachments = await attachmentsOf(hub, letter.id).catch((err) => {
      log.error({ err, letter: letter.id }, "what goes with a letter cannot be read");
    });
    if (!attachments) return { type: "failed", fault: "unreachable", status: null, detail: "ATTACHMENT" };
    const { timeoutMs } = options;
    if (carry) return carry(letter, content, attachments, { timeoutMs, stopping });
    if (!mail) return stopped;
    const date = letter.queuedAt;
    const message = await messageOf(mail.from, content, { messageId: letter.messageId, date }, attachments);
    const outcome = await postLetter({ server: mail, password, to: content.to, message, timeoutMs, stopping });
    return letter.private ? withoutAddress(outcome, content.to) : outcome;
  }

  const line = handOver(hub, letterOutbox, options, attempt, ({ id, purpose }, outcome) => {
    const { type, status } = outcome;
    metrics.letters.inc({ purpose, outcome: type === "received" ? type : outcome.fault });
    // A server's words quote addresses: they stand on the letter.
    if (type === "failed") log.warn({ letter: id, purpose, fault: outcome.fault, status }, "a letter did not leave");
  });

  return {
    async send(letter) {
      const row = mail ? null : await db.letter.findUnique({ where: letter, select: { recipient: true } });
      if (mail || (row && carriers.has(row.recipient))) await line.send(letter, (inMs) => askToMail(db, letter, inMs));
    },
    async sweep() {
      if (!mail && carriers.size === 0) return 0;
      const due = await db.$queryRaw<{ id: string }[]>`
        select "id" from "Letter" where "state" in ('waiting', 'failing') and "content" is not null
          and (${mail !== undefined} or "recipient" = any(${[...carriers.keys()]}))
          and coalesce("nextAttemptAt", now()) <= now() and coalesce("sendingUntil", now()) <= now()
        order by "queuedAt" limit 1000`;
      for (const letter of due) await askToMail(db, letter);
      return due.length;
    },
    stop: line.stop,
  };
}

async function attachmentsOf(hub: Hub, letterId: string): Promise<Attached[]> {
  const rows = await hub.db.letterAttachment.findMany({ where: { letterId }, orderBy: { position: "asc" } });
  return Promise.all(
    rows.map(async ({ name, mediaType, evidenceId, bytes }) => ({
      name,
      mediaType,
      bytes: evidenceId
        ? (await openEvidence(hub.ownContext(), evidenceId)).bytes
        : hub.vault.open(bytes ?? new Uint8Array(), vaultPurpose),
    })),
  );
}

function withoutAddress(outcome: Outcome, to: string): Outcome {
  const masked = (text: string) => text.toLowerCase().replaceAll(to, maskedAddress(to));
  if (outcome.type === "received") return { ...outcome, receipt: masked(outcome.receipt) };
  return { ...outcome, detail: outcome.detail && masked(outcome.detail) };
}

async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentRefused(`HUB_SMTP_PASSWORD_FILE cannot be read: ${error.message}`);
  });
  return text.replace(/\r?\n$/, "");
}
