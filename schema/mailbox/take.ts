/** One mail of one mailbox, taken exactly once: what becomes of it is committed together with how far the box was read. */
import { createHash } from "node:crypto";
import type { Work } from "../activity/transact.ts";
import { hubTimeOf } from "../clock.ts";
import { writeNote } from "../complaint/notes.ts";
import { keyOf } from "../complaint/personal-data.ts";
import { keepPhotos } from "../complaint/photos.ts";
import type { HubContext } from "../context.ts";
import { type Keep, transactKeeping } from "../evidence/commands.ts";
import { addressAs } from "../letter/rules.ts";
import { bounds } from "./bounds.ts";
import { fileMail } from "./file.ts";
import { type ReadMail, readMail } from "./parse.ts";
import { type Sorted, sortOut } from "./pictures.ts";
import { identityOf, keptOf, leftOutNote, reasonToSetAside, type SpamSign, wordsOf } from "./rules.ts";
import { sealMail } from "./sealed.ts";
import { goPast } from "./standing.ts";
import type { Reason } from "./states.ts";

/** A supervision mailbox, as far as it matters what it is. */
export interface Box {
  /** Of its region. */
  code: string;
  spamSigns: readonly SpamSign[];
  /** Addresses of the hub and of its mailboxes, in small letters. */
  own: ReadonlySet<string>;
}

/** A mail as the server gave it. */
export interface Arrival {
  uidValidity: bigint;
  uid: number;
  /** In real time. */
  receivedAt: Date;
  bytes: number;
  /** Of a mail that is too large its beginning. */
  source: Buffer;
  whole: boolean;
  /** False where the hub has failed at it: it is set aside as it came. */
  readable: boolean;
}

export type Taken = "filed" | "appended" | "setAside" | "known";

/** @throws only where the database or the disk fails: then nothing has happened, and the mail is read again. */
export async function takeMail(context: HubContext, box: Box, arrival: Arrival): Promise<Taken> {
  const mail = arrival.readable ? await readMail(arrival.source).catch(() => null) : null;
  const reason = mail ? reasonToSetAside(mail, { ...box, whole: arrival.whole }) : "unreadable";
  const sorted = mail && reason === null ? await sortOut(mail.attachments) : null;
  return transactKeeping(context, async (work, keep) => {
    if (!(await goPast(work.tx, box.code, arrival))) return "known";
    const identity = work.context.vault.fingerprint((mail && identityOf(mail)) ?? identityOfSource(arrival));
    const sender = mail?.sender ? work.context.vault.fingerprint(addressAs(mail.sender.address)) : null;
    const receivedAt = earlier(hubTimeOf(context.clock, arrival.receivedAt), work.now);
    const common = {
      mailboxCode: box.code,
      cityCode: cityOf(box),
      identity: new Uint8Array(identity),
      senderHash: sender && new Uint8Array(sender),
      receivedAt,
      bytes: arrival.bytes,
    };
    const known = { mailboxCode: box.code, identity: common.identity };
    if ((await work.tx.incomingMail.count({ where: known })) > 0) return "known";
    let why = reason ?? (await reasonOfNumber(work, common));
    if (mail && sorted && sender && !why) {
      const appended = await append(work, keep, mail, sorted, sender.toString("hex"));
      if (appended && appended !== "tooMany") {
        await work.tx.incomingMail.create({ data: { ...common, state: "appended", ...appended } });
        return "appended";
      }
      why = appended ?? (cityOf(box) === null ? "unplaced" : await reasonOfMailbox(work, common));
    }
    if (why || !mail || !sorted) return setAside(work, common, mail, arrival.source, why ?? "unreadable");
    const complaintId = await fileMail(work, keep, mail, sorted, {
      place: { cityCode: cityOf(box) },
      mailboxCode: box.code,
      receivedAt,
      reason: null,
    });
    await work.tx.incomingMail.create({ data: { ...common, state: "filed", complaintId } });
    return "filed";
  });
}

const cityOf = ({ code }: Box) => (code.length === 4 ? code : null);
const earlier = (one: Date, other: Date) => (one < other ? one : other);

