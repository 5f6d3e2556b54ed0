import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Part, SlowReason } from "../progress/rules.ts";

/** The index on which a step rests, as it stood then. */
export interface Grounds {
  isoYear: number;
  isoWeek: number;
  /** In hundredths. */
  score: number | null;
  rank: number | null;
  ranked: number;
  slowBecause: SlowReason[];
  parts: Part[];
}

/** The latest that was kept of a region; nothing before the first cut-off. */
export async function groundsOf(
  tx: Pick<Tx, "progressIndex">,
  regionCode: string,
): Promise<Prisma.InputJsonObject | undefined> {
  const kept = await tx.progressIndex.findFirst({
    where: { regionCode },
    orderBy: { week: { number: "desc" } },
    include: { week: { select: { isoYear: true, isoWeek: true } } },
  });
  if (!kept) return undefined;
  const { week, score, rank, ranked, slowBecause, parts } = kept;
  return { ...week, score, rank, ranked, slowBecause, parts: parts as Prisma.InputJsonArray };
}
