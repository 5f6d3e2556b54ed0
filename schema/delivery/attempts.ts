import type { Delivery as Row } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import type { Outbox } from "../outbox/attempts.ts";
import { askToSend, type Lane } from "./queue.ts";

/** A company's deliveries to one receiver leave in the order of their sequence: a dead letter holds back the rest. */
export const deliveryOutbox: Outbox<Row, Lane> = {
  table: "Delivery",
  lockNext: async (tx, { receiver, companyId }) =>
    (
      await tx.$queryRaw<{ id: string; now: Date }[]>`
        select "id", clock_timestamp() as "now" from "Delivery"
        where "receiver" = ${receiver}::"DeliveryReceiver" and "companyId" = ${companyId}::uuid
          and "state" <> 'delivered'
        order by "sequence" limit 1 for update`
    )[0],
  read: (tx, id) => tx.delivery.findUniqueOrThrow({ where: { id } }),
  write: (tx, id, columns, news) =>
    tx.delivery.update({ where: { id }, data: { ...columns, ...(news && { version: { increment: 1 } }) } }),
  begin: (tx, deliveryId, number, startedAt) => tx.deliveryAttempt.create({ data: { deliveryId, number, startedAt } }),
  end: (tx, deliveryId, number, data) =>
    tx.deliveryAttempt.update({ where: { deliveryId_number: { deliveryId, number } }, data }),
  ask: (tx, row, inMs) => askToSend(tx, row, inMs),
  tell(work, row, news) {
    const { type, ...facts } = news;
    tell(work, row, kinds[type], type === "dead" ? { ...facts, tries: row.tries } : facts);
  },
};

const kinds = { delivered: "CreditPushed", failing: "CreditPushFailing", dead: "CreditPushDead" } as const;

type Told = (typeof kinds)[keyof typeof kinds] | "CreditPushAskedFor";

/** To whoever may see the delivery: its region, and the department that is told. Of attempts the province alone hears. */
export function tell(work: Work, row: Row, kind: Told, facts: Record<string, string | number | boolean | null>): void {
  const { id, version, receiver, companyId, cityCode, countyCode } = row;
  const department = receiver === "creditPlatform" ? "credit" : receiver;
  work.record({
    kind,
    subject: { type: "Delivery", id, version: version + 1 },
    region: countyCode ?? cityCode,
    companyId,
    ...(kind !== "CreditPushed" && { seal: cityCode.slice(0, 2) }),
    audienceDepartments: [cityCode, cityCode.slice(0, 2)].map((region) => `${department}:${region}`),
    facts: { receiver, ...facts },
  });
}
