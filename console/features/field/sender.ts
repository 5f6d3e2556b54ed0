import { Unanswered } from "../../graph/command.ts";
import type { Hub } from "../../graph/hub.ts";
import { UploadEvidence_Mutation } from "../../graph/operations.ts";
import { sendInPieces } from "../../graph/pieces.ts";
import type { CommandRefusal } from "../../ui/command.ts";
import { RecordInspection_Mutation } from "../inspection/operations.ts";
import { type Draft, type DraftState, foundIn, type Photo } from "./draft.ts";
import { CarryOutInField_Mutation } from "./operations.ts";
import { keepDraft, keepPhoto, photosOf, removeDraft } from "./store.ts";

export interface Means extends Pick<Hub, "send"> {
  language: string;
  onPhotos(done: number, all: number): void;
}

/** `line`: there was no answer; what has arrived stays, and the next attempt goes on there. */
export type Sending = { is: "sent"; inspection: string } | { is: "line" } | Extract<DraftState, { is: "refused" }>;

const refused = (errors: readonly CommandRefusal[]) => ({ is: "refused", errors }) as const;

/** Sends a draft as far as the line carries. Each step is kept on the device before the next. */
export async function sendDraft(draft: Draft, means: Means): Promise<Sending> {
  try {
    const outcome = await attempt(draft, means);
    // What no command took within a day is gone from the hub: the photos are still here and are sent anew.
    if (outcome.is !== "refused" || !outcome.errors.some(isLostEvidence)) return outcome;
    for (const photo of await photosOf(draft.id)) await keepPhoto(unsent(photo));
    return await attempt(draft, means);
  } catch (error) {
    if (error instanceof Unanswered) return { is: "line" };
    throw error;
  }
}

const isLostEvidence = ({ code, path }: CommandRefusal) =>
  code === "not-found" && (path?.includes("evidenceIds") || path?.includes("uploads")) === true;

const unsent = ({ address: _, upload: __, evidence: ___, ...photo }: Photo): Photo => photo;

async function attempt(draft: Draft, means: Means): Promise<Sending> {
  const photos = await photosOf(draft.id);
  const known: Photo[] = [];
  for (const [index, photo] of photos.entries()) {
    means.onPhotos(index, photos.length);
    const stored = await store(photo, means);
    if ("is" in stored) return stored;
    known.push(stored);
  }
  means.onPhotos(photos.length, photos.length);
  await keepDraft({ ...draft, state: { is: "unanswered" } });
  const sent = await (draft.drawn ? carryOut(draft, draft.drawn.id, known, means) : record(draft, known, means));
  if (typeof sent !== "string") return refused(sent);
  await removeDraft(draft.id);
  return { is: "sent", inspection: sent };
}

/** The inspection that it became, or why it did not. */
type Recorded = string | readonly CommandRefusal[];

async function record(draft: Draft, photos: readonly Photo[], { send }: Means): Promise<Recorded> {
  const { kind, complaint } = draft;
  const input = { kind, complaintId: complaint?.id ?? null, ...foundIn(draft, photos) };
  const sent = await send(RecordInspection_Mutation, { input }, draft.id);
  return sent.done ? (sent.data.recordInspection.inspection?.id ?? []) : sent.errors;
}

/** The same of a complex that was drawn: its inspection takes the seal off. */
async function carryOut(draft: Draft, id: string, photos: readonly Photo[], { send }: Means): Promise<Recorded> {
  const found = foundIn(draft, photos);
  const sent = await send(CarryOutInField_Mutation, { input: { id, ...found } }, draft.id);
  if (!sent.done) return sent.errors;
  const items = sent.data.carryOutSpotCheck.spotCheck?.items ?? [];
  return items.find(({ complexId }) => complexId === found.complexId)?.inspection?.id ?? [];
}

/** The photo once it is evidence on the hub. */
async function store(photo: Photo, { send, language }: Means): Promise<Photo | Sending> {
  if (photo.evidence) return photo;
  let kept = photo;
  const keep = async (more: Partial<Photo>) => {
    kept = { ...kept, ...more };
    await keepPhoto(kept);
  };
  if (!kept.upload) {
    const { name: filename, sha256, takenAt, address, file } = kept;
    const said = { filename, sha256, takenAt: new Date(takenAt).toISOString() };
    const arrived = await sendInPieces(file, {
      language,
      said,
      address,
      onAddress: (at) => void keep({ address: at }),
    });
    if (!arrived.done) return refused(arrived.errors);
    await keep({ upload: arrived.data });
  }
  const upload = kept.upload ?? "";
  // The upload's own name is the key: asked again after a lost answer, it is the same evidence.
  const stored = await send(UploadEvidence_Mutation, { input: { uploads: [upload] } }, upload);
  if (!stored.done) {
    await keepPhoto(unsent(kept));
    return refused(stored.errors);
  }
  await keep({ evidence: stored.data.uploadEvidence.evidence[0]?.id });
  return kept;
}
