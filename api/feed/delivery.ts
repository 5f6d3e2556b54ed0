import type { ExecutionResult } from "graphql";
import type { Member } from "./group.ts";
import type { Message } from "./message.ts";

/** How one subscriber is given what his group is given. */
export interface Delivery extends Member {
  /** What a transport that pulls gets next, once the subscriber is in its group. */
  next(): Promise<IteratorResult<ExecutionResult>>;
  /** The subscriber has gone. */
  end(): void;
}

/** A transport that writes what it is handed: a WebSocket. */
export interface Push {
  /** False: the connection is closing. */
  write(payload: Buffer): boolean;
  /** Closes the connection in a way that makes the client resume by its cursor. */
  cut(): void;
}

const done: IteratorResult<ExecutionResult> = { value: undefined, done: true };

/** Goes around the executor: its iterator stays silent while the group writes to the connection. */
export class PushDelivery implements Delivery {
  readonly #push: Push;
  #end: ((result: IteratorResult<ExecutionResult>) => void) | undefined;

  constructor(push: Push) {
    this.#push = push;
  }

  deliver({ payload }: Message): boolean {
    return this.#push.write(payload);
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    return new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  cut(): void {
    this.#push.cut();
  }

  end(): void {
    this.#end?.(done);
  }
}

/** Keeps what the subscriber has not taken yet, up to so many bytes. */
export class QueueDelivery implements Delivery {
  readonly #limit: number;
  readonly #queue: Message[] = [];
  #bytes = 0;
  #waiting: ((result: IteratorResult<ExecutionResult>) => void) | undefined;
  readonly #cut: () => void;
  #open = true;

  /** @param cut breaks the connection, whether the other side reads on or not: it resumes by its cursor */
  constructor(limit: number, cut: () => void) {
    this.#limit = limit;
    this.#cut = cut;
  }

  deliver(message: Message): boolean {
    if (this.#waiting) {
      this.#waiting({ value: message.result, done: false });
      this.#waiting = undefined;
      return true;
    }
    this.#queue.push(message);
    this.#bytes += message.payload.length;
    if (this.#bytes > this.#limit) this.cut();
    return this.#open;
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    const message = this.#queue.shift();
    if (message) {
      this.#bytes -= message.payload.length;
      return { value: message.result, done: false };
    }
    if (!this.#open) return done;
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  cut(): void {
    this.end();
    this.#cut();
  }

  end(): void {
    this.#open = false;
    this.#queue.length = 0;
    this.#waiting?.(done);
    this.#waiting = undefined;
  }
}
