import { requireReader } from "../account/reader.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { isUuid } from "../node.ts";
import { refuseGeneral } from "../refusal.ts";
import { type PaperDocument, writtenDay } from "./document.ts";
import { visibleTo } from "./policy.ts";
import type { Manner } from "./rules.ts";

/** A paper as it is printed, with what its receipt says by now. */
export interface Printed {
  readonly document: PaperDocument;
  /** Undefined of what is not served on anybody. */
  readonly service?: {
    readonly on: string;
    readonly manner: Manner;
    readonly receivedBy: string | null;
    readonly note: string | null;
  } | null;
  /** Said above it, so that nobody takes it for one that holds. */
  readonly withdrawn: { readonly on: string; readonly reason: string | null } | null;
}

/** @throws {Refusal} `unauthenticated`, `forbidden`; `not-found` also where the viewer may not see it */
export async function printedPaper({ db, viewer }: HubContext, id: string): Promise<Printed> {
  requireReader(viewer);
  const paper = isUuid(id) ? await db.paper.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }) : null;
  if (!paper) throw refuseGeneral("not-found");
  const { servedOn, serviceManner: manner, receivedBy, serviceNote: note, withdrawnAt, withdrawalReason } = paper;
  return {
    // Written by `issuePaper` alone, and never changed.
    document: paper.document as unknown as PaperDocument,
    service: servedOn && manner && { on: writtenDay(dateOfColumn(servedOn)), manner, receivedBy, note },
    withdrawn: withdrawnAt && { on: writtenDay(dateOf(withdrawnAt)), reason: withdrawalReason },
  };
}
