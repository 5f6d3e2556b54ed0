import type { Work } from "../activity/transact.ts";
import type { Named } from "../complaint/directory.ts";
import { takeIn } from "../complaint/intake.ts";
import { writeNote } from "../complaint/notes.ts";
import { keepPhotos } from "../complaint/photos.ts";
import type { Keep } from "../evidence/commands.ts";
import { queueLetter } from "../letter/queue.ts";
import { addressAs, isAddress } from "../letter/rules.ts";
import { regionOf } from "../region/policy.ts";
import type { ReadMail } from "./parse.ts";
import type { Sorted } from "./pictures.ts";
import { acknowledgementOf, leftOutNote, mayBeAnswered, wordsOf } from "./rules.ts";
import type { Reason } from "./states.ts";

interface Filing {
  place: Named;
  /** By which it came: answers to the acknowledgement go there. */
  mailboxCode: string;
  /** Its clocks run from then. */
  receivedAt: Date;
  /** Why it had been set aside, if it had. */
  reason: Reason | null;
}

/**
 * Makes a mail a complaint. Whoever sent it may write any name above it: it counts nowhere until somebody was reached.
 *
 * @returns the complaint's id
 * @throws {Refusal} those of `takeIn`
 */
export async function fileMail(
  work: Work,
  keep: Keep,
  mail: ReadMail,
  { photos, leftOut }: Sorted,
  { place, mailboxCode, receivedAt, reason }: Filing,
): Promise<string> {
  const email = mail.sender && addressAs(mail.sender.address);
  const { id, key, trackingCode } = await takeIn(work, {
    ...place,
    source: "mailbox",
    anonymous: email === null,
    confirmed: false,
    filedAt: receivedAt,
    personal: { name: mail.sender?.name ?? null, phone: null, address: null, email, text: wordsOf(mail) },
  });
  await keepPhotos(work, keep, id, key, photos);
  const complaint = await work.tx.complaint.findUniqueOrThrow({ where: { id }, include: { secret: true } });
  const note = leftOutNote(leftOut);
  if (note) await writeNote(work, complaint, "leftOut", note);
  // A letter that waits for a mail server to be told would come long after its case.
  if (mayBeAnswered(reason, mail) && email && isAddress(email) && work.context.mails) {
    const { address } = await work.tx.mailbox.findUniqueOrThrow({ where: { code: mailboxCode } });
    await queueLetter(work, {
      ...acknowledgementOf({ number: complaint.number, trackingCode }),
      purpose: "acknowledgement",
      about: { type: "Complaint", id, version: 1 },
      region: regionOf(complaint),
      to: email,
      replyTo: address,
      private: true,
    });
  }
  return id;
}
