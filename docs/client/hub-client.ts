/**
 * A client of the hub for a city's system: copy it and go on from here. It needs what the platform has, fetch and WebSocket
 * (Node 22 or later, a browser). What it relies on is said in ../integration.md, and a test of the hub runs it.
 */

export class HubError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export interface HubClientOptions {
  /** Of the hub, as `https://hub.example.gov.cn`. */
  url: string;
  /** Asked with every request and connection: put its successor in its place while both hold, and nothing stops. */
  key: () => string;
  /** How often something is tried that the hub could not do just then. */
  attempts?: number;
}

export interface Activity {
  cursor: string;
  kind: string;
  occurredAt: string;
  region: { code: string } | null;
  subject: { type: string; id: string; version: number } | null;
}

/** Where the cursor is kept; best in the transaction that keeps what was handled. */
export interface CursorStore {
  read(): Promise<string | null>;
  write(cursor: string): Promise<void>;
}

export interface Following {
  store: CursorStore;
  kinds?: readonly string[];
  /** Takes everything anew: with the first start, and when the hub says that the cursor is of no use any more. */
  snapshot(): Promise<void>;
  /** Called for one after the other. After a crash the last one may come again: its cursor and version are the same. */
  handle(activity: Activity): Promise<void>;
  signal: AbortSignal;
}

export interface RowResult {
  externalId: string;
  status: "CREATED" | "UPDATED" | "UNCHANGED" | "IGNORED_OLDER" | "REFUSED";
  errors: { code: string; message: string; path: string[] }[];
}

export const mostRows = 1_000;
export const mostPage = 100;
/** What passes by itself. */
export const passing = ["unreachable", "unavailable", "request/busy", "rate-limited"];
export const snapshotNeeded = [
  "activity/cursor-foreign",
  "activity/cursor-outside-window",
  "activity/cursor-malformed",
];
/** For so long nothing at all is heard of a line that works: there is a checkpoint every 30 seconds. */
const silenceMs = 75_000;

export class HubClient {
  readonly #options: HubClientOptions;
  constructor(options: HubClientOptions) {
    this.#options = options;
  }

