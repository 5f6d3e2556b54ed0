import type { Db } from "../../prisma/client.ts";
import type { ComplaintNoteKind } from "../../prisma/generated/enums.ts";
import { personIn } from "../account/viewer.ts";
import type { Work } from "../activity/transact.ts";
import type { Vault } from "../privacy/vault.ts";
import { keyOf, openText, sealText } from "./personal-data.ts";
import { erasedSince } from "./refusals.ts";
import type { Command } from "./states.ts";
import type { Loaded } from "./write.ts";

/** Kinds of notes in which the complainant speaks, or names files. */
export const complainantsKinds: readonly ComplaintNoteKind[] = ["answer", "message", "leftOut"];

/** What a command's author wrote down with it. */
export function noteOf(command: Command): { kind: ComplaintNoteKind; text: string } | null {
  switch (command.type) {
    case "giveFeedback":
      return { kind: "feedback", text: command.text };
    case "unsubstantiate":
      return { kind: "unsubstantiated", text: command.reason };
    case "transfer":
      return { kind: "transfer", text: command.reason };
    case "answerTransfer":
      return { kind: "transferAnswer", text: command.answer };
    case "returnFromTransfer":
      return { kind: "transferReturn", text: command.reason };
    case "extend":
      return { kind: "extension", text: command.reason };
    case "reopen":
      return { kind: "reopening", text: command.reason };
    case "correct":
      return { kind: "correction", text: command.reason };
    case "join":
      return { kind: "joining", text: command.reason };
    case "separate":
      return { kind: "separation", text: command.reason };
    case "withdraw":
      return { kind: "withdrawal", text: command.reason };
    default:
      return null;
  }
}

/** What the notes of such kinds say, whole; nothing once the case's personal data were erased. */
export async function openNotes(db: Db, vault: Vault, complaintId: string, kinds: readonly ComplaintNoteKind[]) {
  const secret = await db.complaintSecret.findUnique({ where: { complaintId } });
  const key = secret && keyOf(vault, secret);
  if (!key) return [];
  const where = { complaintId, kind: { in: [...kinds] } };
  const notes = await db.complaintNote.findMany({ where, orderBy: { writtenAt: "asc" } });
  return notes.flatMap(({ content }) => (content ? [openText(key, content)] : []));
}

/** @throws {Refusal} `complaint/erased` when there is no key left to write under. */
export async function writeNote(
  { tx, now, viewer, context }: Work,
  { id, secret, erasedAt }: Loaded,
  kind: ComplaintNoteKind,
  text: string,
) {
  const key = secret && keyOf(context.vault, secret);
  if (!key) throw erasedSince({ erasedAt });
  await tx.complaintNote.create({
    data: {
      complaintId: id,
      kind,
      content: sealText(key, text),
      writtenAt: now,
      authorId: personIn(viewer),
    },
  });
}
