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

/**
 * What a stream that cannot be continued gives last. An error would be presented to the subscriber as one more answer,
 * and the next one after it: this goes through to the transport, which breaks the connection with `StreamCut`.
 */
export const cutShort: ExecutionResult = Object.freeze({});

/** The client resumes by its cursor. */
export class StreamCut extends Error {
  override name = "StreamCut";
}

/** Keeps what the subscriber has not taken yet, up to so many bytes. */
export class QueueDelivery implements Delivery {
  readonly #limit: number;
  readonly #queue: Message[] = [];
  #bytes = 0;
  #waiting: ((result: IteratorResult<ExecutionResult>) => void) | undefined;
  #state: "open" | "cut" | "ended" = "open";

  constructor(limit: number) {
    this.#limit = limit;
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
    return this.#state === "open";
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.#state === "cut") return { value: cutShort, done: false };
    const message = this.#queue.shift();
    if (message) {
      this.#bytes -= message.payload.length;
      return { value: message.result, done: false };
    }
    if (this.#state === "ended") return done;
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  cut(): void {
    this.#state = "cut";
    this.#queue.length = 0;
    this.#waiting?.({ value: cutShort, done: false });
    this.#waiting = undefined;
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#queue.length = 0;
    this.#waiting?.(done);
    this.#waiting = undefined;
  }
}
