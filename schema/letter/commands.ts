import type { Letter } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import { letterOutbox, tell } from "./attempts.ts";
import { visibleTo } from "./policy.ts";
import { askToMail } from "./queue.ts";
import { type Command, decideLetter } from "./rules.ts";

/** Sends one again now: a failing one before its time, a dead letter once more. */
export const instructLetter = instruct<Letter, { type: Command }>({
  subject: "Letter",
  domain: "letter",
  find: (tx, id, viewer) => tx.letter.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, { type }) => {
    const state = decideLetter(row.state, row.content === null, type);
    await letterOutbox.write(work.tx, row.id, { state, tries: 0, nextAttemptAt: null }, true);
    tell(work, row, "LetterAskedFor", { before: row.state });
    await askToMail(work.tx, row);
  },
});
