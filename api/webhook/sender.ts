import type { WebhookDelivery } from "../../prisma/generated/client.ts";
import type { Outcome } from "../../schema/delivery/rules.ts";
import { webhookOutbox } from "../../schema/webhook/attempts.ts";
import { isSending, mayTellNow, readHeld, setApart } from "../../schema/webhook/batches.ts";
import type { HeldWebhook } from "../../schema/webhook/holder.ts";
import { askToTell, type Lane } from "../../schema/webhook/queue.ts";
import { signing, standsOn } from "../../schema/webhook/rules.ts";
import { unsealed } from "../../schema/webhook/sealed.ts";
import type { Hub } from "../hub.ts";
import { type HandingOver, handOver, stopped } from "../jobs/handing-over.ts";
import { createOutbound, type Sent } from "../outbound/send.ts";
import { bodyOf } from "./message.ts";
import { robotMessage, robotOutcome } from "./robot.ts";
import { signedHeaders } from "./signature.ts";

export interface WebhookSender {
  /** Tells a webhook what comes next, and asks for itself again where something is left. */
  send(lane: Lane): Promise<void>;
  /** Asks for every webhook: after a restore, a lost job, a right that was given back. */
  sweep(): Promise<number>;
  /** Breaks off what is on its way. */
  stop(): void;
}

const usual = (mostTries: number): HandingOver => ({
  timeoutMs: 10_000,
  marginMs: 10_000,
  patience: { most: mostTries, firstMs: 5_000, longestMs: 3_600_000 },
  // The next batch is set apart once this one has been received, and others have their turn meanwhile.
  mostInARow: 1,
});

/** How often, while a message is on its way, it is asked whether the word that sends it still stands. */
const standsEveryMs = 2_000;

/** Tells webhooks what happens. Any number of processes may: what one has claimed the others leave alone. */
export function createWebhookSender(hub: Hub, over: Partial<HandingOver> = {}): WebhookSender {
  const { environment, metrics, log, db } = hub;
  const options = { ...usual(environment.pushAttempts), ...over };
  const outbound = createOutbound(hub.ownContext().outbound);

  async function attempt(delivery: WebhookDelivery, stopping: AbortSignal): Promise<Outcome> {
    const { webhookId, after } = delivery;
    const stands = async () => {
      const webhook = await readHeld(db, webhookId);
      const now = new Date();
      return webhook && (after === null ? standsOn(webhook, now) : isSending(webhook, now)) ? webhook : null;
    };
    const webhook = await stands();
    if (!webhook) return stopped;
    const write = webhook.format === "hub" ? signedMessage : robotMessage;
    const message = await write(hub, webhook, delivery).catch((err) => {
      log.error({ err, webhookId }, "what a webhook is to be told cannot be written");
    });
    if (!message) return { type: "failed", fault: "unreachable", status: null, detail: null };
    const ended = new AbortController();
    const watch = setInterval(() => {
      stands().then(
        (standing) => standing || ended.abort(),
        () => ended.abort(),
      );
    }, standsEveryMs);
    try {
      const signal = AbortSignal.any([stopping, ended.signal]);
      const { url, headers, body } = message;
      const sent = await outbound.send({ url, headers, body, timeoutMs: options.timeoutMs, stopping: signal });
      return webhook.format === "hub" ? outcomeOf(sent) : robotOutcome(sent);
    } finally {
      clearInterval(watch);
    }
  }

  const told = ({ webhookId }: WebhookDelivery, { type, ...outcome }: Outcome) => {
    const fault = "fault" in outcome ? outcome.fault : null;
    metrics.webhooks.inc({ outcome: fault ?? type });
    if (fault) log.warn({ webhookId, fault, status: outcome.status }, "a webhook was not received");
  };
  const batches = handOver(hub, webhookOutbox, options, attempt, told);
  // Whoever tests waits for the answer, whatever it is.
  const tests = handOver(hub, webhookOutbox, { ...options, patience: { ...options.patience, most: 1 } }, attempt, told);

  return {
    async send(lane) {
      if (!lane.test) {
        const context = hub.ownContext();
        await setApart(context, lane.webhookId);
        if (!(await mayTellNow(context, lane.webhookId))) return;
      }
      await (lane.test ? tests : batches).send(lane, (inMs) => askToTell(db, lane, inMs));
    },
    async sweep() {
      const due = await db.$queryRaw<Lane[]>`
        select "id" as "webhookId", false as "test" from "Webhook" where "state" = 'active'
        union all
        select distinct "webhookId", true from "WebhookDelivery" where "after" is null and "state" = 'waiting'`;
      for (const lane of due) await askToTell(db, lane);
      return due.length;
    },
    stop() {
      batches.stop();
      tests.stop();
    },
  };
}

async function signedMessage(hub: Hub, webhook: HeldWebhook, delivery: WebhookDelivery) {
  const body = await bodyOf(hub, webhook, delivery);
  const { url, ...secrets } = unsealed(hub.vault, webhook);
  const seconds = Math.floor(Date.now() / 1_000);
  return { url, body, headers: signedHeaders(delivery.id, body, signing(secrets, new Date()), seconds) };
}

/** Nothing of the answer is kept but its status. */
function outcomeOf(sent: Sent): Outcome {
  if (sent.type === "failed") return { ...sent, detail: null };
  const { status, retryAfterMs } = sent;
  if (status >= 200 && status < 300) return { type: "received", status, receipt: "" };
  return { type: "failed", fault: "answered", status, detail: null, retryAfterMs };
}
