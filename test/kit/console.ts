import WebSocket from "ws";

export interface Item {
  cursor: string;
  kind: string;
  subject?: { version: number; id: string } | null;
  region?: { code: string } | null;
  text?: string;
}

export interface Answer {
  data?: { activity: Item } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export const activityDocument = `subscription Feed($after: Cursor, $kinds: [ActivityKind!], $region: String) {
  activity(after: $after, kinds: $kinds, region: $region) {
    cursor kind occurredAt region { code name } subject { type id version } actor { kind name } facts { name value } text
  }
}`;

export interface ConsoleOptions {
  authorization?: string;
  query?: string;
  variables?: Record<string, unknown>;
  connectionParams?: Record<string, unknown>;
  /** Of the upgrade. */
  headers?: Record<string, string>;
  onItem?(item: Item): void;
}

/** A client of the feed that shows every frame: it neither reconnects nor hides anything. */
export class TestConsole {
  readonly socket: WebSocket;
  readonly items: Item[] = [];
  readonly answers: Answer[] = [];
  readonly frames: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #options: ConsoleOptions;
  #waiting: (() => void)[] = [];

  constructor(url: string, options: ConsoleOptions = {}) {
    this.#options = options;
    this.socket = new WebSocket(url, "graphql-transport-ws", {
      perMessageDeflate: false,
      headers: options.headers,
    });
    this.closed = new Promise((resolve) =>
      this.socket.once("close", (code, reason) => resolve({ code, reason: String(reason) })),
    );
    this.socket.on("error", () => {});
    this.socket.once("open", () => {
      const payload = { authorization: options.authorization ?? "Bearer office/14", ...options.connectionParams };
      this.send({ type: "connection_init", payload });
    });
    this.socket.on("message", (data) => this.#take(String(data)));
    void this.closed.then(() => this.#wake());
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits until what it has been given satisfies; fails after a while. */
  async until(holds: (console: this) => boolean, within = 10_000): Promise<void> {
    const end = performance.now() + within;
    while (!holds(this)) {
      const left = end - performance.now();
      if (left <= 0)
        throw new Error(
          `not within ${within} ms; got ${this.items.length}: ${JSON.stringify(this.answers).slice(0, 500)}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** What happened, without checkpoints. */
  get events(): Item[] {
    return this.items.filter(({ kind }) => kind !== "CHECKPOINT");
  }

  #take(frame: string) {
    this.frames.push(frame);
    const message = JSON.parse(frame);
    if (message.type === "connection_ack") {
      const { query = activityDocument, variables = {} } = this.#options;
      this.send({ id: "1", type: "subscribe", payload: { query, variables } });
    }
    if (message.type === "ping") this.send({ type: "pong" });
    if (message.type === "next" || message.type === "error") {
      const answer: Answer = message.type === "next" ? message.payload : { errors: message.payload };
      this.answers.push(answer);
      if (answer.data?.activity) {
        this.items.push(answer.data.activity);
        this.#options.onItem?.(answer.data.activity);
      }
    }
    this.#wake();
  }

  #wake() {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
