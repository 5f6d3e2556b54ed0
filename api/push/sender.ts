import type { Delivery } from "../../prisma/generated/client.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import { deliveryOutbox } from "../../schema/delivery/attempts.ts";
import { askToSend, type Lane } from "../../schema/delivery/queue.ts";
import type { Outcome } from "../../schema/delivery/rules.ts";
import { allowedBy } from "../../schema/outbound/rules.ts";
import type { Hub } from "../hub.ts";
import { type HandingOver, handOver, stopped } from "../jobs/handing-over.ts";
import { createOutbound, type Outbound } from "../outbound/send.ts";
import { readSigningKeys } from "../secrets.ts";
import { bodyOf, headersOf, type SigningKey } from "./message.ts";
import { post } from "./post.ts";

export interface Sender {
  /** Sends what is due of a company to one receiver, in order, and asks for itself again where something is left. */
  send(lane: Lane): Promise<void>;
  /** Asks for every company of which something is due: after a restore, a lost job, a receiver that is told anew. */
  sweep(): Promise<number>;
  /** Breaks off what is on its way. */
  stop(): void;
}

const usual = (mostTries: number): HandingOver => ({
  timeoutMs: 10_000,
  marginMs: 10_000,
  patience: { most: mostTries, firstMs: 5_000, longestMs: 3_600_000 },
  mostInARow: 20,
});

/** Tells other bodies what is queued for them. Any number of processes may: what one has claimed the others leave alone. */
export async function createSender(hub: Hub, over: Partial<HandingOver> = {}): Promise<Sender> {
  const { environment, metrics, log } = hub;
  const options = { ...usual(environment.pushAttempts), ...over };
  const ways = new Map<DeliveryReceiver, { url: string; key: SigningKey; outbound: Outbound }>();
  for (const [receiver, { url, keyFile }] of Object.entries(environment.receivers)) {
    const { current, keys } = await readSigningKeys(keyFile);
    const key = { id: current, key: keys.get(current) as Buffer };
    // The operator's own word: it may well stand inside.
    ways.set(receiver as DeliveryReceiver, { url, key, outbound: createOutbound(allowedBy([new URL(url).host])) });
  }

  async function attempt(delivery: Delivery, stopping: AbortSignal): Promise<Outcome> {
    const way = ways.get(delivery.receiver);
    if (!way) return stopped;
    const body = bodyOf(delivery);
    const headers = headersOf(delivery.id, body, way.key, Math.floor(Date.now() / 1_000));
    return post(way.outbound, { url: way.url, headers, body, timeoutMs: options.timeoutMs, stopping });
  }

  const line = handOver(hub, deliveryOutbox, options, attempt, ({ receiver, companyId }, outcome) => {
    const { type } = outcome;
    metrics.pushes.inc({ receiver, outcome: type === "received" ? type : outcome.fault });
    if (type === "failed") log.warn({ receiver, companyId, ...outcome }, "a push came to nothing");
  });

  return {
    async send(lane) {
      if (ways.has(lane.receiver)) await line.send(lane, (inMs) => askToSend(hub.db, lane, inMs));
    },
    async sweep() {
      if (ways.size === 0) return 0;
      const due = await hub.db.$queryRaw<Lane[]>`
        select head."receiver", head."companyId" from (
          select distinct on ("receiver", "companyId") "receiver", "companyId", "state", "nextAttemptAt", "sendingUntil"
          from "Delivery" where "state" <> 'delivered'
            and "receiver"::text in (${Prisma.join([...ways.keys()])})
          order by "receiver", "companyId", "sequence") head
        where head."state" <> 'dead' and coalesce(head."nextAttemptAt", now()) <= now()
          and coalesce(head."sendingUntil", now()) <= now()`;
      for (const lane of due) await askToSend(hub.db, lane);
      return due.length;
    },
    stop: line.stop,
  };
}
