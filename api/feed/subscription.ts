import type { ExecutionResult } from "graphql";
import type { FeedItem } from "../../schema/activity/event.ts";
import type { Vault } from "../../schema/privacy/vault.ts";
import type { Delivery } from "./delivery.ts";
import type { Group } from "./group.ts";
import { noteCursor } from "./message.ts";

type Results = AsyncIterableIterator<ExecutionResult>;

/** One subscriber: first what he has missed, resolved for him alone, then what his group is given. */
export class Subscription implements Results {
  readonly #delivery: Delivery;
  readonly #vault: Vault;
  #missed: Results | undefined;
  #group: Group | undefined;
  #item: FeedItem | undefined;
  #caughtUp = false;
  #gone = false;

  constructor(delivery: Delivery, vault: Vault) {
    this.#delivery = delivery;
    this.#vault = vault;
  }

  /**
   * The events that the executor turns into answers. Nothing is held for a subscriber before the transport takes the
   * first of them: it may never do so.
   */
  async *follow(enter: () => Group, from: number, resumes: boolean): AsyncGenerator<FeedItem, void, undefined> {
    if (this.#gone) return;
    this.#group = enter();
    for await (const item of this.#group.catchUp(this.#delivery, from, resumes)) {
      this.#item = item;
      yield item;
    }
  }

  /** @param answers what the executor makes of `follow`, one for each event */
  answering(answers: Results): this {
    this.#missed = answers;
    return this;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    if (!this.#caughtUp && this.#missed) {
      const result = await this.#missed.next();
      if (!result.done) {
        if (this.#item) noteCursor(result.value, this.#item, this.#vault);
        return result;
      }
      this.#caughtUp = true;
    }
    return this.#delivery.next();
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#gone = true;
    this.#group?.leave(this.#delivery);
    this.#delivery.end();
    if (!this.#caughtUp) await this.#missed?.return?.();
    return { value: undefined, done: true };
  }
}
