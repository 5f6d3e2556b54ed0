import type { Tx } from "../../prisma/client.ts";
import { readEnd } from "../activity/event.ts";
import { followed } from "../activity/filter.ts";
import { findBetween } from "../activity/search.ts";
import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { type HeldWebhook, withHolder } from "./holder.ts";
import { readerOf } from "./policy.ts";
import { standsOn } from "./rules.ts";

/** Events of one delivery, at most. */
export const mostEvents = 100;

/** Which events a webhook is told of: those that its reader may follow, as a subscription would have them. */
export const followedBy = (webhook: { regionCode: string; kinds: readonly string[]; within: string | null }) =>
  followed(readerOf(webhook), {
    region: webhook.within,
    kinds: webhook.kinds.length > 0 ? webhook.kinds : null,
  });

/** Whether anything may be sent to it now. */
export const isSending = (webhook: HeldWebhook | null, realNow: Date): webhook is HeldWebhook =>
  webhook?.state === "active" && standsOn(webhook, realNow);

export const readHeld = (db: Pick<Tx, "webhook">, id: string): Promise<HeldWebhook | null> =>
  db.webhook.findUnique({ where: { id }, include: withHolder });

/**
 * Sets apart what a webhook is told next, where nothing is set apart yet and something has happened. Its place moves
 * with what it is told alone: nothing about it changes with what its reader may not see.
 */
export async function setApart(context: HubContext, webhookId: string): Promise<void> {
  const webhook = await readHeld(context.db, webhookId);
  if (!isSending(webhook, new Date()) || webhook.pendingId) return;
  const { position, positionAt, version } = webhook;
  const end = await readEnd(context.pool);
  const events = await findBetween(context, followedBy(webhook), Number(position), end.id, mostEvents);
  const last = events.at(-1);
  if (!last) return;
  const batch = { after: position, afterAt: positionAt, upTo: BigInt(last.id), upToAt: last.recordedAt };
  await transact(context, async ({ tx, now }) => {
    const data = { webhookId, ...batch, events: events.length, queuedAt: now };
    const { id } = await tx.webhookDelivery.create({ data });
    const where = { id: webhookId, version, position, pendingId: null };
    const { count } = await tx.webhook.updateMany({ where, data: { pendingId: id } });
    // Another process was faster, or it is another webhook by now.
    if (count === 0) await tx.webhookDelivery.delete({ where: { id } });
  });
}
