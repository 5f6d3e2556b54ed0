import type { CombinedError } from "@urql/core";
import type { CommandRefusal } from "../ui/command.ts";

interface HubError {
  message: string;
  extensions?: { code?: unknown; path?: unknown };
}

const codeOf = ({ extensions }: HubError) => (typeof extensions?.code === "string" ? extensions.code : "unknown");
const pathOf = ({ extensions }: HubError): readonly string[] =>
  Array.isArray(extensions?.path) ? extensions.path.map(String) : [];

/** The session has ended, or the account has: nothing but signing in again helps. */
export const isSignedOut = (error: CombinedError): boolean =>
  (error.response as Response | undefined)?.status === 401 ||
  error.graphQLErrors.some((one) => ["unauthenticated", "credentials/revoked"].includes(codeOf(one)));

/**
 * The hub did not answer, something between did not let the answer through, or the hub itself could not reach its
 * database: nothing is known of what was asked, and trying again may help.
 */
export const isUnreachable = (error: CombinedError): boolean =>
  error.graphQLErrors.length === 0
    ? error.networkError !== undefined
    : error.graphQLErrors.some((one) => codeOf(one) === "unavailable");

/** What the hub says against a request as a whole, in the reader's language. */
export const refusalsOf = (error: CombinedError): readonly CommandRefusal[] =>
  error.graphQLErrors.map((one) => ({ code: codeOf(one), message: one.message, path: pathOf(one) }));

/** One line for the error state of a list or page; undefined where nothing is known but that no answer came. */
export const told = (error: CombinedError | undefined): string | undefined => error?.graphQLErrors[0]?.message;
