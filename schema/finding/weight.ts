import type { Prisma } from "../../prisma/generated/client.ts";
import { standing } from "../transfer/states.ts";

/** What rests on a finding and would hang in the air without it. */
export const weight = {
  // In the order in which they were filed, those that were withdrawn too: selected alike wherever they are asked for,
  // since Prisma reads a relation once for a list.
  penaltyCases: { select: { caseId: true, live: true }, orderBy: { caseId: "asc" } },
  transfers: { where: { transfer: { state: { in: [...standing] } } }, select: { transferId: true }, take: 1 },
} as const satisfies Prisma.FindingInclude;

/** As the rules ask for it. */
export const isGround = ({ penaltyCases, transfers }: Prisma.FindingGetPayload<{ select: typeof weight }>) =>
  penaltyCases.some(({ live }) => live) || transfers.length > 0;
