import type { Outcome } from "../../schema/delivery/rules.ts";
import { plain } from "../plain.ts";

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  /** The hub is stopping. */
  stopping: AbortSignal;
}

const mostAnswerBytes = 16_384;
const longestReceipt = 200;

/** Hands one message over and says what came of it. Never throws: whatever goes wrong is an outcome. */
export async function post({ url, headers, body, timeoutMs, stopping }: Post): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([timeout, stopping]);
  try {
    // What is signed for one address is not carried to another.
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    return await read(response);
  } catch (error) {
    if (stopping.aborted) return failed("stopped", null, null);
    if (timeout.aborted) return failed("timedOut", null, null);
    return failed("unreachable", null, codeOf(error));
  }
}

const failed = (
  fault: Extract<Outcome, { type: "failed" }>["fault"],
  status: number | null,
  detail: string | null,
  retryAfterMs?: number,
): Outcome => ({ type: "failed", fault, status, detail, retryAfterMs });

async function read(response: Response): Promise<Outcome> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return failed("redirected", status, null);
  }
  const text = await boundedText(response);
  const success = status >= 200 && status < 300;
  if (text === null) return failed("answerTooLarge", status, null);
  const answer = objectIn(text);
  if (!success) return failed("answered", status, plain(answer.message), retryAfter(response, status));
  const { receipt } = answer;
  return typeof receipt === "string" && plain(receipt) === receipt && receipt.length <= longestReceipt
    ? { type: "received", status, receipt }
    : failed("receiptMissing", status, null);
}

/** Null where there is more of it than any receipt needs. */
async function boundedText({ body }: Response): Promise<string | null> {
  if (!body) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the rest.
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > mostAnswerBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** RFC 9110: seconds, or a date. */
function retryAfter({ headers }: Response, status: number): number | undefined {
  const value = headers.get("retry-after");
  if (!value || (status !== 429 && status !== 503)) return undefined;
  if (/^\d{1,7}$/.test(value)) return Number(value) * 1_000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/** What the network says, as its short code: a message would quote addresses. */
function codeOf(error: unknown): string | null {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code.slice(0, 60) : null;
}
