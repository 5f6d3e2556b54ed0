import { createHash } from "node:crypto";
import pLimit from "p-limit";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { isRepeat, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { may } from "../permissions.ts";
import { refuseGeneral } from "../refusal.ts";
import { fileName } from "../text.ts";
import { type Accepted, type CheckedFile, checkFile } from "./images.ts";
import { refuse } from "./refusals.ts";
import type { Arrived } from "./store.ts";

/** Pictures decoded at a time in this process, and how many may wait: each can take a hundred megabytes meanwhile. */
const workshop = pLimit(2);
const mostWaiting = 60;

/**
 * Checks and re-encodes what was sent, before any transaction is open.
 *
 * @throws {Refusal} `evidence/…` at the file's place below `field`
 */
export async function checkFiles(sent: readonly Blob[], accepted: Accepted, field: string): Promise<CheckedFile[]> {
  if (workshop.pendingCount + sent.length > mostWaiting) throw refuse("evidence/busy", [field]);
  const checked = await Promise.allSettled(
    sent.map((file, index) => workshop(() => checkFile(file, accepted, [field, String(index)]))),
  );
  return checked.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

/** The columns of a stored file that its author decides. */
type Columns = Pick<
  Prisma.EvidenceUncheckedCreateInput,
  | "name"
  | "complaintId"
  | "subjectType"
  | "subjectId"
  | "cityCode"
  | "countyCode"
  | "subdistrictCode"
  | "takenAt"
  | "servedSha256"
  | "sentSha256"
>;

/** Writes a checked file, sealed, and its row. */
export type Keep = (
  file: CheckedFile,
  seal: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>,
  columns: Columns,
) => Promise<string>;

/**
 * `transact` for a command that stores files: they are on disk before the transaction commits, and gone again when it
 * does not.
 */
export async function transactKeeping<Outcome>(
  context: HubContext,
  run: (work: Work, keep: Keep) => Promise<Outcome>,
): Promise<Outcome> {
  const written: string[] = [];
  try {
    return await transact(context, (work) => run(work, keeper(work, written)));
  } finally {
    // Also after success: an attempt that was repeated has left files behind. The rows decide, so that nothing is lost
    // when only the word of a commit got lost.
    // What cannot be asked now is removed by the sweep.
    await removeUnrecorded(context, written).catch(() => {});
  }
}

const keeper =
  ({ tx, context, viewer }: Work, written: string[]): Keep =>
  async (file, seal, columns) => {
    const sealed = seal(file.bytes);
    const { mediaType, width, height } = file;
    const { id } = await tx.evidence.create({
      data: {
        ...columns,
        sha256: sha256(sealed),
        mediaType,
        width,
        height,
        bytes: file.bytes.byteLength,
        ...authorOf(viewer),
      },
      select: { id: true },
    });
    written.push(id);
    await context.evidence.write(id, sealed);
    return id;
  };

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

const authorOf = ({ kind, id }: Viewer) => ({ authorKind: kind, authorId: id });

async function removeUnrecorded({ db, evidence }: HubContext, ids: readonly string[]) {
  if (ids.length === 0) return;
  const recorded = await db.evidence.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  const known = new Set(recorded.map(({ id }) => id));
  await Promise.all(ids.filter((id) => !known.has(id)).map((id) => evidence.remove(id)));
}

/** What staff and city systems may file: pictures and PDF. */
const staffFiles: Accepted = { documents: true };
/** What seals them: the hub's own key, while an owner's photo stands under its complaint's. */
export const vaultPurpose = "evidence";

/**
 * Takes evidence in. It proves nothing yet: a command gives it to what it proves, within a day.
 *
 * @param files that come with the command
 * @param uploads ids of what came before it in pieces
 * @throws {Refusal} `forbidden`, `evidence/…`; `not-found` for an upload that is not whole, or not the author's
 */
export async function storeEvidence(
  context: HubContext,
  files: readonly File[],
  uploads: readonly string[] = [],
): Promise<{ result: { ids: string[] } }> {
  const { viewer, vault, unfinished } = context;
  if (!may(viewer, "evidence.upload")) throw refuseGeneral("forbidden");
  // What a repeat names was taken when it was first carried out.
  const repeated = await isRepeat(context);
  const checked = repeated ? [] : [...(await checkSent(files)), ...(await checkArrived(context, uploads))];
  const outcome = await transactKeeping(context, async (_work, keep) => {
    const ids: string[] = [];
    for (const { file, name, takenAt } of checked) {
      const columns = { name, takenAt, sentSha256: file.sentSha256, servedSha256: sha256(file.bytes) };
      ids.push(await keep(file, (bytes) => vault.seal(bytes, vaultPurpose), columns));
    }
    return { result: { ids } };
  });
  for (const id of uploads) await unfinished.remove(viewer.id ?? "", id);
  return outcome;
}

async function checkSent(files: readonly File[]) {
  const checked = await checkFiles(files, staffFiles, "files");
  return checked.map((file, index) => named(file, files[index]?.name));
}

async function checkArrived({ viewer, unfinished, clock }: HubContext, uploads: readonly string[]) {
  const arrived: Arrived[] = [];
  for (const [index, id] of uploads.entries()) {
    const one = await unfinished.read(viewer.id ?? "", id);
    if (!one) throw refuseGeneral("not-found", ["uploads", String(index)]);
    arrived.push(one);
  }
  const checked = await checkFiles(
    arrived.map(({ file }) => file),
    staffFiles,
    "uploads",
  );
  return checked.map((file, index) => {
    const { file: sent, takenAt = null, sha256: said } = arrived[index] ?? {};
    if (said && said !== Buffer.from(file.sentSha256).toString("hex"))
      throw refuse("evidence/damaged", ["uploads", String(index)]);
    // What the picture itself says counts before what its sender says.
    const past = takenAt && takenAt <= clock.now() ? takenAt : null;
    return named({ ...file, takenAt: file.takenAt ?? past }, sent?.name);
  });
}

const named = (file: CheckedFile, name = "") => ({
  file,
  name: fileName(name, file.extension),
  takenAt: file.takenAt,
});
