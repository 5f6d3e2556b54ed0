import type { Temporal } from "temporal-polyfill";
import { isRepeat } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { checkFiles, transactKeeping } from "../evidence/commands.ts";
import { findEvidence, openEvidence } from "../evidence/files.ts";
import type { CheckedFile } from "../evidence/images.ts";
import { refuseGeneral } from "../refusal.ts";
import type { CaseDraft } from "./cases.ts";
import { instructExposure } from "./commands.ts";
import { batchFor } from "./months.ts";
import { caseVisibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";

/** Longest edge of a public picture: what a telephone shows. */
const publicEdge = 1600;

/**
 * A case is added to this month's batch of one's own body, or to another month's; the batch is opened where it is not.
 *
 * @throws {Refusal} `exposure/…`, `not-found` for what is not the viewer's to see
 */
export async function addExposureCase(context: HubContext, month: Temporal.PlainDate, draft: CaseDraft) {
  const prepared = await preparePictures(context, draft.pictureIds);
  return transactKeeping(context, async (work, keep) => {
    work.require("exposure.write");
    const id = await batchFor(work, work.viewer.region, month);
    return instructExposure.within(work, id, { type: "write", caseId: null, writing: { ...draft, prepared }, keep });
  });
}

export async function changeExposureCase(
  context: HubContext,
  id: string,
  { caseId, ...draft }: CaseDraft & { caseId: string },
  expectedVersion?: number | null,
) {
  const prepared = await preparePictures(context, draft.pictureIds, caseId);
  return transactKeeping(context, (work, keep) =>
    instructExposure.within(
      work,
      id,
      { type: "write", caseId, writing: { ...draft, prepared }, keep },
      expectedVersion,
    ),
  );
}

/** Pictures are decoded and encoded anew, smaller and without a word of metadata, before any transaction is open. */
async function preparePictures(context: HubContext, ids: readonly string[], caseId?: string) {
  if (await isRepeat(context)) return new Map<string, CheckedFile>();
  const held = caseId
    ? await context.db.exposureCase.findFirst({
        where: { AND: [{ id: caseId }, caseVisibleTo(context.viewer)] },
        select: { pictureIds: true },
      })
    : null;
  const fresh = ids.filter((id) => !held?.pictureIds.includes(id));
  const opened: Blob[] = [];
  for (const [index, id] of fresh.entries()) {
    const field = ["pictureIds", String(index)];
    const file = await findEvidence(context, id);
    if (!file) throw refuseGeneral("not-found", field);
    if (file.complaintId) throw refuse("exposure/owners-picture", field);
    if (!file.mediaType.startsWith("image/")) throw refuse("exposure/not-a-picture", field);
    opened.push(new Blob([new Uint8Array((await openEvidence(context, id)).bytes)]));
  }
  const checked = await checkFiles(opened, { documents: false, edge: publicEdge }, "pictureIds");
  return new Map(fresh.map((id, index) => [id, checked[index] as CheckedFile]));
}
