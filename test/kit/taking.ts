import { usualSpamSigns } from "../../schema/mailbox/rules.ts";
import { beginRound, registerMailboxes } from "../../schema/mailbox/standing.ts";
import { type Arrival, takeMail } from "../../schema/mailbox/take.ts";
import type { TestHub } from "./hub.ts";

/** The mailboxes of the province and of two cities, each about to be read. */
export async function openMailboxes({ prisma }: TestHub): Promise<void> {
  const boxes = ["14", "1401", "1402"].map((code) => ({ code, address: `${code}@city.example` }));
  await registerMailboxes(prisma, boxes);
  for (const { code } of boxes) await beginRound(prisma, code, 7n);
}

/** Takes mails as if they had been fetched, each under the next number. */
export function mailTaker(hub: () => TestHub) {
  const taker = {
    /** Of the latest mail. */
    uid: 0,
    take: (source: Buffer, code = "1401", over: Partial<Arrival> = {}) =>
      takeMail(
        { ...hub().as(hub().hub), mails: true },
        { code, own: new Set(), spamSigns: usualSpamSigns },
        {
          uidValidity: 7n,
          uid: ++taker.uid,
          receivedAt: new Date(),
          bytes: source.length,
          source,
          whole: true,
          readable: true,
          ...over,
        },
      ),
  };
  return taker;
}
