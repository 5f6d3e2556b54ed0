import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Push } from "./delivery.ts";

/** Close codes of ours, beside those of the protocol; clients must reconnect after the first, and must not after the others. */
export const closeCodes = {
  /** The connection is too slow, or the log was replaced: connect again and resume after the last cursor. */
  resume: 4900,
  /** Not signed in, or not any more. */
  unauthorized: 4401,
  forbidden: 4403,
  /** More sockets of one account than are allowed. */
  tooMany: 4429,
  failed: 4500,
} as const;

const closingMs = 3_000;

const suffix = Buffer.from("}");

/** Sockets with something to write, until the end of this turn of the event loop: a burst costs each one system call. */
const corked = new Set<Duplex>();

function cork(raw: Duplex) {
  if (corked.has(raw)) return;
  if (corked.size === 0) setImmediate(uncorkAll);
  corked.add(raw);
  raw.cork();
}

function uncorkAll() {
  for (const raw of corked) raw.uncork();
  corked.clear();
}

/** One connection, whatever subscriptions it carries. */
export class FeedSocket {
  readonly #socket: WebSocket;
  readonly #raw: Duplex;
  readonly #limit: number;
  readonly #onOverflow: () => void;
  #closing = false;

  /** @param limit bytes that may wait for a client that does not read */
  constructor(socket: WebSocket, raw: Duplex, limit: number, onOverflow: () => void) {
    this.#socket = socket;
    this.#raw = raw;
    this.#limit = limit;
    this.#onOverflow = onOverflow;
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Called once, at once where it has closed already. */
  onClose(work: () => void): void {
    if (this.#socket.readyState === this.#socket.CLOSED) work();
    else this.#socket.once("close", work);
  }

  /** A subscription's way to write around graphql-ws what is the same for its whole group. */
  push(operation: string): Push {
    const prefix = Buffer.from(`{"id":${JSON.stringify(operation)},"type":"next","payload":`);
    return {
      write: (payload) => this.#write(prefix, payload),
      cut: () => this.close(closeCodes.resume, "resume after your last cursor"),
    };
  }

  #write(prefix: Buffer, payload: Buffer): boolean {
    if (this.#closing) return false;
    this.#requireRoom(this.#limit);
    if (this.#closing) return false;
    cork(this.#raw);
    this.#socket.send(Buffer.concat([prefix, payload, suffix]), { binary: false });
    return true;
  }

  /** What is written for this connection alone, answers and pongs. Resolves when it is on its way, or never will be. */
  send(text: string, limit: number): Promise<void> {
    this.#requireRoom(limit);
    return new Promise((resolve) => {
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text, () => resolve());
      else resolve();
    });
  }

  /** Closes the connection of a client that asks on and on, if only for pongs, and does not read what it is given. */
  #requireRoom(limit: number): void {
    if (this.#closing || this.#socket.bufferedAmount <= limit) return;
    this.#onOverflow();
    this.close(closeCodes.resume, "too slow: resume after your last cursor");
  }

  /** Who does not even take the closing is cut off. */
  close(code: number, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), closingMs).unref();
  }
}
