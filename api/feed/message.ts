import type { ExecutionResult } from "graphql";
import { writeCursor } from "../../schema/activity/cursor.ts";
import { type FeedItem, isCheckpoint } from "../../schema/activity/event.ts";
import type { Vault } from "../../schema/privacy/vault.ts";

/** One answer for all members of a group: resolved once, written once. */
export interface Message {
  readonly position: number;
  readonly checkpoint: boolean;
  /** For transports that pull. Frozen, as it goes to everybody. */
  readonly result: ExecutionResult;
  /** The result as JSON, in UTF-8. Nobody may write into it. */
  readonly payload: Buffer;
}

export function messageOf(item: FeedItem, result: ExecutionResult, vault: Vault): Message {
  if (result.data) Object.freeze(result.data);
  const message = Object.freeze({
    position: item.id,
    checkpoint: isCheckpoint(item),
    result: Object.freeze(result),
    payload: Buffer.from(JSON.stringify(result)),
  });
  messages.set(result, message);
  noteCursor(result, item, vault);
  return message;
}

const cursors = new WeakMap<object, string>();

/** A transport that names its events needs the cursor whether the client selected it or not. */
export function noteCursor(result: ExecutionResult, item: FeedItem, vault: Vault): void {
  cursors.set(result, writeCursor(vault, item));
}

export const cursorOf = (result: object): string | undefined => cursors.get(result);

const messages = new WeakMap<object, Message>();

/** The message that a result belongs to, for a transport that writes it in its own form. */
export const messageWith = (result: object): Message | undefined => messages.get(result);

/** Does it tell somebody who has come to this position anything? */
export const isNews = ({ position, checkpoint }: Message, reached: number) =>
  checkpoint ? position >= reached : position > reached;
