import type { Tx } from "../../prisma/client.ts";
import { type Facts, type Figures, summed } from "../activity/event-kind.ts";
import { type EventKind, eventKinds } from "../activity/kinds.ts";
import type { Happening } from "../decision.ts";

interface Told {
  kind: string;
  facts: Facts;
  /** What it has counted. */
  figures: Figures;
}

/**
 * Gives a complaint's confirmation what the complaint would have counted until now, had it been confirmed from the start:
 * what its log and that of its transfers says, less what was counted of it.
 */
export async function heldBackUntil<Kind extends EventKind>(
  tx: Pick<Tx, "activityEvent" | "transfer">,
  complaintId: string,
  events: readonly Happening<Kind>[],
): Promise<readonly Happening<Kind>[]> {
  const at = events.findIndex(({ kind }) => kind === "ComplaintConfirmed");
  if (at < 0) return events;
  const transfers = await tx.transfer.findMany({ where: { complaintId }, select: { id: true } });
  const logged = await tx.activityEvent.findMany({
    where: { subjectId: { in: [complaintId, ...transfers.map(({ id }) => id)] } },
    select: { kind: true, facts: true, figures: true },
  });
  const before = events.slice(0, at).map(({ kind, facts = {} }) => ({ kind, facts, figures: {} }));
  const heldBack = [...(logged as Told[]), ...before].reduce<Figures>(
    (sum, told) => summed(sum, summed(counted(told), told.figures, -1)),
    {},
  );
  return events.map((event, index) => (index === at ? { ...event, heldBack } : event));
}

const counted = ({ kind, facts }: Told): Figures =>
  kind in eventKinds ? eventKinds[kind as EventKind].figures({ ...facts, confirmed: true }) : {};
