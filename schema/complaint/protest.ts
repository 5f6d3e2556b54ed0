import type { Tx } from "../../prisma/client.ts";
import type { Settings } from "../campaign/settings.ts";

/** How many distinct complainants make a strong protest in a complex: 5 or 3% of the households, never under 3. */
export const protestThreshold = (
  households: number,
  { complainants, householdsPercent, atLeast }: Settings["strongProtest"],
): number => Math.max(atLeast, Math.min(complainants, Math.ceil((households * householdsPercent) / 100)));

/**
 * Whether the owners of a complex protest strongly (业主反映强烈, plan 三(二)): distinct telephones of confirmed
 * complaints in the window. Anonymous and unconfirmed filings count nowhere.
 */
export async function protestsStrongly(
  tx: Tx,
  complex: { id: string; households: number },
  now: Date,
  settings: Settings["strongProtest"],
): Promise<boolean> {
  const since = new Date(now.getTime() - settings.days * 86_400_000);
  const [row] = await tx.$queryRaw<[{ complainants: bigint }]>`
    select count(distinct secret."phoneHash") as complainants
    from "Complaint" complaint join "ComplaintSecret" secret on secret."complaintId" = complaint."id"
    where complaint."complexId" = ${complex.id}::uuid and complaint."filedAt" > ${since} and complaint."confirmed"
      and complaint."state" <> 'withdrawn' and secret."phoneHash" is not null`;
  return Number(row.complainants) >= protestThreshold(complex.households, settings);
}
