/** How the reading of each mailbox stands. Times are real. */
import type { Db, Tx } from "../../prisma/client.ts";

/** Says which mailboxes the hub is told of now; what is known of the others stays. */
export async function registerMailboxes(db: Db, told: readonly { code: string; address: string }[]): Promise<void> {
  for (const { code, address } of told) {
    const columns = { address, configured: true };
    const cityCode = code.length === 4 ? code : null;
    await db.mailbox.upsert({ where: { code }, create: { code, cityCode, ...columns }, update: columns });
  }
  const codes = told.map(({ code }) => code);
  await db.mailbox.updateMany({ where: { code: { notIn: codes } }, data: { configured: false } });
}

/**
 * How far the mailbox was read: where the server numbers its mails anew, from the beginning.
 *
 * @returns the number of the last mail that was taken
 */
export async function beginRound(db: Db, code: string, uidValidity: bigint): Promise<bigint> {
  await db.mailbox.updateMany({
    where: { code, OR: [{ uidValidity: null }, { uidValidity: { not: uidValidity } }] },
    data: { uidValidity, lastUid: 0, tryingUid: null, tries: 0 },
  });
  return (await db.mailbox.findUniqueOrThrow({ where: { code } })).lastUid;
}

/**
 * Says that a mail is about to be read, before anything of it is: a mail that brings a process to its end is known by it
 * to the next.
 *
 * @returns for the how manieth time
 */
export async function beginReading(db: Db, code: string, uid: number): Promise<number> {
  const [row] = await db.$queryRaw<{ tries: number }[]>`
    update "Mailbox" set "tries" = case when "tryingUid" = ${uid} then "tries" else 0 end + 1, "tryingUid" = ${uid}
    where "code" = ${code} returning "tries"`;
  return row?.tries ?? 1;
}

/** The mail was not to blame: this time does not count. */
export const forgiveReading = (db: Db, code: string, uid: number) =>
  db.mailbox.updateMany({ where: { code, tryingUid: uid, tries: { gt: 0 } }, data: { tries: { decrement: 1 } } });

/** Locks the mailbox until the commit; false where another process has gone past the mail already. */
export async function goPast(tx: Tx, code: string, { uidValidity, uid }: { uidValidity: bigint; uid: number }) {
  const gone = await tx.mailbox.updateMany({
    where: { code, uidValidity, lastUid: { lt: uid } },
    data: { lastUid: uid },
  });
  return gone.count === 1;
}

export const noteWaiting = (db: Db, code: string, waiting: number) =>
  db.mailbox.update({ where: { code }, data: { waiting } });

export const noteRound = (db: Db, code: string) =>
  db.mailbox.update({ where: { code }, data: { readAt: new Date(), failingSince: null, error: null } });

/** @param error in words of the server or the network, without user and password */
export const noteFailure = (db: Db, code: string, error: string) =>
  db.$executeRaw`update "Mailbox" set "error" = ${error}, "failingSince" = coalesce("failingSince", now())
    where "code" = ${code}`;
