import { createHash } from "node:crypto";
import pLimit from "p-limit";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { may } from "../permissions.ts";
import { refuseGeneral } from "../refusal.ts";
import { fileName } from "../text.ts";
import { type Accepted, type CheckedFile, checkFile } from "./images.ts";
import { refuse } from "./refusals.ts";

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
 * @throws {Refusal} `forbidden`, `evidence/…`
 */
export async function storeEvidence(
  context: HubContext,
  sent: readonly File[],
): Promise<{ result: { ids: string[] } }> {
  const { viewer, vault } = context;
  if (!may(viewer, "evidence.upload")) throw refuseGeneral("forbidden");
  const files = await checkFiles(sent, staffFiles, "files");
  return transactKeeping(context, async (_work, keep) => {
    const ids: string[] = [];
    for (const [index, file] of files.entries()) {
      const name = fileName(sent[index]?.name ?? "", file.extension);
      const { takenAt, sentSha256 } = file;
      const columns = { name, takenAt, sentSha256, servedSha256: sha256(file.bytes) };
      ids.push(await keep(file, (bytes) => vault.seal(bytes, vaultPurpose), columns));
    }
    return { result: { ids } };
  });
}
