import type { Tx } from "../../prisma/client.ts";
import type { SubjectType } from "../activity/log.ts";
import type { Work } from "../activity/transact.ts";
import { addJob } from "../queue.ts";
import { regionColumns } from "../region/policy.ts";
import type { LetterPurpose } from "./purposes.ts";
import { addressAs, messageIdOf, requireLetter } from "./rules.ts";

export interface NewLetter {
  purpose: LetterPurpose;
  /** What it is about. In another version it is another letter. */
  about: { type: SubjectType; id: string; version: number };
  /** Region whose letter it is: those who look after that region follow it. */
  region: string;
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  /** Where answers go, if anywhere. */
  replyTo?: string;
  /** To a private person: neither address nor words are kept once it has left. */
  private?: boolean;
  /** `to` is where the operator has briefs posted, or the folder into which they are put, no mailbox; `text` is JSON. */
  posted?: boolean;
  attachments?: readonly LetterAttachment[];
}

/** A stored file, or bytes of its own. */
export type LetterAttachment = { name: string; mediaType: string } & ({ evidenceId: string } | { bytes: Uint8Array });

/** What is sealed. */
export interface LetterContent {
  to: string;
  subject: string;
  text: string;
  replyTo?: string;
}

export const vaultPurpose = "letter";

/**
 * Queues a letter in the transaction that made it due: it leaves if and only if that is committed. The same letter (its
 * purpose, what it is about in which version, and to whom) is queued once, however often that is asked for.
 *
 * @returns whether it was queued now
 * @throws {Refusal} `letter/address-invalid`, `letter/subject-invalid`
 */
export async function queueLetter({ tx, now, context }: Work, letter: NewLetter): Promise<boolean> {
  requireLetter(letter);
  const { purpose, about, region, subject, text, replyTo, attachments = [], private: isPrivate = false } = letter;
  const { vault } = context;
  const to = letter.posted ? letter.to : addressAs(letter.to);
  const recipient = isPrivate ? vault.fingerprint(to).toString("hex") : to;
  const content: LetterContent = { to, subject, text, replyTo };
  const { cityCode, countyCode } = regionColumns(region);
  const [row] = await tx.letter.createManyAndReturn({
    data: [
      {
        purpose,
        subjectType: about.type,
        subjectId: about.id,
        subjectVersion: about.version,
        recipient,
        private: isPrivate,
        messageId: messageIdOf({ purpose, subject: about, recipient }),
        content: vault.seal(Buffer.from(JSON.stringify(content)), vaultPurpose),
        regionCode: region,
        cityCode: region.length >= 4 ? cityCode : null,
        countyCode,
        queuedAt: now,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!row) return false;
  await tx.letterAttachment.createMany({
    data: attachments.map((attachment, position) => ({
      letterId: row.id,
      position,
      name: attachment.name,
      mediaType: attachment.mediaType,
      evidenceId: "evidenceId" in attachment ? attachment.evidenceId : null,
      bytes: "bytes" in attachment ? vault.seal(attachment.bytes, vaultPurpose) : null,
    })),
  });
  await askToMail(tx, row);
  return true;
}

/** Name of the job that sends one letter. */
export const letterTask = "mail";

/** Asks the workers to look at a letter. */
export const askToMail = (tx: Pick<Tx, "$queryRaw">, { id }: { id: string }, inMs = 0): Promise<void> =>
  addJob(tx, { task: letterTask, payload: { id }, key: `${letterTask} ${id}`, inMs });
