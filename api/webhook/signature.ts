import { createHmac } from "node:crypto";

/**
 * What goes with a message, by Standard Webhooks: its id, which a repeat has too, when it was sent, and one signature for
 * each secret that the receiver may hold.
 *
 * @param secrets as they are handed out: `whsec_` and base64
 * @param seconds real time, in whole seconds since 1970
 */
export function signedHeaders(id: string, body: string, secrets: readonly string[], seconds: number) {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`, "utf8").digest("base64")}`;
  });
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "rectification-hub",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}
