import type { Tx } from "../../prisma/client.ts";
import type { Condition } from "../activity/condition.ts";
import { type LoggedEvent, readEnd } from "../activity/event.ts";
import { followed } from "../activity/filter.ts";
import { findBetween } from "../activity/search.ts";
import { transact } from "../activity/transact.ts";
import { settingsInForce } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import { isUrgent, urgentEvents } from "../notification/kinds.ts";
import { digestAt, isQuiet } from "../notification/rules.ts";
import { type HeldWebhook, withHolder } from "./holder.ts";
import { readerOf } from "./policy.ts";
import { askToTell } from "./queue.ts";
import { concernsOffice, eventsOfKinds, robotPauseMs } from "./robot.ts";
import { standsOn } from "./rules.ts";

/** Events of one delivery, at most. */
export const mostEvents = 100;

/** Which events a webhook is told of: those that its reader may follow, as a subscription would have them. */
export const followedBy = (webhook: Pick<HeldWebhook, "regionCode" | "format" | "kinds" | "within">) =>
  followed(readerOf(webhook), filterOf(webhook));

export const filterOf = ({ format, kinds, within }: Pick<HeldWebhook, "format" | "kinds" | "within">) => ({
  region: within,
  kinds: format === "hub" ? (kinds.length > 0 ? kinds : null) : eventsOfKinds(kinds),
});

/** Whether anything may be sent to it now. */
export const isSending = (webhook: HeldWebhook | null, realNow: Date): webhook is HeldWebhook =>
  webhook?.state === "active" && standsOn(webhook, realNow);

export const readHeld = (db: Pick<Tx, "webhook">, id: string): Promise<HeldWebhook | null> =>
  db.webhook.findUnique({ where: { id }, include: withHolder });

/**
 * Sets apart what a webhook is told next, where nothing is set apart yet and something has happened. Its place moves with
 * each look that finds nothing, so that nothing is looked at twice, and told to nobody who changes what it is to be told.
 * It moves whatever happened meanwhile, and its time as well: no two cursors tell that something unseen lies between.
 */
export async function setApart(context: HubContext, webhookId: string): Promise<void> {
  const webhook = await readHeld(context.db, webhookId);
  if (!isSending(webhook, new Date()) || webhook.pendingId) return;
  const { position, positionAt, version } = webhook;
  const end = await readEnd(context.pool);
  const events = await findBetween(context, followedBy(webhook), Number(position), end.id, mostEvents);
  const last = events.at(-1);
  const where = { id: webhookId, version, position, pendingId: null };
  if (!last) {
    const data = { position: BigInt(end.id), positionAt: context.clock.now() };
    await context.db.webhook.updateMany({ where, data });
    return;
  }
  const told = webhook.format === "hub" ? events.length : await tellsRobot(context, webhook, events);
  if (told === null) return;
  if (told === 0) {
    // Nothing of it concerns the office: what comes after may.
    const data = { position: BigInt(last.id), positionAt: last.recordedAt };
    await context.db.webhook.updateMany({ where, data });
    return setApart(context, webhookId);
  }
  const batch = { after: position, afterAt: positionAt, upTo: BigInt(last.id), upToAt: last.recordedAt };
  await transact(context, async ({ tx, now }) => {
    const data = { webhookId, ...batch, events: told, queuedAt: now };
    const { id } = await tx.webhookDelivery.create({ data });
    const { count } = await tx.webhook.updateMany({ where, data: { pendingId: id } });
    // Another process was faster, or it is another webhook by now.
    if (count === 0) await tx.webhookDelivery.delete({ where: { id } });
  });
}

/** How many of these a robot is told of, now that their time has come; null: it is asked for again when it has. */
async function tellsRobot(context: HubContext, webhook: HeldWebhook, events: readonly LoggedEvent[]) {
  const { db, clock, campaign } = context;
  const concerning = events.filter((event) => concernsOffice(event, webhook.regionCode));
  const [first] = concerning;
  if (!first) return 0;
  const now = clock.now();
  const { notification } = await settingsInForce(db, campaign, now);
  const urgent = await urgentWaits(context, webhook);
  const waitMs = digestAt(first.recordedAt, notification, urgent).getTime() - now.getTime();
  const { _max } = await db.webhookDelivery.aggregate({
    where: { webhookId: webhook.id },
    _max: { deliveredAt: true },
  });
  const restMs = (_max.deliveredAt?.getTime() ?? 0) + robotPauseMs - Date.now();
  if (waitMs <= 0 && restMs <= 0) return concerning.length;
  await askToTell(db, { webhookId: webhook.id, test: false }, Math.max(waitMs, restMs));
  return null;
}

/** Whether anything that it has not been told of is not held back at night, however much was before it. */
async function urgentWaits(context: HubContext, webhook: HeldWebhook): Promise<boolean> {
  const condition: Condition = { all: [followedBy(webhook), { column: "kind", oneOf: urgentEvents }] };
  const end = await readEnd(context.pool);
  for (let after = Number(webhook.position), more = true; more; ) {
    const events = await findBetween(context, condition, after, end.id, mostEvents);
    if (events.some((event) => isUrgent(event.kind, event.facts) && concernsOffice(event, webhook.regionCode)))
      return true;
    after = events.at(-1)?.id ?? after;
    more = events.length === mostEvents;
  }
  return false;
}

/**
 * Whether what was set apart may be told now. A robot says nothing at night of what failed by day either, nor of what
 * was resumed then, unless something urgent waits: it is asked for again in the morning.
 */
export async function mayTellNow(context: HubContext, webhookId: string): Promise<boolean> {
  const { db, clock, campaign } = context;
  const webhook = await readHeld(db, webhookId);
  if (!webhook?.pendingId || webhook.format === "hub") return true;
  const now = clock.now();
  const { notification } = await settingsInForce(db, campaign, now);
  if (!isQuiet(now, notification) || (await urgentWaits(context, webhook))) return true;
  const waitMs = digestAt(now, notification, false).getTime() - now.getTime();
  await askToTell(db, { webhookId, test: false }, waitMs);
  return false;
}
