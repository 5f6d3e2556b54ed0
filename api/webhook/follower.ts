import { predicateOf } from "../../schema/activity/condition.ts";
import type { LoggedEvent } from "../../schema/activity/event.ts";
import { followedBy } from "../../schema/webhook/batches.ts";
import { askToTell } from "../../schema/webhook/queue.ts";
import { LogReader } from "../feed/reader.ts";
import type { Hub } from "../hub.ts";

/**
 * Follows the log and asks for the webhooks that are to be told of what has come. Which events these are is asked in
 * memory, by the condition that the database is asked by: one that tells a webhook nothing wakes nobody.
 */
export async function followForWebhooks(hub: Hub): Promise<{ close(): Promise<void> }> {
  const { db, pool, clock, log } = hub;
  const reader = await LogReader.open({ pool, clock, log, ringSize: 1 });

  async function ask(events: readonly LoggedEvent[]) {
    const active = await db.webhook.findMany({
      where: { state: "active", pendingId: null },
      select: { id: true, regionCode: true, format: true, kinds: true, within: true },
    });
    for (const webhook of active) {
      if (events.some(predicateOf(followedBy(webhook)))) await askToTell(db, { webhookId: webhook.id, test: false });
    }
  }
  reader.listen({
    onEvents: (events) => {
      // What is missed here the sweep finds.
      ask(events).catch((err) => log.warn({ err }, "webhooks could not be asked for"));
    },
    onRenewed: () => {},
  });
  return reader;
}
