import { createHmac } from "node:crypto";
import type { Delivery } from "../../prisma/generated/client.ts";

/**
 * What a receiver is sent: a pure function of the row, so that a repeat has the same bytes.
 * The format is told in docs/push.md, and may only grow.
 */
export function bodyOf(delivery: Delivery): string {
  const { id, sequence, kind, queuedAt, cityCode, countyCode, subjectType, subjectId, subjectVersion } = delivery;
  return JSON.stringify({
    id,
    sequence,
    kind,
    occurredAt: queuedAt.toISOString(),
    region: countyCode ?? cityCode,
    subject: { type: subjectType, id: subjectId, version: subjectVersion },
    content: delivery.content,
  });
}

export interface SigningKey {
  id: string;
  key: Buffer;
}

/** HMAC-SHA256 over the time, a dot and the body as sent, in hex. */
export const signatureOf = (key: Buffer, timestamp: string, body: string) =>
  createHmac("sha256", key).update(`${timestamp}.${body}`, "utf8").digest("hex");

/** @param seconds real time, in whole seconds since 1970 */
export function headersOf(id: string, body: string, { id: keyId, key }: SigningKey, seconds: number) {
  const timestamp = String(seconds);
  return {
    "content-type": "application/json; charset=utf-8",
    accept: "application/json",
    "user-agent": "rectification-hub",
    "idempotency-key": id,
    "x-hub-key-id": keyId,
    "x-hub-timestamp": timestamp,
    "x-hub-signature": `sha256=${signatureOf(key, timestamp, body)}`,
  };
}
