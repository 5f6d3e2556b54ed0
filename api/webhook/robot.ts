import { createHmac } from "node:crypto";
import type { WebhookDelivery } from "../../prisma/generated/client.ts";
import { findBetween } from "../../schema/activity/search.ts";
import { textOf } from "../../schema/activity/sentences.ts";
import { wallClock } from "../../schema/calendar/rules.ts";
import type { Outcome } from "../../schema/delivery/rules.ts";
import { followedBy, mostEvents } from "../../schema/webhook/batches.ts";
import type { HeldWebhook } from "../../schema/webhook/holder.ts";
import { concernsOffice, markdownOf } from "../../schema/webhook/robot.ts";
import { unsealed } from "../../schema/webhook/sealed.ts";
import type { Hub } from "../hub.ts";
import type { Sent } from "../outbound/send.ts";
import { objectIn } from "../push/post.ts";

/** What a robot says to its group, in the form that its service takes. */
export async function robotMessage(hub: Hub, webhook: HeldWebhook, { after, upTo }: WebhookDelivery) {
  const { url, secret } = unsealed(hub.vault, webhook);
  const content = after === null ? "**专项整治平台：测试**" : markdownOf(await linesOf(hub, webhook, after, upTo));
  const markdown = webhook.format === "wecom" ? { content } : { title: "专项整治平台", text: content };
  return {
    url: webhook.format === "dingtalk" && secret !== "" ? dingtalkUrl(url, secret, Date.now()) : url,
    headers: { "content-type": "application/json; charset=utf-8", "user-agent": "rectification-hub" },
    body: JSON.stringify({ msgtype: "markdown", markdown }),
  };
}

async function linesOf(hub: Hub, webhook: HeldWebhook, after: bigint, upTo: bigint | null) {
  const events = await findBetween(hub, followedBy(webhook), Number(after), Number(upTo), mostEvents);
  const context = hub.ownContext();
  return events
    .filter((event) => concernsOffice(event, webhook.regionCode))
    .map((event) => `${wallClock(event.occurredAt)} ${textOf(event, context)}`);
}

/** 加签: HMAC-SHA256 of the time and the secret under the secret, beside the time in the address. */
export function dingtalkUrl(url: string, secret: string, milliseconds: number): string {
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(milliseconds));
  const sign = createHmac("sha256", secret).update(`${milliseconds}\n${secret}`, "utf8").digest("base64");
  signed.searchParams.set("sign", sign);
  return signed.href;
}

/** More than 20 a minute: of 企业微信, of 钉钉. */
const tooMany: ReadonlySet<unknown> = new Set([45_009, 130_101, 410_100]);

/** Both services answer 200 whatever becomes of it: what counts is their own code, which stands as the status then. */
export function robotOutcome(sent: Sent): Outcome {
  if (sent.type === "failed") return { ...sent, detail: null };
  const { errcode } = objectIn(sent.text ?? "");
  const ok = sent.status >= 200 && sent.status < 300;
  if (ok && errcode === 0) return { type: "received", status: sent.status, receipt: "" };
  const status = ok && typeof errcode === "number" && Number.isSafeInteger(errcode) ? errcode % 2 ** 31 : sent.status;
  const retryAfterMs = tooMany.has(errcode) ? 60_000 : sent.retryAfterMs;
  return { type: "failed", fault: "answered", status, detail: null, retryAfterMs };
}
