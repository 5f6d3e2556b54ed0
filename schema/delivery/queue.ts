import type { Prisma } from "../../prisma/generated/client.ts";
import type { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import type { EventKind } from "../activity/kinds.ts";
import type { SubjectType } from "../activity/log.ts";
import type { Work } from "../activity/transact.ts";

export interface NewDelivery {
  receiver: DeliveryReceiver;
  companyId: string;
  subject: { type: SubjectType; id: string; version: number };
  kind: EventKind;
  /** What the receiver is told, as it stands now: a later change is another delivery. */
  content: Prisma.InputJsonObject;
}

/**
 * Queues what is to leave the hub, in the transaction that made it due: it leaves if and only if that is committed.
 * Whoever sends it takes a company's in the order of their positions, which is the order of commits: the company's row
 * is held until then.
 */
export async function queueDeliveries({ tx, now }: Work, ...deliveries: readonly NewDelivery[]): Promise<void> {
  for (const companyId of [...new Set(deliveries.map((delivery) => delivery.companyId))].sort())
    await tx.$queryRaw`select 1 from "Company" where "id" = ${companyId}::uuid for no key update`;
  for (const { receiver, companyId, subject, kind, content } of deliveries)
    await tx.delivery.create({
      data: {
        receiver,
        companyId,
        subjectType: subject.type,
        subjectId: subject.id,
        subjectVersion: subject.version,
        kind,
        content,
        queuedAt: now,
      },
    });
}
