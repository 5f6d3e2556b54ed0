import { allowedBy } from "../../schema/outbound/rules.ts";
import type { Carrier } from "../mail/mailer.ts";
import { createOutbound } from "../outbound/send.ts";
import { plain } from "../plain.ts";
import { objectIn } from "../push/post.ts";
import { readSigningKeys } from "../secrets.ts";
import { signedHeaders } from "../webhook/signature.ts";

/** Posts a brief to the operator's receiver, as a webhook is told: one message for one letter, however often it is sent. */
export async function createBriefPost({ url, keyFile }: { url: string; keyFile: string }): Promise<Carrier> {
  const { keys } = await readSigningKeys(keyFile);
  const secrets = [...keys.values()].map((key) => key.toString("base64"));
  const outbound = createOutbound(allowedBy([new URL(url).host]));

  return async ({ messageId, queuedAt }, { text }, attachments, way) => {
    const files = attachments.map(({ name, mediaType, bytes }) => ({
      name,
      mediaType,
      base64: Buffer.from(bytes).toString("base64"),
    }));
    const data = { ...objectIn(text), files };
    const body = JSON.stringify({ type: "brief", timestamp: queuedAt.toISOString(), data });
    const id = messageId.replace(/[<>]|@.*/g, "");
    const headers = signedHeaders(id, body, secrets, Math.floor(Date.now() / 1_000));
    const sent = await outbound.send({ url, headers, body, ...way });
    if (sent.type === "failed") return sent;
    const { status, retryAfterMs } = sent;
    const answer = objectIn(sent.text ?? "");
    if (status >= 200 && status < 300)
      return { type: "received", status, receipt: plain(answer.receipt) ?? `HTTP ${status}` };
    return { type: "failed", fault: "answered", status, detail: plain(answer.message), retryAfterMs };
  };
}
