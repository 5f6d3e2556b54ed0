import type { WebhookDelivery as Row } from "../../prisma/generated/client.ts";
import type { EventKind } from "../activity/kinds.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import type { Outbox } from "../outbox/attempts.ts";
import { isSending, readHeld } from "./batches.ts";
import { askToTell, type Lane } from "./queue.ts";
import { standsOn } from "./rules.ts";

/** The batch that was set apart, or the test that was asked for: if the word on which it is sent still stands. */
export const webhookOutbox: Outbox<Row, Lane> = {
  table: "WebhookDelivery",
  async lockNext(tx, { webhookId, test }) {
    await lockRow({ tx }, "Webhook", webhookId);
    const webhook = await readHeld(tx, webhookId);
    const realNow = new Date();
    if (!webhook || !(test ? standsOn(webhook, realNow) : isSending(webhook, realNow))) return undefined;
    const [next] = await tx.$queryRaw<{ id: string; now: Date }[]>`
      select "id", clock_timestamp() as "now" from "WebhookDelivery"
      where "webhookId" = ${webhookId}::uuid and "state" in ('waiting', 'failing')
        and (${test} and "after" is null or "id" = ${test ? null : webhook.pendingId}::uuid)
      order by "queuedAt", "id" limit 1 for update`;
    return next;
  },
  read: (tx, id) => tx.webhookDelivery.findUniqueOrThrow({ where: { id } }),
  write: (tx, id, { receipt: _none, ...data }) => tx.webhookDelivery.update({ where: { id }, data }),
  begin: (tx, deliveryId, number, startedAt) => tx.webhookAttempt.create({ data: { deliveryId, number, startedAt } }),
  end: (tx, deliveryId, number, { endedAt, outcome, status, fault }) =>
    tx.webhookAttempt.update({
      where: { deliveryId_number: { deliveryId, number } },
      data: { endedAt, outcome, status, fault },
    }),
  ask: (tx, { webhookId, after }, inMs) => askToTell(tx, { webhookId, test: after === null }, inMs),
  async tell(work, row, news) {
    if (row.upTo === null) return;
    const { webhookId: id, upTo, upToAt } = row;
    if (news.type === "delivered") {
      const place = { position: upTo, positionAt: upToAt ?? work.now, pendingId: null };
      await work.tx.webhook.updateMany({ where: { id, pendingId: row.id }, data: place });
      return;
    }
    const stopped = news.type === "dead";
    const { fault, status } = news;
    await note(
      work,
      id,
      stopped ? "WebhookStopped" : "WebhookFailing",
      { fault, status },
      stopped && {
        state: "stopped",
        haltedAt: work.now,
      },
    );
  },
};

/** Writes what has changed of a webhook, and says so. */
export async function note(
  { tx, record }: Work,
  id: string,
  kind: EventKind,
  facts: Record<string, string | number | null>,
  change: object | false = false,
): Promise<void> {
  const data = { ...change, version: { increment: 1 } };
  const { version, regionCode } = await tx.webhook.update({ where: { id }, data });
  record({ kind, subject: { type: "Webhook", id, version }, region: regionCode, facts });
}
