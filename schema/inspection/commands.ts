import type { Tx } from "../../prisma/client.ts";
import type { InspectionKind, InspectionResult } from "../../prisma/generated/enums.ts";
import { personIn, type Viewer } from "../account/viewer.ts";
import { instruct } from "../activity/instruct.ts";
import { keyHashOf, transact, type Work } from "../activity/transact.ts";
import { visibleTo as complaintVisibleTo } from "../complaint/policy.ts";
import { visibleTo as complexVisibleTo, meant } from "../complex/policy.ts";
import { refreshLedgerLine } from "../complex/screening.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { catalogueOf, establishIn, type FindingRecord } from "../finding/commands.ts";
import { may } from "../permissions.ts";
import { refuseGeneral } from "../refusal.ts";
import { regionOf } from "../region/policy.ts";
import { type Answered, decideChecklist } from "./checklist.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { decideInspection, recordInspection as decideRecord, type InspectionCommand, requireKindOf } from "./rules.ts";
import { weight, weightOf } from "./weight.ts";

export interface InspectionRecord {
  kind: InspectionKind;
  complexId: string;
  complaintId?: string | null;
  rectificationId?: string | null;
  carriedOutAt: Date;
  /** Without a checklist it must be said; with one it follows. */
  result?: InspectionResult | null;
  checklist?: readonly Answered[] | null;
  notes?: string | null;
  evidenceIds: readonly string[];
  /** Hash of the key under which it came. */
  sentUnder?: Uint8Array<ArrayBuffer> | null;
}

/**
 * Puts on record an inspection that was carried out on the spot, with what it found (plan 三(二)).
 *
 * @throws {Refusal} `inspection/…`, `finding/…`, `not-found` for evidence that is not the author's
 */
export const recordInspection = (
  context: HubContext,
  record: InspectionRecord,
  findings: readonly FindingRecord[] = [],
) =>
  transact(context, async (work) => {
    work.require("inspection.record");
    const sentUnder = keyHashOf(context);
    const earlier = await sentBefore(work, sentUnder);
    if (earlier) return earlier;
    requireKindOf({ provincial: work.viewer.role === "office" }, record.kind);
    const { id } = await recordWithFindings(work, { ...record, sentUnder }, findings);
    return { id };
  });

/** Outcomes are kept for a day; a tablet that never heard the answer may come back with its draft after weeks. */
export const sentBefore = async ({ tx, viewer }: Work, sentUnder: Uint8Array<ArrayBuffer> | null) =>
  sentUnder && viewer.kind === "user"
    ? tx.inspection.findFirst({ where: { inspectorId: viewer.id, sentUnder }, select: { id: true } })
    : null;

/** The same inside a command that is at work: the carrying out of a spot check, whoever drew it. */
export async function recordWithFindings(work: Work, record: InspectionRecord, findings: readonly FindingRecord[]) {
  if (findings.length > 0) work.require("finding.establish");
  const inspection = await recordIn(work, record, findings.length);
  for (const [index, finding] of findings.entries())
    await establishIn(work, inspection, finding, ["findings", String(index)]);
  // Whoever may not establish has answered the checklist all the same: another establishes what it says.
  if (may(work.viewer, "finding.establish"))
    for (const finding of inspection.notInOrder) await establishIn(work, inspection, finding);
  await refreshLedgerLine(work, inspection.complexId);
  return inspection;
}

/**
 * The inspection alone, for an acceptance on the spot for one. The ledger's line is the caller's.
 *
 * @param besides findings that come with it and not of its checklist
 */
export async function recordIn(work: Work, record: InspectionRecord, besides = 0) {
  const { tx, now, viewer } = work;
  const { kind, complaintId, rectificationId, carriedOutAt, notes, evidenceIds } = record;
  const complex = await tx.complex.findFirst({ where: { AND: [meant(record.complexId), complexVisibleTo(viewer)] } });
  const complexId = complex?.id;
  if (!complex || !complexId) throw refuse("inspection/complex-unknown", ["complexId"]);
  const complaint = complaintId
    ? await tx.complaint.findFirst({ where: { AND: [{ id: complaintId, complexId }, complaintVisibleTo(viewer)] } })
    : null;
  if (complaintId && !complaint) throw refuse("inspection/complaint-of-another-complex", ["complaintId"]);
  const answers = record.checklist ?? [];
  const inspected = {
    kind,
    complaintKind: complaint?.kindCode ?? null,
    evidence: evidenceIds.length,
    result: record.result,
    findings: besides,
  };
  const checked = record.checklist ? decideChecklist(answers, inspected, await catalogueOf(tx)) : null;
  const result = checked?.result ?? record.result;
  if (!result) throw refuseGeneral("invalid/required", ["result"]);
  const evidence = answers.reduce((sum, item) => sum + item.evidenceIds.length, evidenceIds.length);
  const { state, fields } = decideRecord(
    { kind, complaintId: complaintId ?? null },
    { carriedOutAt, result, evidence },
    now,
  );
  const { cityCode, countyCode, subdistrictCode } = complex;
  const inspection = await tx.inspection.create({
    data: {
      kind,
      state,
      ...fields,
      complexId,
      cityCode,
      countyCode,
      subdistrictCode,
      complaintId: complaintId ?? null,
      rectificationId: rectificationId ?? null,
      inspectorId: personIn(viewer),
      sentUnder: record.sentUnder ?? null,
      notes: notes ?? null,
      createdAt: now,
      checklist: { createMany: { data: checked?.items ?? [] } },
    },
  });
  const subject = { type: "Inspection", id: inspection.id } as const;
  await attachEvidence(work, evidenceIds, subject, inspection);
  for (const [index, { act, evidenceIds: shown }] of answers.entries())
    await attachEvidence(work, shown, { ...subject, act }, inspection, ["checklist", String(index), "evidenceIds"]);
  work.record({
    kind: "InspectionRecorded",
    subject: { ...subject, version: 1 },
    region: regionOf(inspection),
    complexId,
    companyId: complex.companyId,
    facts: { kind, result },
  });
  return { ...inspection, evidence, notInOrder: checked?.findings ?? [] };
}

const find = (tx: Tx, id: string, viewer: Viewer) =>
  tx.inspection.findFirst({
    where: { AND: [{ id }, visibleTo(viewer)] },
    include: weight,
  });

/** Withdraws a record that was wrong; it stays to be seen as withdrawn. */
export const instructInspection = instruct<
  NonNullable<Awaited<ReturnType<typeof find>>>,
  Extract<InspectionCommand, { type: "withdraw" }>
>({
  subject: "Inspection",
  domain: "inspection",
  find,
  carryOut: async (work, inspection, command) => {
    const { state, event } = decideInspection({ ...inspection, ...weightOf(inspection) }, command, work.now);
    await work.tx.inspection.update({
      where: { id: inspection.id },
      data: { state, notes: withReason(inspection.notes, command.reason), version: { increment: 1 } },
    });
    work.record({
      kind: event,
      subject: { type: "Inspection", id: inspection.id, version: inspection.version + 1 },
      region: regionOf(inspection),
      complexId: inspection.complexId,
      facts: { kind: inspection.kind },
    });
    await refreshLedgerLine(work, inspection.complexId);
  },
});

/** What was noted stays; why it was withdrawn follows below it. */
const withReason = (notes: string | null, reason: string) => [notes, `撤回理由：${reason}`].filter(Boolean).join("\n");
