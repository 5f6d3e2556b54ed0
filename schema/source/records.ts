import type { Tx } from "../../prisma/client.ts";
import type { SourceSubject } from "../../prisma/generated/enums.ts";
import type { HubContext } from "../context.ts";
import { perAnswer } from "../loader.ts";
import { requireUuid } from "../node.ts";
import type { HeldWord } from "./rules.ts";

/** One call of a client at a time: the same call twice at once must change nothing either. */
export async function takeTurn(tx: Tx, clientId: string, subject: SourceSubject): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`source:${subject}:${clientId}`}, 0))`;
}

/** What is held under a client's own names. */
export async function heldWords(
  tx: Pick<Tx, "sourceRecord">,
  clientId: string,
  subjectType: SourceSubject,
  externalIds: readonly string[],
): Promise<Map<string, HeldWord>> {
  const records = await tx.sourceRecord.findMany({
    where: { clientId, subjectType, externalId: { in: [...externalIds] } },
  });
  return new Map(records.map(({ externalId, ...held }) => [externalId, held]));
}

/** The subject that a query names, by its own id or by what the asking client calls it; null where neither does. */
export async function subjectNamed(
  context: HubContext,
  subjectType: SourceSubject,
  { id, externalId }: { id?: { id: string } | null; externalId?: string | null },
): Promise<string | null> {
  if (id) return requireUuid(id.id);
  return externalId ? subjectOf(context, subjectType, externalId) : null;
}

async function subjectOf(
  { db, viewer }: HubContext,
  subjectType: SourceSubject,
  externalId: string,
): Promise<string | null> {
  if (viewer.kind !== "client" || !viewer.id) return null;
  const held = await heldWords(db, viewer.id, subjectType, [externalId]);
  return held.get(externalId)?.subjectId ?? null;
}

export interface NewWord extends HeldWord {
  externalId: string;
}

export async function keepWords(tx: Tx, clientId: string, subject: SourceSubject, words: readonly NewWord[]) {
  if (words.length === 0) return;
  const rows = words.map(({ contentHash, ...word }) => ({
    ...word,
    contentHash: Buffer.from(contentHash).toString("hex"),
  }));
  await tx.$executeRaw`
    insert into "SourceRecord" ("clientId", "subjectType", "externalId", "subjectId", "sourceUpdatedAt", "contentHash")
    select ${clientId}::uuid, ${subject}::"SourceSubject", "externalId", "subjectId", "sourceUpdatedAt",
      decode("contentHash", 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("externalId" text, "subjectId" uuid,
      "sourceUpdatedAt" timestamptz, "contentHash" text)
    on conflict ("clientId", "subjectType", "externalId") do update set "subjectId" = excluded."subjectId",
      "sourceUpdatedAt" = excluded."sourceUpdatedAt", "contentHash" = excluded."contentHash"`;
}

/**
 * Two subjects became one: whatever a client called the one that went leads to the one that was kept, and speaks for it
 * where the client has no other name for it.
 */
export const aliasNames = (tx: Tx, subjectType: SourceSubject, leaving: string, kept: string) =>
  tx.$executeRaw`
    update "SourceRecord" record set "subjectId" = ${kept}::uuid, "alias" = record."alias" or exists (
      select 1 from "SourceRecord" other where other."clientId" = record."clientId"
        and other."subjectType" = record."subjectType" and other."subjectId" = ${kept}::uuid and not other."alias")
    where record."subjectType" = ${subjectType}::"SourceSubject" and record."subjectId" = ${leaving}::uuid`;

/** Which of these subjects the client calls by another name already. */
export async function boundNames(
  tx: Tx,
  clientId: string,
  subjectType: SourceSubject,
  subjectIds: readonly string[],
): Promise<Map<string, string>> {
  const records = await tx.sourceRecord.findMany({
    where: { clientId, subjectType, subjectId: { in: [...subjectIds] }, alias: false },
    select: { subjectId: true, externalId: true },
  });
  return new Map(records.map(({ subjectId, externalId }) => [subjectId, externalId]));
}

/** What the asking client calls a row; null for everybody else. */
export async function externalIdOf(context: HubContext, subject: SourceSubject, id: string): Promise<string | null> {
  return context.viewer.kind === "client" ? nameOf(context, { subjectType: subject, subjectId: id }) : null;
}

interface Named {
  subjectType: SourceSubject;
  subjectId: string;
}

const nameOf = perAnswer(async ({ db, viewer }, rows: readonly Named[]) => {
  const records = await db.sourceRecord.findMany({
    where: {
      clientId: viewer.id ?? "",
      subjectType: { in: [...new Set(rows.map(({ subjectType }) => subjectType))] },
      subjectId: { in: rows.map(({ subjectId }) => subjectId) },
      alias: false,
    },
    select: { subjectId: true, externalId: true },
  });
  // Ids are unique across tables.
  const names = new Map(records.map(({ subjectId, externalId }) => [subjectId, externalId]));
  return rows.map(({ subjectId }) => names.get(subjectId) ?? null);
});
