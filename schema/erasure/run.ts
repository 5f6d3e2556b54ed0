/** The runs that destroy what is due, a batch at a time: whatever ends one, the next call carries on where it stood. */
import type { ErasureRun } from "../../prisma/generated/client.ts";
import { hubViewer } from "../account/viewer.ts";
import { lockRows, transact, type Work } from "../activity/transact.ts";
import { dateOf } from "../calendar/rules.ts";
import { circumstancesOf } from "../complaint/circumstances.ts";
import type { HubContext } from "../context.ts";
import { removeErasedFiles } from "../evidence/sweep.ts";
import { regionOf } from "../region/policy.ts";
import { runningConsequences } from "./consequences.ts";
import { destroyPersonalData } from "./destroy.ts";
import { erase } from "./erase.ts";
import { closedBefore } from "./rules.ts";

const usualBatch = 20;
const ownActing = (context: HubContext): HubContext => ({ ...context, viewer: hubViewer, idempotency: undefined });

/**
 * Destroys the personal data of all complaints whose retention is over by the hub's clock; then removes the files of
 * those, and of whatever was destroyed on request. What is due changes at midnight, so one run a day is enough.
 *
 * @returns complaints that it came to
 */
export async function eraseDue(context: HubContext, batchSize = usualBatch): Promise<number> {
  const acting = ownActing(context);
  let seen = 0;
  for (;;) {
    const batch = await transact(acting, (work) => eraseBatch(work, batchSize));
    seen += batch;
    if (batch < batchSize) break;
  }
  await removeErasedFiles(context);
  return seen;
}

async function eraseBatch(work: Work, batchSize: number): Promise<number> {
  const { tx, now } = work;
  const run = (await underWay(work)) ?? (await begin(work));
  if (!run?.closedBefore) return 0;
  const batch = await tx.$queryRaw<{ id: string; closedAt: Date }[]>`
    select "id"::text as "id", "closedAt" from "Complaint"
     where "closedAt" < ${run.closedBefore} and "erasedAt" is null
       and ("closedAt", "Complaint"."id") > (${run.lastClosedAt ?? new Date(0)}, ${run.lastId ?? nobody}::uuid)
     order by "closedAt", "Complaint"."id" limit ${batchSize}`;
  const ids = batch.map(({ id }) => id);
  await lockRows(work, "Complaint", ids);
  const complaints = await tx.complaint.findMany({
    // One may have been reopened, or destroyed on request, since it was found.
    where: { id: { in: ids }, closedAt: { lt: run.closedBefore }, erasedAt: null },
    include: { secret: true },
  });
  const running = await runningConsequences(tx, ids);
  const ready = complaints.filter(({ id }) => !running.has(id));
  for (const complaint of ready) await erase(work, complaint, run, await circumstancesOf(work, complaint));
  const last = batch.at(-1);
  await tx.erasureRun.update({
    where: { id: run.id },
    data: {
      ...(last && { lastClosedAt: last.closedAt, lastId: last.id }),
      erased: { increment: ready.length },
      waiting: { increment: complaints.length - ready.length },
      ...(batch.length < batchSize && { finishedAt: now }),
    },
  });
  return batch.length;
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** Locked until the end of the transaction: of several processes one goes on. */
async function underWay({ tx }: Work): Promise<ErasureRun | null> {
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text as "id" from "ErasureRun" where "ground" = 'retention' and "finishedAt" is null for update`;
  return open ? tx.erasureRun.findUnique({ where: { id: open.id } }) : null;
}

/** Null where nothing is due, or today's run is over. */
async function begin(work: Work): Promise<ErasureRun | null> {
  const { tx, now } = work;
  const latest = await tx.erasureRun.findFirst({ where: { ground: "retention" }, orderBy: { startedAt: "desc" } });
  if (latest && dateOf(latest.startedAt).equals(dateOf(now))) return null;
  const { complaint: settings } = await work.settings();
  const before = closedBefore(now, settings.retentionMonths);
  const due = { closedAt: { lt: before }, erasedAt: null };
  if (!(await tx.complaint.findFirst({ where: due, select: { id: true } }))) return null;
  // Of two processes that come at once the second makes none, and waits for the first.
  await tx.erasureRun.createMany({
    data: { ground: "retention", retentionMonths: settings.retentionMonths, closedBefore: before, startedAt: now },
    skipDuplicates: true,
  });
  return underWay(work);
}

/**
 * After a restore of an older backup: whatever has a proof is destroyed again, wherever its case stands now. The proofs
 * stay as they are; where the backup had the same data their digests say so.
 *
 * @returns how many
 */
export async function eraseAgain(context: HubContext, batchSize = usualBatch): Promise<number> {
  let again = 0;
  for (;;) {
    const batch = await transact(ownActing(context), (work) => eraseProven(work, batchSize));
    again += batch;
    if (batch < batchSize) break;
  }
  if (again > 0) await removeErasedFiles(context);
  return again;
}

async function eraseProven(work: Work, batchSize: number): Promise<number> {
  const { tx } = work;
  const found = await tx.$queryRaw<{ id: string }[]>`
    select c."id"::text as "id" from "ErasureProof" proof join "Complaint" c on c."id" = proof."complaintId"
     where c."erasedAt" is null order by 1 limit ${batchSize}`;
  const ids = found.map(({ id }) => id);
  await lockRows(work, "Complaint", ids);
  const proofs = await tx.erasureProof.findMany({ where: { complaintId: { in: ids } } });
  for (const { complaintId, erasedAt, digest } of proofs) {
    const destroyed = await destroyPersonalData(work, complaintId);
    const complaint = await tx.complaint.update({
      where: { id: complaintId },
      data: { erasedAt, version: { increment: 1 } },
    });
    work.record({
      kind: "ComplaintErased",
      subject: { type: "Complaint", id: complaintId, version: complaint.version },
      region: regionOf(complaint),
      facts: { again: true, same: Buffer.compare(destroyed.digest, digest) === 0, files: destroyed.files },
    });
  }
  return proofs.length;
}