/** What the server does not give is known by its number alone. */
const identityOfSource = ({ source, uidValidity, uid }: Arrival) =>
  source.length === 0 ? `${uidValidity} ${uid}` : createHash("sha256").update(source).digest("hex");

interface Came {
  mailboxCode: string;
  senderHash: Uint8Array<ArrayBuffer> | null;
  receivedAt: Date;
}

/** Counted by when mails came, not by when they are read: a mailbox that is read for the first time is none too full. */
const within = (hours: number, receivedAt: Date) => ({
  gt: new Date(receivedAt.getTime() - hours * 3_600_000),
  lt: new Date(receivedAt.getTime() + hours * 3_600_000),
});

async function reasonOfNumber({ tx }: Work, { senderHash, receivedAt }: Came): Promise<Reason | null> {
  const lately = await tx.incomingMail.count({ where: { senderHash, receivedAt: within(24, receivedAt) } });
  return lately >= bounds.ofOneSender ? "tooMany" : null;
}

async function reasonOfMailbox({ tx }: Work, { mailboxCode, receivedAt }: Came): Promise<Reason | null> {
  const filed = { mailboxCode, state: "filed", settledById: null, receivedAt: within(1, receivedAt) } as const;
  return (await tx.incomingMail.count({ where: filed })) >= bounds.ofOneMailbox ? "tooMany" : null;
}

/**
 * A mail that answers our acknowledgement, from the address that it went to, is a further message of the complainant
 * while the case is open.
 *
 * @returns null where it answers none
 */
async function append(
  work: Work,
  keep: Keep,
  mail: ReadMail,
  { photos, leftOut }: Sorted,
  recipient: string,
): Promise<{ complaintId: string } | "tooMany" | null> {
  const { tx, context } = work;
  const letter = await tx.letter.findFirst({
    where: { messageId: { in: [...mail.answers] }, purpose: "acknowledgement", recipient },
    select: { subjectId: true },
  });
  if (!letter) return null;
  await tx.$queryRaw`select 1 from "Complaint" where "id" = ${letter.subjectId}::uuid for update`;
  const complaint = await tx.complaint.findUnique({ where: { id: letter.subjectId }, include: { secret: true } });
  const key = complaint?.secret && keyOf(context.vault, complaint.secret);
  if (!complaint || !key || complaint.closedAt) return null;
  const messages = await tx.complaintNote.count({ where: { complaintId: complaint.id, kind: "message" } });
  if (messages >= bounds.ofOneCase) return "tooMany";
  await writeNote(work, complaint, "message", wordsOf(mail));
  const note = leftOutNote(leftOut);
  if (note) await writeNote(work, complaint, "leftOut", note);
  await keepPhotos(work, keep, complaint.id, key, photos);
  work.record({
    kind: "ComplaintMessageReceived",
    subject: { type: "Complaint", id: complaint.id, version: complaint.version },
    region: complaint.subdistrictCode ?? complaint.countyCode ?? complaint.cityCode,
    complexId: complaint.complexId,
    companyId: complaint.companyId,
    facts: { confirmed: complaint.confirmed },
  });
  return { complaintId: complaint.id };
}

async function setAside(
  work: Work,
  common: Omit<Parameters<Work["tx"]["incomingMail"]["create"]>[0]["data"], "state" | "id"> & { mailboxCode: string },
  mail: ReadMail | null,
  source: Buffer,
  reason: Reason,
): Promise<Taken> {
  const data = {
    ...common,
    ...sealMail(work.context.vault, mail, keptOf(source, reason)),
    state: "setAside" as const,
    reason,
  };
  const { id } = await work.tx.incomingMail.create({ data: data as never, select: { id: true } });
  const subject = { type: "IncomingMail", id, version: 1 } as const;
  work.setTimer({ kind: "mailUnclaimed", subject, dueAt: new Date(work.now.getTime() + bounds.waits) });
  work.record({
    kind: "MailSetAside",
    subject,
    region: common.mailboxCode,
    facts: { mailReason: reason },
  });
  return "setAside";
}
