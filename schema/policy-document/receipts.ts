/**
 * Receipts of a document, hundreds at a time and in one statement each, and the tallies that are kept with them: for
 * each region how many of every level below it were addressed and have read it.
 */
import type { PolicyReceipt } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { ancestorsOf, levelOf } from "../region/rules.ts";

interface Sent {
  id: string;
  dueAt: Date;
}

export async function sendTo({ tx }: Work, { id, dueAt }: Sent, addressed: readonly string[]): Promise<void> {
  const levels = addressed.map(levelOf);
  await tx.$executeRaw`
    insert into "PolicyReceipt" ("id", "documentId", "regionCode", "level", "cityCode", "countyCode", "subdistrictCode", "dueAt")
    select gen_random_uuid(), ${id}::uuid, "code", "level"::"RegionLevel", left("code", 4),
      case when length("code") >= 6 then left("code", 6) end, case when length("code") = 9 then "code" end, ${dueAt}
    from unnest(${addressed}::text[], ${levels}::text[]) as sent("code", "level")`;
  await tx.$executeRaw`
    insert into "PolicyTally" ("documentId", "regionCode", "level", "addressed")
    select ${id}::uuid, left("code", above."digits"), "level"::"RegionLevel", count(*)
    from unnest(${addressed}::text[], ${levels}::text[]) as sent("code", "level")
      join (values (2), (4), (6)) as above("digits") on above."digits" <= length("code")
    group by 2, 3`;
}

/** One more has read it, in its region and in all above it. */
export async function countRead(
  { tx }: Work,
  { documentId, regionCode, level }: Pick<PolicyReceipt, "documentId" | "regionCode" | "level">,
  inTime: boolean,
): Promise<void> {
  const codes = [...ancestorsOf(regionCode), regionCode];
  // Locked from the top, so that two who confirm at once wait instead of deadlocking.
  await tx.$executeRaw`
    with held as (
      select "regionCode" from "PolicyTally" where "documentId" = ${documentId}::uuid and "level" = ${level}::"RegionLevel"
        and "regionCode" = any(${codes}::text[]) order by "regionCode" for update)
    update "PolicyTally" tally set "read" = tally."read" + 1, "readInTime" = tally."readInTime" + ${inTime ? 1 : 0}
    from held where tally."documentId" = ${documentId}::uuid and tally."level" = ${level}::"RegionLevel"
      and tally."regionCode" = held."regionCode"`;
}

/** How many regions below one have not read it. */
export async function unreadBelow({ tx }: Work, documentId: string, region: string): Promise<number> {
  const tallies = await tx.policyTally.findMany({ where: { documentId, regionCode: region } });
  return unreadIn(tallies, region);
}

/** The same from the tallies of a region: what it has to read itself is not below it. */
export const unreadIn = (
  tallies: readonly { level: string; addressed: number; read: number }[],
  region: string,
): number =>
  tallies
    .filter(({ level }) => level !== levelOf(region))
    .reduce((sum, { addressed, read }) => sum + addressed - read, 0);

/** The regions that it was sent to, or of these those that have yet to read it. */
export async function addressees({ tx }: Work, documentId: string, which: { owed?: true } = {}): Promise<string[]> {
  const receipts = await tx.policyReceipt.findMany({
    where: { documentId, ...which },
    select: { regionCode: true },
    orderBy: { regionCode: "asc" },
  });
  return receipts.map(({ regionCode }) => regionCode);
}

/** Notes that those below a region who have not read it were reminded, and tells who they are. */
export async function markReminded({ tx, now }: Work, documentId: string, region: string): Promise<string[]> {
  const reminded = await tx.policyReceipt.updateManyAndReturn({
    where: { documentId, owed: true, regionCode: { startsWith: region, not: region } },
    data: { remindedAt: now, reminders: { increment: 1 } },
    select: { regionCode: true },
  });
  return reminded.map(({ regionCode }) => regionCode);
}

/** The document does not hold any more: nobody need read it, and what was read stays. */
export const settleReceipts = ({ tx }: Work, documentId: string) =>
  tx.policyReceipt.updateMany({ where: { documentId, owed: true }, data: { owed: false } });
