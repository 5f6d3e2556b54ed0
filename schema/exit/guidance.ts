import type { Work } from "../activity/transact.ts";
import { protestsStrongly } from "../complaint/protest.ts";
import { oweFollowUp } from "../rectification/debts.ts";

/**
 * Owners may protest strongly only after the company has refused or failed: then guidance is owed from that complaint on
 * (plan 三(二): 对拒不整改、不履约且业主反映强烈的). Asked of the complexes whose complaints have just begun to count.
 */
export async function oweGuidance(work: Work, complexIds: readonly string[]): Promise<void> {
  if (complexIds.length === 0) return;
  const { tx, now } = work;
  // Held, so that of two complaints at once one alone leaves the debt.
  const unperformed = await tx.$queryRaw<{ id: string }[]>`
    select cause."id" from "Rectification" cause join "Complex" complex on complex."id" = cause."complexId"
    where cause."complexId" = any(${[...new Set(complexIds)]}::uuid[]) and cause."state" in ('refused', 'failed')
      -- What a company left behind that has gone since is no ground against the one that serves now.
      and cause."companyId" = complex."companyId"
      and exists (select 1 from "Finding" where "rectificationId" = cause."id" and "state" = 'unrectified')
    order by cause."id" desc for update of cause`;
  for (const { id } of unperformed) {
    const cause = await tx.rectification.findUniqueOrThrow({
      where: { id },
      include: { complex: { select: { id: true, households: true } } },
    });
    const { complexId, companyId } = cause;
    const owed = { kind: "exitGuidance", rectification: { complexId, companyId } } as const;
    // Once owed it stays so until somebody opens or waives it; a further order that fails owes it anew by itself.
    if (
      (await tx.followUp.count({ where: owed })) + (await tx.exit.count({ where: { complexId, settledAt: null } })) >
      0
    )
      continue;
    const { strongProtest } = await work.settings();
    if (await protestsStrongly(tx, cause.complex, now, strongProtest)) await oweFollowUp(work, cause, "exitGuidance");
  }
}
