import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import type { EventKind } from "../activity/kinds.ts";
import type { Work } from "../activity/transact.ts";
import { addJob } from "../queue.ts";

export interface NewDelivery {
  receiver: DeliveryReceiver;
  companyId: string;
  subject: { type: DeliverySubject; id: string; version: number };
  place: { cityCode: string; countyCode: string | null };
  kind: EventKind;
  /** What the receiver is told, as it stands now: a later change is another delivery. */
  content: Prisma.InputJsonObject;
}

export type DeliverySubject = "CreditEvent" | "Exit" | "JointPunishment";

/**
 * Queues what is to leave the hub, in the transaction that made it due: it leaves if and only if that is committed.
 * Whoever sends it takes a company's in the order of their sequence, which is the order of commits: the company's row
 * is held until then.
 */
export async function queueDeliveries({ tx, now }: Work, ...deliveries: readonly NewDelivery[]): Promise<void> {
  for (const companyId of [...new Set(deliveries.map((delivery) => delivery.companyId))].sort())
    await tx.$queryRaw`select 1 from "Company" where "id" = ${companyId}::uuid for no key update`;
  for (const { receiver, companyId, subject, place, kind, content } of deliveries) {
    const last = await tx.delivery.aggregate({ where: { receiver, companyId }, _max: { sequence: true } });
    await tx.delivery.create({
      data: {
        receiver,
        companyId,
        sequence: (last._max.sequence ?? 0) + 1,
        cityCode: place.cityCode,
        countyCode: place.countyCode,
        subjectType: subject.type,
        subjectId: subject.id,
        subjectVersion: subject.version,
        kind,
        content,
        queuedAt: now,
      },
    });
    await askToSend(tx, { receiver, companyId });
  }
}

/** Name of the job that sends a company's deliveries to one receiver. */
export const deliveryTask = "deliver";

export interface Lane {
  receiver: DeliveryReceiver;
  companyId: string;
}

/** Asks the workers to look at a company's deliveries. */
export const askToSend = (tx: Pick<Tx, "$queryRaw">, { receiver, companyId }: Lane, inMs = 0): Promise<void> =>
  addJob(tx, {
    task: deliveryTask,
    payload: { receiver, companyId },
    key: `${deliveryTask} ${receiver} ${companyId}`,
    inMs,
  });
