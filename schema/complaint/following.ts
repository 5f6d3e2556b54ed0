/** A duplicate follows its primary: what is done to the one is done to the other, and every complainant is told (domain 5). */
import type { Tx } from "../../prisma/client.ts";
import type { ComplaintNoteKind } from "../../prisma/generated/enums.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import { circumstancesOf } from "./circumstances.ts";
import { noteOf, writeNote } from "./notes.ts";
import { keyOf, openText } from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { allowedCommands, decide } from "./rules.ts";
import { type Circumstances, type Command, followed } from "./states.ts";
import { type Loaded, write } from "./write.ts";

/** Carries a command out on one complaint: decides, writes, and notes what its author wrote down with it. */
export async function obey(work: Work, complaint: Loaded, command: Command, over: Partial<Circumstances> = {}) {
  const circumstances = { ...(await circumstancesOf(work, complaint)), ...over };
  await write(work, complaint, decide(complaint, command, circumstances));
  const note = noteOf(command);
  if (note) await writeNote(work, complaint, note.kind, note.text);
}

/** After a command to a complaint: those that follow it do the same. A primary that is withdrawn leaves them on their own. */
export async function leadDuplicates(work: Work, primaryId: string, command: Command): Promise<void> {
  if (command.type !== "withdraw" && !followed.has(command.type)) return;
  for (const duplicate of await lockDuplicates(work.tx, primaryId))
    if (command.type === "withdraw") await obey(work, duplicate, { type: "separate", reason: command.reason });
    else await follow(work, duplicate, command);
}

/** The primary's owner had it reopened. What they wrote stays theirs. */
export async function reopenDuplicates(work: Work, primaryId: string): Promise<void> {
  for (const duplicate of await lockDuplicates(work.tx, primaryId)) {
    const circumstances = { ...(await circumstancesOf(work, duplicate)), following: true };
    const command = { type: "reopen", reason: primaryId } as const;
    if (allowedCommands(duplicate, circumstances).includes("reopen"))
      await write(work, duplicate, decide(duplicate, command, circumstances));
  }
}

async function lockDuplicates(tx: Tx, primaryId: string): Promise<Loaded[]> {
  await tx.$queryRaw`select 1 from "Complaint" where "primaryId" = ${primaryId}::uuid order by "id" for update`;
  return tx.complaint.findMany({
    where: { primaryId, erasedAt: null },
    include: { secret: true },
    orderBy: { id: "asc" },
  });
}

/** What does not apply to a duplicate, because it has come further by itself, is left out. */
async function follow(work: Work, duplicate: Loaded, command: Command) {
  const circumstances = { ...(await circumstancesOf(work, duplicate)), following: true };
  if (allowedCommands(duplicate, circumstances).includes(command.type))
    await obey(work, duplicate, command, { following: true });
}

/**
 * Joins a complaint to the one whose matter it is as well, and brings it to where that one stands.
 *
 * @throws {Refusal} `complaint/primary-unfit`, or why it cannot join
 */
export async function joinPrimary(work: Work, complaint: Loaded, command: Extract<Command, { type: "join" }>) {
  const { tx, viewer } = work;
  const { id, countyCode } = complaint;
  await lockRow(work, "Complaint", command.primaryId);
  const primary = await tx.complaint.findFirst({
    where: { AND: [{ id: command.primaryId, primaryId: null, closedAt: null, countyCode }, visibleTo(viewer)] },
    include: { secret: true },
  });
  if (!primary || primary.id === id) throw refuse("complaint/primary-unfit", ["primaryId"]);
  await obey(work, complaint, command, { duplicates: await tx.complaint.count({ where: { primaryId: id } }) });
  for (const step of await stepsTo(work, primary, command.reason)) {
    const joined = await tx.complaint.findUniqueOrThrow({ where: { id }, include: { secret: true } });
    if (step.type !== "assign" || step.handlerId !== joined.handlerId) await follow(work, joined, step);
  }
}

/** The commands that lead to where a complaint stands, with its words. */
async function stepsTo(work: Work, primary: Loaded, reason: string): Promise<Command[]> {
  const { state, handlerId, transferredTo: department, transferAnsweredAt } = primary;
  if (state === "received" || !handlerId) return [];
  const steps: Command[] = [{ type: "assign", handlerId }];
  if (state === "assigned") return steps;
  steps.push({ type: "startVerification" });
  if (state === "verifying") return steps;
  const words = async (kind: ComplaintNoteKind) => (await latestWords(work, primary, kind)) ?? reason;
  if (department) {
    steps.push({ type: "transfer", department, reason: await words("transfer") });
    if (transferAnsweredAt) steps.push({ type: "answerTransfer", answer: await words("transferAnswer") });
  } else if (await wasSubstantiated(work.tx, primary)) steps.push({ type: "substantiate" });
  else steps.push({ type: "unsubstantiate", reason: await words("unsubstantiated") });
  if (state === "feedbackGiven") steps.push({ type: "giveFeedback", text: await words("feedback") });
  return steps;
}

async function wasSubstantiated(tx: Tx, { id, state }: Loaded): Promise<boolean> {
  if (state !== "feedbackGiven") return state === "substantiated";
  const result = await tx.activityEvent.findFirst({
    where: { subjectId: id, kind: { in: ["ComplaintSubstantiated", "ComplaintUnsubstantiated"] } },
    orderBy: { id: "desc" },
    select: { kind: true },
  });
  return result?.kind === "ComplaintSubstantiated";
}

async function latestWords({ tx, context }: Work, { id, secret }: Loaded, kind: ComplaintNoteKind) {
  const note = await tx.complaintNote.findFirst({
    where: { complaintId: id, kind },
    orderBy: { writtenAt: "desc" },
  });
  const key = secret && keyOf(context.vault, secret);
  return key && note?.content ? openText(key, note.content) : null;
}
