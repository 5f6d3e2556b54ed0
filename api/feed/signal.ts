import pg from "pg";

const channel = "hub_activity";

export interface SignalOptions {
  /** Its connections are made the same way; none of them is taken. */
  pool: pg.Pool;
  /** Another process has appended to the log. */
  onSignal(): void;
  /** Listening, for the first time or again. */
  onConnected(): void;
  onLost(error: unknown): void;
  retryAfterMs?: number;
  /** A connection that owes an answer for so long is given up. */
  patienceMs?: number;
}

/**
 * Tells the other processes that the log has grown, and hears it from them, over one connection of its own. Only a hint:
 * it may be lost, and whoever reads the log looks every second anyway. Sent after commit, never within the writing
 * transaction, where NOTIFY takes a lock that all commits of the server wait for.
 */
export class Signal {
  readonly #options: SignalOptions;
  readonly #lost = new WeakSet<pg.Client>();
  #client: pg.Client | undefined;
  #sending = false;
  #pending = false;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: SignalOptions) {
    this.#options = options;
  }

  async connect(): Promise<void> {
    const { pool, patienceMs = 10_000 } = this.#options;
    const client = new pg.Client({
      ...pool.options,
      application_name: "rectification-hub feed",
      query_timeout: patienceMs,
    });
    const lose = (error: unknown) => this.#lose(client, error);
    client.on("error", lose);
    client.on("end", () => lose(undefined));
    client.on("notification", ({ processId }) => {
      if (processId !== (client as unknown as { processID: number }).processID) this.#options.onSignal();
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      lose(error);
      return;
    }
    if (this.#closed) return void (await client.end());
    this.#client = client;
    this.#options.onConnected();
  }

  /**
   * The connection itself, while it stands. The reader asks on it as well: it waits for no request of anybody, and the
   * server's process behind it is awake, as it has just passed on the news.
   */
  get connection(): Pick<pg.Client, "query"> | undefined {
    return this.#client;
  }

  /** At most one is under way; those that come meanwhile become one more. */
  send(): void {
    if (!this.#client) return;
    this.#pending = true;
    if (!this.#sending) void this.#flush(this.#client);
  }

  async #flush(client: pg.Client) {
    this.#sending = true;
    try {
      while (this.#pending) {
        this.#pending = false;
        await client.query(`notify ${channel}`);
      }
    } catch (error) {
      this.#lose(client, error);
    } finally {
      this.#sending = false;
    }
  }

  /** A question on the connection was not answered: another one takes its place. */
  giveUp(error: unknown): void {
    if (this.#client) this.#lose(this.#client, error);
  }

  #lose(client: pg.Client, error: unknown) {
    // It may be told twice, the second time long after another one has taken its place.
    if (this.#lost.has(client)) return;
    this.#lost.add(client);
    if (this.#client === client) this.#client = undefined;
    if (this.#closed || this.#retry) return;
    this.#options.onLost(error);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.connect();
    }, this.#options.retryAfterMs ?? 1_000);
    client.end().catch(() => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }
}
