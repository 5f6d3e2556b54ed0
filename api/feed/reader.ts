import type { Client, Pool } from "pg";
import { type Checkpoint, type LoggedEvent, readAfter, readEnd, readLast } from "../../schema/activity/event.ts";
import type { Clock } from "../../schema/clock.ts";
import type { Logger } from "../logging.ts";
import { Ring } from "./ring.ts";
import { Signal } from "./signal.ts";

export interface ReaderOptions {
  pool: Pool;
  clock: Clock;
  log: Logger;
  /** A wake-up may be lost. */
  pollEveryMs?: number;
  /** Events kept in memory. */
  ringSize?: number;
  batchSize?: number;
  /** A database that has not answered for so long is asked again, over another connection. */
  patienceMs?: number;
}

export interface Listener {
  /** In the order of the log, each once. Must not wait. */
  onEvents(events: readonly LoggedEvent[]): void;
  /** The log is another one (a restore): positions mean nothing any more. */
  onRenewed(): void;
}

/** Reads the log once for everybody in this process who follows it. */
export class LogReader {
  readonly #options: ReaderOptions;
  readonly #signal: Signal;
  readonly #listeners = new Set<Listener>();
  #ring: Ring;
  #position = 0;
  #incarnation = "";
  #running = false;
  #again = false;
  /** A restore cuts every connection to the database: after each cut, see whether it is still the same log. */
  #suspect = false;
  #closed = false;
  #lastReadAt = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: ReaderOptions) {
    this.#options = options;
    this.#ring = new Ring(this.#ringSize, 0);
    this.#signal = new Signal({
      pool: options.pool,
      patienceMs: options.patienceMs,
      onSignal: () => this.#read(),
      onConnected: () => {
        this.#suspect = true;
        this.#read();
      },
      onLost: (err) => options.log.warn({ err }, "not listening for news of the log; asking for them every second"),
    });
  }

  static async open(options: ReaderOptions): Promise<LogReader> {
    const reader = new LogReader(options);
    await reader.#start(options.pool);
    await reader.#signal.connect();
    reader.#timer = setInterval(() => reader.#read(), options.pollEveryMs ?? 1_000).unref();
    return reader;
  }

  get #ringSize() {
    return this.#options.ringSize ?? 2_000;
  }

  /** Everything up to here has been handed to the listeners. */
  get position(): number {
    return this.#position;
  }

  /** Whether it has come through to the database lately. */
  get healthy(): boolean {
    return !this.#closed && performance.now() - this.#lastReadAt < 5_000;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** This process has appended to the log and committed. */
  wake(): void {
    this.#read();
    this.#signal.send();
  }

  /** From memory; null where that reaches too far back. */
  recent(after: number): readonly LoggedEvent[] | null {
    return this.#ring.after(after);
  }

  checkpoint(position = this.#position): Checkpoint {
    const recordedAt = this.#options.clock.now();
    return Object.freeze({ checkpoint: true, id: position, incarnation: this.#incarnation, recordedAt });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#listeners.clear();
    await this.#signal.close();
  }

  async #start(source: Pick<Client, "query">) {
    const { incarnation } = await readEnd(source);
    const last = await readLast(source, this.#ringSize);
    const complete = last.length < this.#ringSize;
    this.#ring = new Ring(this.#ringSize, complete ? 0 : (last[0]?.id ?? 1) - 1);
    this.#ring.push(last);
    this.#position = last.at(-1)?.id ?? 0;
    this.#incarnation = incarnation;
    this.#lastReadAt = performance.now();
  }

  async #recognise(source: Pick<Client, "query">) {
    const { incarnation } = await readEnd(source);
    this.#suspect = false;
    if (incarnation === this.#incarnation) return;
    await this.#start(source);
    this.#options.log.warn("the log is another one; all who follow it must take a fresh snapshot");
    for (const listener of this.#listeners) listener.onRenewed();
  }

  /** One read at a time; whatever asks meanwhile makes it one more. */
  #read(): void {
    this.#again = true;
    if (!this.#running) void this.#readOn();
  }

  async #readOn() {
    const { pool, batchSize = 500, patienceMs = 10_000, log } = this.#options;
    this.#running = true;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        const events = await within(patienceMs, this.#next(this.#signal.connection ?? pool, batchSize));
        this.#lastReadAt = performance.now();
        if (events.length === batchSize) this.#again = true;
        if (events.length > 0) this.#handOut(events);
      }
    } catch (err) {
      if (!this.#closed) log.warn({ err }, "the log could not be read");
      this.#signal.giveUp(err);
    } finally {
      this.#running = false;
    }
  }

  async #next(source: Pick<Client, "query">, batchSize: number): Promise<LoggedEvent[]> {
    if (this.#suspect) await this.#recognise(source);
    return readAfter(source, this.#position, batchSize);
  }

  #handOut(events: readonly LoggedEvent[]) {
    this.#ring.push(events);
    this.#position = events.at(-1)?.id ?? this.#position;
    for (const listener of this.#listeners) listener.onEvents(events);
  }
}

/** The answer, or an error when it does not come in time: a connection may be dead and not know it. */
async function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database does not answer")), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
