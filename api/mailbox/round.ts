import { ImapFlow } from "imapflow";
import { bounds } from "../../schema/mailbox/bounds.ts";
import { beginReading, beginRound, forgiveReading, goPast, noteWaiting } from "../../schema/mailbox/standing.ts";
import { type Box, takeMail } from "../../schema/mailbox/take.ts";
import { Refusal } from "../../schema/refusal.ts";
import type { Hub } from "../hub.ts";
import { outageIn } from "../outage.ts";
import type { MailboxAccess } from "./configuration.ts";

export interface Round {
  box: Box;
  /** Mails taken at most. */
  most: number;
  /** How often a mail is tried that cannot be fetched or taken, until it is set aside unread. */
  tries: number;
  signal: AbortSignal;
}

/**
 * Takes what has come since the last round, oldest first, and marks or moves everything that was ever taken: what a
 * process that was killed left unmarked, too. The hub goes by its own record, not by what is marked: people may look at
 * the mailbox with other programs.
 *
 * @returns whether something is left
 * @throws what the server, the network or the database does
 */
export async function readRound(hub: Hub, access: MailboxAccess, round: Round): Promise<boolean> {
  const client = connectionTo(access);
  // What breaks breaks the command that waits for it as well.
  client.on("error", () => {});
  const close = () => client.close();
  round.signal.addEventListener("abort", close, { once: true });
  try {
    await client.connect();
    const lock = await client.getMailboxLock(access.folder);
    try {
      const more = await takeNew(hub, client, round);
      await tidy(hub, client, access);
      return more;
    } finally {
      lock.release();
      await client.logout().catch(() => {});
    }
  } finally {
    round.signal.removeEventListener("abort", close);
    client.close();
  }
}

const connectionTo = ({ host, port, secure, startTls, user, password }: MailboxAccess) =>
  new ImapFlow({
    host,
    port,
    secure,
    ...(startTls && { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    maxLiteralSize: bounds.message + 1024 ** 2,
  });

async function takeNew(hub: Hub, client: ImapFlow, { box, most, tries, signal }: Round) {
  const { db, metrics } = hub;
  const uidValidity = client.mailbox ? client.mailbox.uidValidity : 0n;
  const last = await beginRound(db, box.code, uidValidity);
  // A range that ends with * names the newest mail even where that is older than its beginning.
  const found = (await client.search({ uid: `${last + 1n}:*` }, { uid: true })) || [];
  const uids = found.filter((uid) => uid > last).sort((one, other) => one - other);
  await noteWaiting(db, box.code, uids.length);
  for (const uid of uids.slice(0, most)) {
    signal.throwIfAborted();
    const readable = (await beginReading(db, box.code, uid)) <= tries;
    const arrival = await fetchMail(client, uid).catch((error) => {
      if (readable) throw error;
      return unfetched();
    });
    if (!arrival) {
      // Somebody has removed it meanwhile.
      await goPast(db, box.code, { uidValidity, uid });
      continue;
    }
    try {
      const outcome = await takeMail(hub.ownContext(), box, { ...arrival, readable, uid, uidValidity });
      metrics.mails.inc({ mailbox: box.code, outcome });
    } catch (error) {
      if (passes(error)) await forgiveReading(db, box.code, uid).catch(() => {});
      throw error;
    }
  }
  const left = Math.max(0, uids.length - most);
  await noteWaiting(db, box.code, left);
  return left > 0;
}

/** What the hub lacks at the moment no mail is to blame for. */
const passes = (error: unknown) =>
  outageIn(error) !== null || (error instanceof Refusal && error.code === "evidence/busy");

/** In place of a mail that the server does not give: whoever looks at it finds it in the mailbox. */
const unfetched = () => ({ bytes: 0, whole: true, source: Buffer.alloc(0), receivedAt: new Date() });

async function fetchMail(client: ImapFlow, uid: number) {
  const query = { uid: true, size: true, internalDate: true } as const;
  const envelope = await client.fetchOne(String(uid), query, { uid: true });
  if (!envelope) return null;
  const bytes = envelope.size ?? 0;
  const whole = bytes <= bounds.message;
  const source = await client.fetchOne(
    String(uid),
    { source: { maxLength: whole ? bounds.message : bounds.beginning } },
    { uid: true },
  );
  if (!source) return null;
  return {
    bytes,
    whole,
    source: source.source ?? Buffer.alloc(0),
    receivedAt: new Date(envelope.internalDate ?? Date.now()),
  };
}

/** Marks as read, or moves, at most so many at a time. */
const mostTidied = 1_000;

async function tidy({ db }: Hub, client: ImapFlow, { code, moveTo }: MailboxAccess) {
  const { lastUid } = await db.mailbox.findUniqueOrThrow({ where: { code } });
  if (lastUid === 0n) return;
  const taken = { uid: `1:${lastUid}`, ...(moveTo === undefined && { seen: false }) };
  const uids = ((await client.search(taken, { uid: true })) || []).slice(0, mostTidied);
  if (uids.length === 0) return;
  if (moveTo === undefined) await client.messageFlagsAdd(uids, ["\\Seen"], { uid: true });
  else {
    await client.mailboxCreate(moveTo);
    await client.messageMove(uids, moveTo, { uid: true });
  }
}
