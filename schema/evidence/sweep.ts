import type { HubContext } from "../context.ts";

/** What a sweep removed. */
export interface Swept {
  /** Uploads that no command took within a day. */
  unattached: number;
  /** Files whose complaint was erased: unreadable since, now gone. */
  erased: number;
  /** Files of commands that never committed, a process that was killed for one. */
  unrecorded: number;
}

/**
 * Removes files that prove nothing. By real time, and safe to run in several processes; for a job.
 *
 * @param olderFiles ids of the stored files that were written more than an hour ago, in handfuls
 */
export async function sweepEvidence(context: HubContext, olderFiles: AsyncIterable<string[]>): Promise<Swept> {
  return {
    unattached: await sweepUnattached(context),
    erased: await removeErasedFiles(context),
    unrecorded: await sweepUnrecorded(context, olderFiles),
  };
}

async function sweepUnattached({ pool, evidence }: HubContext): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `delete from "Evidence" where "subjectId" is null and "createdAt" < now() - interval '1 day' returning "id"`,
  );
  for (const { id } of rows) await evidence.remove(id);
  return rows.length;
}

/** @returns how many files were removed */
export async function removeErasedFiles({ db, evidence }: HubContext): Promise<number> {
  const rows = await db.evidence.findMany({
    where: { erasedAt: { not: null }, bytes: { gt: 0 } },
    select: { id: true },
  });
  for (const { id } of rows) {
    await evidence.remove(id);
    // The row stays as the proof that there was one; its size says that the file is gone.
    await db.evidence.update({ where: { id }, data: { bytes: 0 } });
  }
  return rows.length;
}

/** A file is written before its row is committed: an hour later it has one or never will. */
async function sweepUnrecorded({ db, evidence }: HubContext, olderFiles: AsyncIterable<string[]>): Promise<number> {
  let removed = 0;
  for await (const ids of olderFiles) {
    const rows = await db.evidence.findMany({ where: { id: { in: ids } }, select: { id: true } });
    const known = new Set(rows.map(({ id }) => id));
    const lost = ids.filter((id) => !known.has(id));
    for (const id of lost) await evidence.remove(id);
    removed += lost.length;
  }
  return removed;
}
