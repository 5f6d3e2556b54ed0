import type { IncomingMail } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import { isRepeat, type Work } from "../activity/transact.ts";
import type { Named } from "../complaint/directory.ts";
import type { HubContext } from "../context.ts";
import { type Keep, transactKeeping } from "../evidence/commands.ts";
import { fileMail } from "./file.ts";
import { type ReadMail, readMail } from "./parse.ts";
import { type Sorted, sortOut } from "./pictures.ts";
import { visibleTo } from "./policy.ts";
import { decideMail } from "./rules.ts";
import { forgotten, openSource } from "./sealed.ts";

interface Filing {
  place: Named;
  /** What was read of it beforehand; null where it is settled already. */
  read: { mail: ReadMail; sorted: Sorted } | null;
  keep: Keep;
}

export type Command = { type: "dismiss"; unclaimed?: true } | { type: "file"; filing: Filing };

const instructMail = instruct<IncomingMail, Command>({
  subject: "IncomingMail",
  domain: "mail",
  find: (tx, id, viewer) => tx.incomingMail.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, command) => {
    const state = decideMail(row.state, command.type);
    const complaintId = command.type === "file" ? await filed(work, row, command.filing) : null;
    const { now, viewer } = work;
    await work.tx.incomingMail.update({
      where: { id: row.id },
      data: { ...forgotten, state, complaintId, settledAt: now, settledById: viewer.id, version: { increment: 1 } },
    });
    work.cancelTimers(row.id);
    work.record({
      kind: command.type === "file" ? "MailFiled" : command.unclaimed ? "MailUnclaimed" : "MailDismissed",
      subject: { type: "IncomingMail", id: row.id, version: row.version + 1 },
      region: row.mailboxCode,
      facts: { mailReason: row.reason },
    });
  },
});

/** What cannot be read as a mail is a complaint all the same, without words: whoever files it has seen it in the box. */
const unread: NonNullable<Filing["read"]> = {
  mail: {
    sender: null,
    subject: "",
    text: "（来信无法读取，请到邮箱查看原件。）",
    messageId: null,
    answers: [],
    date: "",
    headers: new Map(),
    attachments: [],
  },
  sorted: { photos: [], leftOut: [] },
};

async function filed(
  work: Work,
  { mailboxCode, reason, receivedAt, cityCode }: IncomingMail,
  { place, read, keep }: Filing,
) {
  const { mail, sorted } = read ?? unread;
  return fileMail(work, keep, mail, sorted, {
    place: { cityCode, ...place },
    mailboxCode,
    receivedAt,
    reason,
  });
}

/** Says that a mail is no complaint: nothing of what it says is kept. */
export const dismissMail = (context: HubContext, id: string, expectedVersion?: number | null) =>
  instructMail(context, id, { type: "dismiss" }, expectedVersion);

/** What the timer brings about of a mail that nobody has looked at for so long. */
export async function dismissUnclaimed(work: Work, id: string): Promise<void> {
  const row = await work.tx.incomingMail.findUnique({ where: { id }, select: { state: true } });
  if (row?.state === "setAside") await instructMail.within(work, id, { type: "dismiss", unclaimed: true });
}

/**
 * Makes a mail that was set aside a complaint after all.
 *
 * @param place where the mail does not say it: a complex, a county, or a city alone
 * @throws {Refusal} `mailbox/not-in-this-state`, `evidence/busy`, those of `takeIn`
 */
export async function fileSetAside(context: HubContext, id: string, place: Named, expectedVersion?: number | null) {
  const { db, vault, viewer } = context;
  const row = (await isRepeat(context))
    ? null
    : await db.incomingMail.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } });
  const source = row && openSource(vault, row);
  const mail = source && (await readMail(source).catch(() => null));
  const read = mail && { mail, sorted: await sortOut(mail.attachments) };
  return transactKeeping(context, (work, keep) =>
    instructMail.within(work, id, { type: "file", filing: { place, read, keep } }, expectedVersion),
  );
}
