/** Two entries of one complex become one: what hangs on one goes over to the other. */
import type { Tx } from "../../prisma/client.ts";
import type { Complex } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import { lockVisible, type Work } from "../activity/transact.ts";
import { dateOf } from "../calendar/rules.ts";
import { contractsOf, settleService, termOf } from "../contract/serve.ts";
import { oweGuidance } from "../exit/guidance.ts";
import { regionOf } from "../region/policy.ts";
import { aliasNames } from "../source/records.ts";
import { visibleTo } from "./policy.ts";
import { decideMerge, type Merging } from "./rules.ts";
import { refreshLedgerLine } from "./screening.ts";

/**
 * What names a complex and goes over with it; contracts go by the rule. A draw stays as it was drawn, so that it can be
 * repeated, and what is carried out there is recorded with the complex that was kept.
 */
export const hanging = [
  "Complaint",
  "Inspection",
  "Finding",
  "Rectification",
  "Exit",
  "GradeReview",
  "Transfer",
  "ExposureCase",
  "OpinionIncident",
  "SupervisionMatter",
  "Paper",
] as const;

export interface MergeCommand {
  type: "merge";
  /** The complex that is kept. */
  into: string;
  reason: string;
}

/** @throws {Refusal} `not-found`, `conflict/stale`, `forbidden`, `complex/merge-…` */
export const instructMerge = instruct<Complex, MergeCommand>({
  subject: "Complex",
  domain: "complex",
  find: (tx, id, viewer) => tx.complex.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, leaving, { into, reason }) => {
    const { tx, now, viewer } = work;
    const kept = await lockVisible(work, "Complex", into, () =>
      tx.complex.findFirst({ where: { AND: [{ id: into }, visibleTo(viewer)] } }),
    );
    const contracts = await contractsOf(tx, [leaving.id, kept.id]);
    const entry = async (complex: Complex): Promise<Merging> => ({
      ...complex,
      ...(await running(tx, complex.id)),
      contracts: (contracts.get(complex.id) ?? []).map((one) => ({ ...one, ...termOf(one) })),
    });
    const { moving, same } = decideMerge(await entry(leaving), await entry(kept), reason, dateOf(now).toString());
    const grade = await gradeAfter(tx, leaving.id, kept.id);
    await moveContracts(work, kept, moving, same);
    // The names come from a closed list, never from a request.
    for (const table of hanging)
      await tx.$executeRawUnsafe(
        `update "${table}" set "complexId" = $1::uuid where "complexId" = $2::uuid`,
        kept.id,
        leaving.id,
      );
    await aliasNames(tx, "complex", leaving.id, kept.id);
    await closeEntry(work, leaving, kept, reason.trim());
    const after = await tx.complex.update({
      where: { id: kept.id },
      data: { ...grade, version: { increment: 1 }, updatedAt: now },
    });
    tell(work, leaving, after);
    await settleService(work, [after], await contractsOf(tx, [kept.id]), []);
    await refreshLedgerLine(work, kept.id);
    // What owners said of the two may together be a strong protest.
    await oweGuidance(work, [kept.id]);
  },
});

async function running(tx: Tx, complexId: string) {
  const open = { complexId, settledAt: null };
  const [exit, gradeReview] = [await tx.exit.count({ where: open }), await tx.gradeReview.count({ where: open })];
  return { exit: exit > 0, gradeReview: gradeReview > 0 };
}

/** The grade that was lowered last holds, whichever entry it was lowered for. */
async function gradeAfter(tx: Tx, leaving: string, kept: string) {
  const last = await tx.gradeReview.findFirst({
    where: { complexId: { in: [leaving, kept] }, state: { in: ["inForce", "verified"] } },
    orderBy: [{ chargedFrom: "desc" }, { id: "desc" }],
  });
  return last?.complexId === leaving ? { serviceGrade: last.toGrade, chargeFen: last.toChargeFen } : {};
}

async function moveContracts(
  work: Work,
  { id, subdistrictCode }: Complex,
  moving: readonly string[],
  same: readonly { leaving: string; kept: string }[],
) {
  const { tx } = work;
  await tx.serviceContract.updateMany({
    where: { id: { in: [...moving] } },
    data: { complexId: id, subdistrictCode },
  });
  for (const pair of same) {
    await tx.exit.updateMany({ where: { contractId: pair.leaving }, data: { contractId: pair.kept } });
    await aliasNames(tx, "contract", pair.leaving, pair.kept);
    work.cancelTimers(pair.leaving);
  }
}

async function closeEntry({ tx, now }: Work, leaving: Complex, kept: Complex, mergeReason: string) {
  // Whatever was merged into it before leads straight to the one that is kept.
  await tx.complex.updateMany({ where: { mergedIntoId: leaving.id }, data: { mergedIntoId: kept.id } });
  await tx.complex.update({
    where: { id: leaving.id },
    data: {
      mergedIntoId: kept.id,
      mergedAt: now,
      mergeReason,
      companyId: null,
      screeningState: "notScreened",
      screenedAt: null,
      openFindings: 0,
      version: { increment: 1 },
      updatedAt: now,
    },
  });
}

function tell(work: Work, leaving: Complex, kept: Complex) {
  const { id, version, companyId } = leaving;
  work.record(
    {
      kind: "ComplexMerged",
      subject: { type: "Complex", id, version: version + 1 },
      region: regionOf(leaving),
      complexId: id,
      companyId,
      facts: { into: kept.id, screened: leaving.screenedAt !== null },
    },
    {
      kind: "ComplexChanged",
      subject: { type: "Complex", id: kept.id, version: kept.version },
      region: regionOf(kept),
      complexId: kept.id,
      companyId: kept.companyId,
      facts: { changed: ["merged"] },
    },
  );
}
