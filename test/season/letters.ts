import type { Season } from "./season.ts";

export interface Letters {
  wrong: string[];
  briefs: number;
  /** As they came, repeats included. */
  copies: number;
  /** The workbooks that came, by the week's number. */
  workbooks: ReadonlyMap<number, Uint8Array>;
}

/** The briefs that were received: to each recipient each as one letter, whatever was killed, with the files that were issued. */
export async function checkLetters({ hub: { db }, mail, recipients }: Season): Promise<Letters> {
  const wrong: string[] = [];
  const workbooks = new Map<number, Uint8Array>();
  const issued = await db.provincialBrief.findMany({
    where: { state: "approved" },
    include: { week: { select: { number: true } }, files: true },
  });
  const came = mail.kept.filter(({ to }) => to.some((address) => recipients.includes(address)));
  const known = new Set<string>();
  for (const { id, week, files } of issued)
    for (const to of recipients) {
      const what = `brief ${week.number} to ${to}`;
      const letters = await db.letter.findMany({ where: { subjectId: id, purpose: "brief" } });
      const own = came.filter(
        (letter) => letter.to.includes(to) && letters.some((row) => row.messageId === letter.messageId),
      );
      const ids = new Set(own.map(({ messageId }) => messageId));
      if (ids.size !== 1) wrong.push(`${what}: came under ${ids.size} Message-IDs`);
      if (new Set(own.map(({ raw }) => raw)).size > 1) wrong.push(`${what}: a repeat says something else`);
      for (const messageId of ids) {
        if (known.has(messageId)) wrong.push(`${what}: has the Message-ID of another`);
        known.add(messageId);
      }
      const body = own[0]?.raw.replaceAll("\r\n", "") ?? "";
      for (const { format, bytes } of files) {
        if (!body.includes(Buffer.from(bytes).toString("base64")))
          wrong.push(`${what}: its ${format} is not as issued`);
        else if (format === "xlsx") workbooks.set(week.number, bytes);
      }
    }
  for (const { messageId } of came) if (!known.has(messageId)) wrong.push(`${messageId} is of no brief`);
  return { wrong, briefs: issued.length, copies: came.length, workbooks };
}
