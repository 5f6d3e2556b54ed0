import type { ComplaintSecret, Prisma, Complaint as Row } from "../../prisma/generated/client.ts";
import { announce } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import { oweGuidance } from "../exit/guidance.ts";
import { heldBackUntil } from "./confirmation.ts";
import type { ComplaintDecision } from "./states.ts";

export type Loaded = Row & { secret: ComplaintSecret | null };

export async function write(work: Work, complaint: Row, decision: ComplaintDecision) {
  await work.tx.complaint.update({
    where: { id: complaint.id },
    data: {
      ...columns(decision),
      version: { increment: 1 },
      updatedAt: work.now,
    } as Prisma.ComplaintUncheckedUpdateInput,
  });
  await announceWritten(work, complaint, decision);
  if (decision.fields.confirmed && !complaint.confirmed && complaint.complexId)
    await oweGuidance(work, [complaint.complexId]);
}

/** Says what was written; `complaint` is as it was before. */
export async function announceWritten(work: Work, complaint: Row, decision: ComplaintDecision) {
  const told = withFacts(decision, { from: complaint.state });
  announce(work, "Complaint", complaint, { ...told, events: await heldBackUntil(work.tx, complaint.id, told.events) });
}

export const columns = ({ state, fields }: Pick<ComplaintDecision, "state" | "fields">) => ({
  ...fields,
  ...(fields.lapsed && { lapsed: [...fields.lapsed] }),
  state,
});

export const withFacts = <D extends Pick<ComplaintDecision, "events">>(decision: D, facts: object): D => ({
  ...decision,
  events: decision.events.map((event) => ({ ...event, facts: { ...event.facts, ...facts } })),
});
