import type { Complaint } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { runningConsequences } from "../erasure/consequences.ts";
import type { Circumstances } from "./states.ts";

/** Findings that are still to be settled: of a duplicate those of its primary as well. */
export const unsettled = { state: { in: ["open" as const, "ordered" as const] } };

/** What the rules must know beside the complaint itself. */
export async function circumstancesOf(
  work: Work,
  { id, primaryId, countyCode, closedAt }: Pick<Complaint, "id" | "primaryId" | "countyCode" | "closedAt">,
): Promise<Circumstances> {
  const { complaint: settings } = await work.settings();
  const complaintId = { in: primaryId ? [id, primaryId] : [id] };
  const pendingFindings = await work.tx.finding.count({ where: { complaintId, ...unsettled } });
  const consequences = closedAt ? (await runningConsequences(work.tx, [id])).get(id) : undefined;
  return { now: work.now, settings, pendingFindings, consequences, unplaced: countyCode === null };
}