  /** @throws {HubError} with the code of what was wrong; what the hub could not do just then is tried again before. */
  async ask<Data>(query: string, variables: object = {}, idempotencyKey?: string): Promise<Data> {
    const { url, key, attempts = 8 } = this.#options;
    const body = JSON.stringify({ query, variables });
    for (let attempt = 1; ; attempt++) {
      const headers = { "content-type": "application/json", authorization: `Bearer ${key()}` };
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: idempotencyKey ? { ...headers, "idempotency-key": idempotencyKey } : headers,
        body,
      }).catch(() => null);
      const told = await response?.text().catch(() => undefined);
      const { data, errors } = answerIn<Data>(told);
      const [error] = errors ?? [];
      if (!error) return data as Data;
      const { code } = error.extensions;
      if (!passing.includes(code) || attempt === attempts) throw new HubError(code, error.message);
      await wait(Number(response?.headers.get("retry-after") ?? 0) * 1_000 || backoff(attempt));
    }
  }

  /**
   * Every row of a list, page after page by keyset: what is written meanwhile neither repeats nor hides a row.
   * @param list its field and the type of its filter, as `{ field: "complexes", filter: "ComplexFilter" }`
   */
  async *pull<Node>(
    list: { field: string; filter: string },
    selection: string,
    filter: object = {},
    size = mostPage,
  ): AsyncGenerator<Node> {
    const query = `query ($filter: ${list.filter}, $after: String) {
      page: ${list.field}(first: ${size}, after: $after, filter: $filter) {
        pageInfo { hasNextPage endCursor } edges { node { ${selection} } } } }`;
    for (let after: string | null = null, more = true; more; ) {
      const { page }: { page: Page<Node> } = await this.ask(query, { filter, after });
      for (const { node } of page.edges) yield node;
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
  }

  /**
   * Writes rows in batches; each row succeeds or is refused by itself. The same rows again change nothing.
   * @param upsert a mutation and the type of its rows, as `{ field: "upsertComplexes", row: "ComplexRow" }`
   */
  async push(upsert: { field: string; row: string }, rows: readonly object[], size = mostRows): Promise<RowResult[]> {
    const query = `mutation ($rows: [${upsert.row}!]!) { answer: ${upsert.field}(input: { rows: $rows }) {
      result { rows { externalId status errors { code message path } } } errors { code message } } }`;
    const results: RowResult[] = [];
    for (let first = 0; first < rows.length; first += size) {
      const batch = { rows: rows.slice(first, first + size) };
      // Of this call and batch: a repeat after a lost answer is known as one, and tomorrow's call is heard anew.
      const { answer } = await this.ask<{ answer: Pushed }>(query, batch, crypto.randomUUID());
      const [error] = answer.errors;
      if (error || !answer.result) throw new HubError(error?.code ?? "internal", error?.message ?? "no result");
      results.push(...answer.result.rows);
    }
    return results;
  }

  /** Follows what happens until it is told to stop. @throws {HubError} when the key holds no more, or `handle` fails */
  async follow(following: Following): Promise<void> {
    const { store, signal, snapshot } = following;
    for (let attempt = 1; !signal.aborted; ) {
      try {
        if ((await store.read()) === null) await this.#begin(store, snapshot);
        await this.#listen(following, () => {
          attempt = 1;
        });
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        if (snapshotNeeded.includes(error.code)) await this.#begin(store, snapshot);
        else if (!passing.includes(error.code)) throw error;
      }
      if (!signal.aborted) await wait(backoff(attempt++));
    }
  }

  /** The cursor first, then the snapshot: what happens in between comes again, and is older than what is held. */
  async #begin(store: CursorStore, snapshot: () => Promise<void>) {
    const { activityCursor } = await this.ask<{ activityCursor: string }>("{ activityCursor }");
    await snapshot();
    await store.write(activityCursor);
  }

  /** One connection. Resolves when it breaks, and rejects with what makes another one useless. */
  async #listen({ store, kinds, handle, signal }: Following, heard: () => void): Promise<void> {
    const socket = new WebSocket(`${this.#options.url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws");
    let last = await store.read();
    // One after the other, in the order in which they came.
    let work: Promise<unknown> = Promise.resolve();
    let silence = setTimeout(() => socket.close(), silenceMs);
    const stop = () => socket.close();
    signal.addEventListener("abort", stop);
    const take = async (activity: Activity) => {
      if (activity.cursor === last) return;
      if (activity.kind !== "CHECKPOINT") await handle(activity);
      await store.write(activity.cursor);
      last = activity.cursor;
      heard();
    };
    try {
      await new Promise<void>((resolve, reject) => {
        const send = (message: object) => socket.send(JSON.stringify(message));
        socket.onopen = () =>
          send({ type: "connection_init", payload: { authorization: `Bearer ${this.#options.key()}` } });
        socket.onclose = ({ code, reason }) =>
          code === 4401 || code === 4403
            ? reject(new HubError(reason || "unauthenticated", "the key holds no more"))
            : resolve();
        socket.onmessage = ({ data }) => {
          clearTimeout(silence);
          silence = setTimeout(() => socket.close(), silenceMs);
          const { type, payload } = JSON.parse(String(data)) as Message;
          if (type === "connection_ack")
            send({ id: "1", type: "subscribe", payload: { query: feed, variables: { after: last, kinds } } });
          if (type === "ping") send({ type: "pong" });
          const [error] = (type === "error" ? (payload as Failure[]) : (payload as Next | undefined)?.errors) ?? [];
          if (error) reject(new HubError(error.extensions.code, error.message));
          else if (type === "next") {
            work = work.then(() => take((payload as Next).data.activity));
            work.catch(reject);
          }
        };
      });
    } finally {
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
      socket.close();
      await work;
    }
  }
}

const feed = `subscription ($after: Cursor, $kinds: [ActivityKind!]) { activity(after: $after, kinds: $kinds) {
  cursor kind occurredAt region { code } subject { type id version } } }`;

interface Answer<Data> {
  data?: Data;
  errors?: Failure[];
}
const nobody = { errors: [{ message: "nobody answers", extensions: { code: "unreachable" } }] };

/** What is no JSON was not said by the hub: a proxy answers in its place. */
function answerIn<Data>(told: string | undefined): Answer<Data> {
  try {
    return told === undefined ? nobody : JSON.parse(told);
  } catch {
    return nobody;
  }
}

interface Page<Node> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Node }[];
}
interface Pushed {
  result: { rows: RowResult[] } | null;
  errors: { code: string; message: string }[];
}
interface Failure {
  message: string;
  extensions: { code: string };
}
interface Next {
  data: { activity: Activity };
  errors?: Failure[];
}
interface Message {
  type: string;
  payload?: Failure[] | Next;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** A quarter of a second, then twice as long each time up to half a minute, less by chance: clients do not return in step. */
const backoff = (attempt: number) => Math.min(30_000, 125 * 2 ** attempt) * (0.5 + Math.random() / 2);
