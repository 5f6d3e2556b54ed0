import type { Tx } from "../../prisma/client.ts";
import { perAnswer } from "../loader.ts";
import type { Consequence } from "./rules.ts";

/** What still runs that rests on these complaints, or on those whose matter they are as well; in one statement. */
export async function runningConsequences(
  tx: Pick<Tx, "$queryRaw">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Consequence[]>> {
  const rows = await tx.$queryRaw<{ id: string; kinds: Consequence[] }[]>`
    with asked as (select "id", "primaryId" from "Complaint" where "id" = any(${[...ids]}::uuid[])),
    found as (
      select asked."id", f."id" as "findingId", f."state", f."rectificationId", f."penaltyDebtId"
        from asked join "Finding" f on f."complaintId" in (asked."id", asked."primaryId")),
    running as (
      select "id", 'finding' as kind from found where "state" = 'open'
      union all select found."id", 'rectification' from found
        join "Rectification" r on r."id" = found."rectificationId" where r."settledAt" is null
      union all select found."id", 'followUp' from found
        join "FollowUp" debt on debt."rectificationId" = found."rectificationId" or debt."id" = found."penaltyDebtId"
        where debt."state" = 'owed'
      union all select found."id", 'gradeReview' from found
        join "GradeReview" g on g."rectificationId" = found."rectificationId" where g."settledAt" is null
      union all select found."id", 'penalty' from found
        join "PenaltyCaseFinding" ground on ground."findingId" = found."findingId" and ground."live"
        join "PenaltyCase" p on p."id" = ground."caseId" where p."settledAt" is null
      union all select found."id", 'transfer' from found
        join "TransferFinding" sent on sent."findingId" = found."findingId"
        join "Transfer" t on t."id" = sent."transferId" where t."settledAt" is null
      union all select asked."id", 'transfer' from asked
        join "Transfer" t on t."complaintId" in (asked."id", asked."primaryId") where t."settledAt" is null
      union all select found."id", case when e."suitStage" is null then 'exit' else 'suit' end from found
        join "FollowUp" debt on debt."rectificationId" = found."rectificationId"
        join "Exit" e on e."id" = debt."exitId" where e."settledAt" is null)
    select "id"::text as "id", array_agg(distinct kind) as kinds from running group by 1`;
  return new Map(rows.map(({ id, kinds }) => [id, kinds]));
}

export const consequencesOf = perAnswer<string, readonly Consequence[]>(async ({ db }, ids) => {
  const running = await runningConsequences(db, ids);
  return ids.map((id) => running.get(id) ?? []);
});
