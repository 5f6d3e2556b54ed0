import type { Prisma } from "../../prisma/generated/client.ts";
import { standing } from "../transfer/states.ts";

/** What rests on a finding and would hang in the air without it: at least one row of each kind, if there is any. */
export const weight = {
  penaltyCases: { where: { live: true }, select: { caseId: true }, take: 1 },
  transfers: { where: { transfer: { state: { in: [...standing] } } }, select: { transferId: true }, take: 1 },
} as const satisfies Prisma.FindingInclude;

/** As the rules ask for it. */
export const isGround = ({ penaltyCases, transfers }: Prisma.FindingGetPayload<{ select: typeof weight }>) =>
  penaltyCases.length + transfers.length > 0;
