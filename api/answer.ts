import type { ServerResponse } from "node:http";
import type { Refusal } from "../schema/refusal.ts";
import { message, type RefusalLocale } from "../schema/refusals.ts";

/** What an HTTP status says of a refusal that ends a request before any GraphQL is executed. */
export function statusOf(code: string): number {
  if (code.startsWith("credentials/locked") || code === "rate-limited") return 429;
  if (code.startsWith("credentials/") || code === "unauthenticated") return 401;
  switch (code) {
    case "request/origin-foreign":
    case "request/header-missing":
    case "forbidden":
      return 403;
    case "request/too-large":
      return 413;
    case "request/busy":
    case "unavailable":
      return 503;
    case "storage-full":
      return 507;
    case "not-found":
      return 404;
    case "internal":
      return 500;
    default:
      return 400;
  }
}

/** The language of the answer: Chinese unless the caller would rather have English. */
export function localeOf(acceptLanguage: string | undefined): RefusalLocale {
  const weighed = (acceptLanguage ?? "").split(",").flatMap((entry) => {
    const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
    const locale = /^(zh|en)\b/.exec(tag)?.[1];
    return locale ? [{ locale, quality: quality === undefined ? 1 : Number(quality) }] : [];
  });
  return weighed.sort((a, b) => b.quality - a.quality)[0]?.locale === "en" ? "en" : "zh";
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(text);
}

/** What a client is told with a refusal beside its status. */
export function refusalHeaders({ code, facts }: Pick<Refusal, "code" | "facts">): Record<string, string> {
  return {
    ...(statusOf(code) === 401 && { "www-authenticate": "Bearer" }),
    ...(facts.retryAfterSeconds !== undefined && { "retry-after": String(facts.retryAfterSeconds) }),
    ...(statusOf(code) === 503 && { "retry-after": "2" }),
    // The rest of a body that was not read must not be taken for the next request.
    ...(code === "request/too-large" && { connection: "close" }),
  };
}

export const describe = (refusal: Pick<Refusal, "code" | "facts">, locale: RefusalLocale) => ({
  code: refusal.code,
  message: message(refusal, locale),
});
