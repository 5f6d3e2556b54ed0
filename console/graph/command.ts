import { type AnyVariables, type Client, createRequest, type TypedDocumentNode } from "@urql/core";
import type { CommandOutcome, CommandRefusal } from "../ui/command.ts";
import { requestOf } from "./client.ts";
import { isUnreachable, refusalsOf } from "./failure.ts";

/** The payload of a mutation, under the name of the mutation's only field. */
export interface Payload {
  errors: readonly (CommandRefusal & { currentVersion?: number | null })[];
}

export type Sent<Data> = { done: true; data: Data } | { done: false; errors: readonly CommandRefusal[] };

export interface Sending {
  /**
   * Sends one command. Refusals come back as values; throws `Unanswered` when no answer came, and then the same call
   * again is the same command for the hub: it is carried out once, however often it is sent. A `key` of the caller's own
   * holds for longer than this page.
   */
  send<Data extends Record<string, Payload>, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    key?: string,
  ): Promise<Sent<Data>>;
  /** The same for a form: what it hands to `CommandDialog`. */
  perform<Data extends Record<string, Payload>, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    said?: string,
  ): Promise<CommandOutcome>;
}

/** Nobody knows whether it was carried out. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** So many attempts without an answer are remembered; who tries further has long left the form. */
const mostAttempts = 50;

/** 128 random bits, written in hexadecimal digits. Not `randomUUID`, which a page without TLS does not have. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export function createSending(client: Client, language: () => string): Sending {
  /** The key of each attempt that went unanswered, by its document and variables. */
  const attempts = new Map<number, string>();

  const send: Sending["send"] = async (document, variables, given) => {
    const { key: attempt } = createRequest(document, variables);
    const key = given ?? attempts.get(attempt) ?? newKey();
    const { data, error } = await client
      .mutation(document, variables, { fetchOptions: () => requestOf(language(), { "idempotency-key": key }) })
      .toPromise();
    if (error && isUnreachable(error)) {
      if (attempts.size >= mostAttempts) attempts.clear();
      attempts.set(attempt, key);
      throw new Unanswered(error.message);
    }
    attempts.delete(attempt);
    const errors = error ? refusalsOf(error) : Object.values(data ?? {}).flatMap((payload) => payload.errors ?? []);
    return data && errors.length === 0 ? { done: true, data } : { done: false, errors };
  };

  return {
    send,
    async perform(document, variables, said) {
      const sent = await send(document, variables);
      return sent.done ? { done: true, said } : sent;
    },
  };
}
