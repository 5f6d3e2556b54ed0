import type { Outcome } from "../../schema/delivery/rules.ts";
import type { Outbound, Sending } from "../outbound/send.ts";
import { plain } from "../plain.ts";

const longestReceipt = 200;

/** Hands one message over and says what came of it. Never throws: whatever goes wrong is an outcome. */
export async function post(outbound: Outbound, sending: Sending): Promise<Outcome> {
  const sent = await outbound.send(sending);
  if (sent.type === "failed") return sent;
  const { status, text, retryAfterMs } = sent;
  if (text === null) return failed("answerTooLarge", status, null);
  const answer = objectIn(text);
  if (status < 200 || status >= 300) return { ...failed("answered", status, plain(answer.message)), retryAfterMs };
  const { receipt } = answer;
  return typeof receipt === "string" && plain(receipt) === receipt && receipt.length <= longestReceipt
    ? { type: "received", status, receipt }
    : failed("receiptMissing", status, null);
}

const failed = (fault: "answered" | "answerTooLarge" | "receiptMissing", status: number, detail: string | null) =>
  ({ type: "failed", fault, status, detail }) as const;

export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
