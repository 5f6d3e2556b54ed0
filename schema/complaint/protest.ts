import type { Tx } from "../../prisma/client.ts";
import type { Settings } from "../campaign/settings.ts";

/** How many distinct complainants make a strong protest in a complex: 5 or 3% of the households, never under 3. */
export const protestThreshold = (
  households: number,
  { complainants, householdsPercent, atLeast }: Settings["strongProtest"],
): number => Math.max(atLeast, Math.min(complainants, Math.ceil((households * householdsPercent) / 100)));

export interface Protest {
  /** Who counts, and how many it takes. */
  complainants: number;
  needed: number;
  strong: boolean;
}

interface Owned {
  id: string;
  households: number;
}

/**
 * How strongly the owners of each complex protest (业主反映强烈, plan 三(二)): distinct telephones of confirmed complaints in
 * the window. Anonymous and unconfirmed filings count nowhere, nor what was taken back: a protest ends with its complaints.
 */
export async function protestsIn(
  tx: Pick<Tx, "$queryRaw">,
  complexes: readonly Owned[],
  now: Date,
  settings: Settings["strongProtest"],
): Promise<Protest[]> {
  const since = new Date(now.getTime() - settings.days * 86_400_000);
  const rows = await tx.$queryRaw<{ id: string; complainants: bigint }[]>`
    select complaint."complexId"::text as id, count(distinct secret."phoneHash") as complainants
    from "Complaint" complaint join "ComplaintSecret" secret on secret."complaintId" = complaint."id"
    where complaint."complexId" = any(${complexes.map(({ id }) => id)}::uuid[]) and complaint."filedAt" > ${since}
      and complaint."confirmed" and complaint."state" <> 'withdrawn' and secret."phoneHash" is not null
    group by 1`;
  return complexes.map(({ id, households }) => {
    const complainants = Number(rows.find((row) => row.id === id)?.complainants ?? 0);
    const needed = protestThreshold(households, settings);
    return { complainants, needed, strong: complainants >= needed };
  });
}

export async function protestsStrongly(
  tx: Tx,
  complex: Owned,
  now: Date,
  settings: Settings["strongProtest"],
): Promise<boolean> {
  const [protest] = await protestsIn(tx, [complex], now, settings);
  return protest?.strong ?? false;
}
