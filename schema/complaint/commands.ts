import type { Tx } from "../../prisma/client.ts";
import type { ErasureReason, Complaint as Row } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { instruct } from "../activity/instruct.ts";
import { lockRow, transact, type Work } from "../activity/transact.ts";
import type { Deadline, WorkCalendar } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { eraseOnRequest } from "../erasure/erase.ts";
import { refuseGeneral } from "../refusal.ts";
import { covers, regionOf } from "../region/policy.ts";
import { withdrawTransferOf } from "../transfer/write.ts";
import { circumstancesOf } from "./circumstances.ts";
import type { Clock } from "./clocks.ts";
import { type Correction, correctionOf, directoryOf, type Words, writeCorrections } from "./corrections.ts";
import { joinPrimary, leadDuplicates, obey, reopenDuplicates } from "./following.ts";
import { writeNote } from "./notes.ts";
import { trackingHash } from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { closeIfDue, decide, lapse, moveClock, noteOutcome } from "./rules.ts";
import type { Circumstances, Command, ComplaintDecision } from "./states.ts";
import { type Loaded, write } from "./write.ts";

const find = (tx: Tx, id: string, viewer: Viewer): Promise<Loaded | null> =>
  tx.complaint.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include: { secret: true } });

/**
 * A correction may say which fields it puts right; without any it is a note beside what stays. Personal data is erased
 * for a reason that the law names: in words of one's own it would name the person again.
 */
export type StaffCommand = Command & { words?: Words; ground?: ErasureReason };

/** A command of the staff to one complaint. */
export const instructComplaint = instruct<Loaded, StaffCommand, ComplaintDecision>({
  subject: "Complaint",
  domain: "complaint",
  find,
  carryOut: async (work, complaint, command) => {
    if (command.type === "assign") await requireHandler(work, complaint, command.handlerId);
    if (command.type === "join") return joinPrimary(work, complaint, command);
    if (command.type === "erase" && command.ground)
      return eraseOnRequest(work, complaint, command.ground, await circumstancesOf(work, complaint));
    const correction = command.type === "correct" && (await corrected(work, complaint, command));
    if (correction) {
      await writeCorrections(work, [correction]);
      await writeNote(work, complaint, "correction", correction.reason);
    } else await conduct(work, complaint, command);
    // What is withdrawn while a department holds it, the department need not deal with any more.
    if (command.type === "withdraw" && complaint.state === "transferred") await withdrawTransferOf(work, complaint.id);
  },
  write,
});

/** Carries a command out, and lets those follow that are the same matter. */
async function conduct(work: Work, complaint: Loaded, command: Command) {
  const duplicates = await work.tx.complaint.count({ where: { primaryId: complaint.id } });
  await obey(work, complaint, command, { duplicates });
  if (duplicates > 0) await leadDuplicates(work, complaint.id, command);
}

/** What becomes of a complaint with what its transferee did. */
export async function followTransfer(
  work: Work,
  id: string,
  command: Extract<Command, { type: "answerTransfer" | "returnFromTransfer" }>,
) {
  await lockRow(work, "Complaint", id);
  await conduct(work, await work.tx.complaint.findUniqueOrThrow({ where: { id }, include: { secret: true } }), command);
}

async function corrected(
  work: Work,
  complaint: Loaded,
  { words, reason }: { words?: Words; reason: string },
): Promise<(Correction & { reason: string }) | null> {
  if (!words) return null;
  const { complaint: settings } = await work.settings();
  const directory = await directoryOf(work, [{ complaint, words }]);
  const correction = correctionOf(work, directory, complaint, words, { settings, reason });
  return correction && { ...correction, reason };
}

/** 专人受理: the handler works for the region that the complaint lies in, or for one above it. */
async function requireHandler({ tx }: Work, complaint: Row, handlerId: string) {
  const handler = await tx.user.findFirst({
    where: { id: handlerId, disabledAt: null, role: { in: ["city", "county", "subdistrict"] } },
    select: { regionCode: true },
  });
  if (!handler || !covers(handler.regionCode, regionOf(complaint)))
    throw refuse("complaint/handler-unknown", ["handlerId"]);
}

/** What a clock of the complaint brings about when its timer fires. */
export const lapseComplaint = (work: Work, id: string) => onClock(work, id, lapse);

/** The answer window is over: closes the case unless something more is owed. */
export const closeComplaint = (work: Work, id: string) => onClock(work, id, closeIfDue);

/** One of its findings was settled: a rectification ended, or the finding was withdrawn. Whoever follows it is owed the same. */
export async function settleOutcome(work: Work, id: string, accepted: boolean): Promise<void> {
  const duplicates = await work.tx.complaint.findMany({
    where: { primaryId: id },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const one of [id, ...duplicates.map((duplicate) => duplicate.id)])
    await onClock(work, one, (complaint, circumstances) => noteOutcome(complaint, { accepted }, circumstances));
}

/** The working days of a clock were counted again. */
export const moveComplaintClock = (work: Work, id: string, clock: Clock, deadline: Deadline, calendar: WorkCalendar) =>
  onClock(work, id, (complaint) => moveClock(complaint, clock, deadline, { calendar }));

const onClock = (
  work: Work,
  id: string,
  rule: (complaint: Row, circumstances: Circumstances) => ComplaintDecision | null,
) => instructComplaint.byClock(work, id, async (complaint) => rule(complaint, await circumstancesOf(work, complaint)));

/**
 * Shows who complained, unmasked. Asks for a reason and leaves an entry in the audit (domain 5).
 *
 * @throws {Refusal} `not-found`, `forbidden`, `complaint/reason-missing`
 */
export const revealComplainant = (context: HubContext, id: string, reason: string) =>
  transact(context, async (work) => {
    const complaint = await find(work.tx, id, work.viewer);
    if (!complaint) throw refuseGeneral("not-found");
    work.require("complaint.reveal");
    if (reason.trim() === "") throw refuse("complaint/reason-missing", ["reason"]);
    await writeNote(work, complaint, "reveal", reason);
    work.record({
      kind: "ComplaintRevealed",
      subject: { type: "Complaint", id, version: complaint.version },
      region: regionOf(complaint),
    });
    return { id };
  });

/** The owner answers by tracking code whether they are satisfied. */
export async function answerFeedback(context: HubContext, code: string, satisfied: boolean, words: string | null) {
  return transact(context, async (work) => {
    const found = await work.tx.complaint.findUnique({
      where: { trackingHash: trackingHash(code) },
      select: { id: true },
    });
    if (!found) throw refuse("complaint/code-unknown", ["code"]);
    await lockRow(work, "Complaint", found.id);
    const complaint = await work.tx.complaint.findUniqueOrThrow({ where: { id: found.id }, include: { secret: true } });
    const command: Command = { type: satisfied ? "answerSatisfied" : "answerUnsatisfied" };
    const decision = decide(complaint, command, await circumstancesOf(work, complaint));
    await write(work, complaint, decision);
    if (decision.state !== complaint.state) await reopenDuplicates(work, complaint.id);
    if (words) await writeNote(work, complaint, "answer", words);
    return { id: complaint.id, result: { code } };
  });
}
