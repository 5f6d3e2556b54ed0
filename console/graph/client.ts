import { Client, fetchExchange, mapExchange } from "@urql/core";
import { hubCache } from "./cache.ts";
import { isSignedOut } from "./failure.ts";

export interface ClientOptions {
  /** The language in which the hub's sentences are wanted: "zh-CN". */
  language: () => string;
  onSignedOut: () => void;
}

/** What rides on every request: the cookie, the language, and the header that another site's form cannot set. */
export const requestOf = (language: string, more: Readonly<Record<string, string>> = {}): RequestInit => ({
  credentials: "same-origin",
  headers: { "accept-language": language, "x-hub-request": "1", ...more },
});

/**
 * One client for as long as one person is signed in; the next person gets a new one with an empty cache. Queries are
 * sent by POST only: an address is logged by every machine on the way.
 */
export function createClient({ language, onSignedOut }: ClientOptions): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: () => requestOf(language()),
    exchanges: [mapExchange({ onError: (error) => isSignedOut(error) && onSignedOut() }), hubCache(), fetchExchange],
  });
}
