import type { Letter as Row } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import type { Outbox } from "../outbox/attempts.ts";
import { askToMail } from "./queue.ts";

/** Letters do not wait for each other. */
export const letterOutbox: Outbox<Row, { id: string }> = {
  table: "Letter",
  lockNext: async (tx, { id }) =>
    (
      await tx.$queryRaw<{ id: string; now: Date }[]>`
        select "id", clock_timestamp() as "now" from "Letter"
        where "id" = ${id}::uuid and "state" <> 'delivered' and "content" is not null for update`
    )[0],
  read: (tx, id) => tx.letter.findUniqueOrThrow({ where: { id } }),
  write: (tx, id, columns, news) =>
    tx.letter.update({ where: { id }, data: { ...columns, ...(news && { version: { increment: 1 } }) } }),
  begin: (tx, letterId, number, startedAt) => tx.letterAttempt.create({ data: { letterId, number, startedAt } }),
  end: (tx, letterId, number, data) =>
    tx.letterAttempt.update({ where: { letterId_number: { letterId, number } }, data }),
  ask: (tx, row, inMs) => askToMail(tx, row, inMs),
  async tell(work, row, news) {
    const { type, ...facts } = news;
    if (type === "delivered" && row.private) await forget(work, row.id);
    // A receipt is a server's own words: it stands on the letter, not in everybody's log.
    tell(work, row, kinds[type], type === "delivered" ? {} : { ...facts });
  },
};

/** Of a private letter nothing stays but that it was. */
async function forget({ tx }: Work, id: string) {
  await tx.letter.update({ where: { id }, data: { content: null } });
  await tx.letterAttachment.deleteMany({ where: { letterId: id } });
}

const kinds = { delivered: "LetterSent", failing: "LetterFailing", dead: "LetterDead" } as const;

type Told = (typeof kinds)[keyof typeof kinds] | "LetterAskedFor";

export function tell(
  work: Work,
  { id, version, purpose, regionCode }: Row,
  kind: Told,
  facts: Record<string, string | number | boolean | null> = {},
): void {
  // What somebody is told of his own day is nobody else's news, unless it is stuck.
  if (purpose === "digest" && kind === "LetterSent") return;
  const subject = { type: "Letter" as const, id, version: version + 1 };
  work.record({ kind, subject, region: regionCode, facts: { purpose, ...facts } });
}
