/** The cases of a batch: whom and what of the ledger they tell of, in which words, with which pictures. */
import type { Tx } from "../../prisma/client.ts";
import type { ExposureBatch, ExposureCase } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { visibleTo as companyVisibleTo } from "../company/policy.ts";
import { visibleTo as complexVisibleTo } from "../complex/policy.ts";
import { type Keep, vaultPurpose } from "../evidence/commands.ts";
import type { CheckedFile } from "../evidence/images.ts";
import { visibleTo as exitVisibleTo } from "../exit/policy.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { visibleTo as penaltyVisibleTo } from "../penalty/policy.ts";
import { visibleTo as rectificationVisibleTo } from "../rectification/policy.ts";
import { refuseGeneral } from "../refusal.ts";
import { refuse } from "./refusals.ts";
import type { Kind, Part } from "./states.ts";

export type EntryType = "finding" | "rectification" | "penaltyCase" | "exit";

/** A case as people write it. */
export interface CaseDraft {
  kind: Kind;
  title: string;
  text: string;
  /** What of the ledger it tells of; for praise the company alone. */
  entry: { type: EntryType; id: string } | null;
  companyId: string | null;
  complexId: string | null;
  /** Of evidence that is to be seen by all, in this order; one that was chosen before is named by its public copy. */
  pictureIds: readonly string[];
}

/** With the pictures that were chosen anew, made ready before the transaction. */
export interface Writing extends CaseDraft {
  prepared: ReadonlyMap<string, CheckedFile>;
}

/** Writes what `decide` has let through. */
export async function writeCase(
  work: Work,
  batch: ExposureBatch,
  parts: readonly Part[],
  { caseId, writing, keep }: { caseId: string | null; writing: Writing; keep: Keep },
): Promise<void> {
  const { tx, viewer } = work;
  const before = caseId ? await tx.exposureCase.findFirst({ where: { id: caseId, batchId: batch.id } }) : null;
  if (caseId && !before) throw refuse("exposure/case-unknown", ["caseId"]);
  const { kind, title, text } = writing;
  const author = viewer.id;
  const data = {
    kind,
    title: title.trim(),
    text: text.trim(),
    ...(await subjectOf(work, writing)),
    pictureIds: await keepPictures(work, batch, before, writing, keep),
    authorIds: [...new Set([...(before?.authorIds ?? []), ...(author ? [author] : [])])],
  };
  if (before) await tx.exposureCase.update({ where: { id: before.id }, data });
  else {
    const position = Math.max(0, ...parts.map((part) => part.position)) + 1;
    await tx.exposureCase.create({ data: { ...data, batchId: batch.id, position } });
  }
}

export const removeCase = (tx: Tx, id: string) => tx.exposureCase.delete({ where: { id } });

async function keepPictures(
  { context }: Work,
  batch: ExposureBatch,
  before: ExposureCase | null,
  { pictureIds, prepared }: Writing,
  keep: Keep,
): Promise<string[]> {
  const kept: string[] = [];
  for (const [index, id] of pictureIds.entries()) {
    const file = prepared.get(id);
    if (!file && !before?.pictureIds.includes(id)) throw refuseGeneral("not-found", ["pictureIds", String(index)]);
    kept.push(
      file
        ? await keep(file, (bytes) => context.vault.seal(bytes, vaultPurpose), {
            name: `picture-${index + 1}.${file.extension}`,
            subjectType: "ExposureBatch",
            subjectId: batch.id,
            cityCode: batch.cityCode,
          })
        : id,
    );
  }
  return kept;
}

/** The ledger entry, with the company and complex that it is of. */
async function subjectOf({ tx, viewer }: Work, { kind, entry, companyId, complexId }: CaseDraft) {
  const none = { findingId: null, rectificationId: null, penaltyCaseId: null, exitId: null };
  if (kind === "exposure") {
    if (!entry) throw refuse("exposure/entry-missing", ["entry"]);
    const found = await entries[entry.type](tx, entry.id, viewer);
    if (!found) throw refuseGeneral("not-found", ["entry"]);
    if (!found.companyId || (companyId && companyId !== found.companyId))
      throw refuse("exposure/entry-elsewhere", ["entry"]);
    return { ...none, [`${entry.type}Id`]: entry.id, companyId: found.companyId, complexId: found.complexId };
  }
  const company = companyId
    ? await tx.company.findFirst({ where: { AND: [{ id: companyId }, companyVisibleTo(viewer)] } })
    : null;
  if (!company) throw refuseGeneral("not-found", ["companyId"]);
  const complex = complexId
    ? await tx.complex.findFirst({
        where: { AND: [{ id: complexId, companyId: company.id }, complexVisibleTo(viewer)] },
      })
    : null;
  if (complexId && !complex) throw refuseGeneral("not-found", ["complexId"]);
  return { ...none, companyId: company.id, complexId };
}

type Found = { companyId: string | null; complexId: string | null } | null;
type Viewer = Work["viewer"];
const place = { companyId: true, complexId: true } as const;

const entries: Record<EntryType, (tx: Tx, id: string, viewer: Viewer) => Promise<Found>> = {
  finding: (tx, id, viewer) =>
    tx.finding.findFirst({ where: { AND: [{ id }, findingVisibleTo(viewer)] }, select: place }),
  rectification: (tx, id, viewer) =>
    tx.rectification.findFirst({ where: { AND: [{ id }, rectificationVisibleTo(viewer)] }, select: place }),
  exit: (tx, id, viewer) => tx.exit.findFirst({ where: { AND: [{ id }, exitVisibleTo(viewer)] }, select: place }),
  penaltyCase: async (tx, id, viewer) => {
    const found = await tx.penaltyCase.findFirst({
      where: { AND: [{ id }, penaltyVisibleTo(viewer)] },
      select: { companyId: true, findings: { select: { finding: { select: { complexId: true } } } } },
    });
    const complexes = new Set(found?.findings.map(({ finding }) => finding.complexId));
    // Of several complexes it names none.
    return (
      found && { companyId: found.companyId, complexId: complexes.size === 1 ? ([...complexes][0] ?? null) : null }
    );
  },
};
