import { lockRow, type Work } from "../activity/transact.ts";
import { openFindings, screeningStateOf } from "./rules.ts";

/**
 * Brings a complex's line in the ledger to what its inspections and findings say. Called by whatever changes one of
 * them, in the same transaction; the first screening is counted once.
 */
export async function refreshLedgerLine(work: Work, complexId: string): Promise<void> {
  const { tx, now } = work;
  await lockRow(work, "Complex", complexId);
  const complex = await tx.complex.findUniqueOrThrow({ where: { id: complexId } });
  const screening = await tx.inspection.findFirst({
    where: { complexId, kind: "screening", state: "carriedOut" },
    orderBy: { carriedOutAt: "desc" },
    select: { carriedOutAt: true },
  });
  const findings = await tx.finding.findMany({ where: { complexId }, select: { state: true } });
  const states = findings.map(({ state }) => state);
  const screenedAt = screening?.carriedOutAt ?? null;
  const screeningState = screeningStateOf(screenedAt !== null, states);
  const open = openFindings(states);
  if (
    screeningState === complex.screeningState &&
    open === complex.openFindings &&
    +(screenedAt ?? 0) === +(complex.screenedAt ?? 0)
  )
    return;
  await tx.complex.update({
    where: { id: complexId },
    data: { screeningState, screenedAt, openFindings: open, version: { increment: 1 }, updatedAt: now },
  });
  const first = complex.screenedAt === null && screenedAt !== null;
  const taken = complex.screenedAt !== null && screenedAt === null;
  work.record({
    kind: first ? "ComplexScreened" : "ComplexScreeningChanged",
    subject: { type: "Complex", id: complexId, version: complex.version + 1 },
    region: complex.subdistrictCode ?? complex.countyCode,
    complexId,
    companyId: complex.companyId,
    facts: { state: screeningState, from: complex.screeningState, openFindings: open, taken },
  });
}
