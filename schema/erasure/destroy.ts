import { createHash } from "node:crypto";
import type { Work } from "../activity/transact.ts";
import { digestOf, type Piece } from "./rules.ts";

/** How much of each was destroyed, and the digest of all of it. */
export interface Destroyed {
  notes: number;
  revisions: number;
  files: number;
  answers: number;
  digest: Uint8Array<ArrayBuffer>;
}

/**
 * Destroys a complaint's key and whatever stands under it or repeats it: words, contacts, telephone hash, notes,
 * earlier words, photos and the papers of its transfers, answers kept under an Idempotency-Key. Files cannot be opened
 * from then on; they are removed after the commit (`removeErasedFiles`).
 */
export async function destroyPersonalData({ tx, now }: Work, id: string): Promise<Destroyed> {
  const secret = await tx.complaintSecret.findUniqueOrThrow({ where: { complaintId: id } });
  const sealed = { complaintId: id, content: { not: null } };
  const notes = await tx.complaintNote.findMany({ where: sealed, select: { id: true, content: true } });
  const revisions = await tx.complaintRevision.findMany({ where: sealed, select: { id: true, content: true } });
  const transfers = await tx.transfer.findMany({ where: { complaintId: id }, select: { id: true } });
  const papers = { subjectType: "Transfer", subjectId: { in: transfers.map((transfer) => transfer.id) } };
  const theirs = { OR: [{ complaintId: id }, papers], erasedAt: null };
  const files = await tx.evidence.findMany({ where: theirs, select: { id: true, sha256: true } });

  await tx.complaintSecret.update({
    where: { complaintId: id },
    data: { wrappedKey: null, content: null, phoneHash: null },
  });
  await tx.complaintNote.updateMany({ where: sealed, data: { content: null } });
  await tx.complaintRevision.updateMany({ where: sealed, data: { content: null } });
  // Staff name papers as they like; the row stays as the proof that there was a file.
  await tx.evidence.updateMany({ where: theirs, data: { erasedAt: now, name: "", takenAt: null } });
  // Nobody can try any more what a city's system once said of it.
  await tx.sourceRecord.updateMany({
    where: { subjectType: "complaint", subjectId: id },
    data: { contentHash: new Uint8Array() },
  });
  // A key that stays without its body's hash fits no body: the call is neither answered again nor carried out twice.
  const { count: answers } = await tx.idempotencyRecord.updateMany({
    where: { subjects: { has: id } },
    data: { outcome: null, bodyHash: new Uint8Array() },
  });
  const pieces: Piece[] = [
    { what: "content", id, sha256: hashOf(secret.content) },
    ...notes.map((note) => ({ what: "note" as const, id: note.id, sha256: hashOf(note.content) })),
    ...revisions.map((revision) => ({ what: "revision" as const, id: revision.id, sha256: hashOf(revision.content) })),
    ...files.map((file) => ({ what: "file" as const, ...file })),
  ];
  return {
    notes: notes.length,
    revisions: revisions.length,
    files: files.length,
    answers,
    digest: digestOf(pieces),
  };
}

const hashOf = (sealed: Uint8Array | null) =>
  createHash("sha256")
    .update(sealed ?? "")
    .digest();
