import { type Ref, readonly, ref, type ShallowRef, shallowRef } from "vue";
import type { Line } from "../ui/line.ts";
import { type Happening, isHappening } from "./happening.ts";
import { listen, type SocketEnd } from "./socket.ts";

/** The live line of the console: one subscription that all pages share. */
export interface Live {
  readonly line: Readonly<Ref<Line>>;
  /** The latest events since the console was opened, newest first; bounded. */
  readonly recent: Readonly<ShallowRef<readonly Happening[]>>;
  /** Events in the order of the log, each once, in batches. The result ends it. */
  onEvents(listener: (events: readonly Happening[]) => void): () => void;
  /** What is held may lack something that no event will tell: read it again. The result ends it. */
  onSnapshot(listener: () => void): () => void;
  /** Reads on from here. Cursor first, then the first snapshot, then this: nothing falls between. */
  start(cursor: string): void;
  /** Connects again, in another language for one, and resumes where it was. */
  reconnect(): void;
  stop(): void;
}

export interface LiveOptions {
  language: () => string;
  /** Milliseconds by the hub's clock. */
  now: () => number;
  readCursor: () => Promise<string>;
  onSignedOut: () => void;
  /** What time it was by the hub's clock when it said something. `exact`: just now; else at that time or later. */
  onTime: (at: number, exact: boolean) => void;
}

/** How many events are kept for pages that open later. */
const kept = 200;
/** Events that come within this time reach the pages together, in milliseconds. */
const batchEvery = 50;
/** So long a break is nothing to speak of; after it the screen says up to when it is true. In milliseconds. */
const staleAfter = 10_000;
const longestPause = 15_000;

export function createLive({ language, now, readCursor, onSignedOut, onTime }: LiveOptions): Live {
  const line = ref<Line>({ kind: "reconnecting" });
  const recent = shallowRef<readonly Happening[]>([]);
  const listeners = new Set<(events: readonly Happening[]) => void>();
  const snapshots = new Set<() => void>();

  let cursor: string | undefined;
  let pending: Happening[] = [];
  let batch: ReturnType<typeof setTimeout> | undefined;
  let staleTimer: ReturnType<typeof setTimeout> | undefined;
  let connection: { close: () => void } | undefined;
  let wake: (() => void) | undefined;
  let lastSign = now();
  let stopped = false;

  function deliver(): void {
    batch = undefined;
    const events = pending;
    pending = [];
    recent.value = [...events.toReversed(), ...recent.value].slice(0, kept);
    for (const listener of listeners) listener(events);
  }

  function broken(): void {
    if (line.value.kind === "stale") return;
    line.value = { kind: "reconnecting" };
    staleTimer ??= setTimeout(() => {
      line.value = { kind: "stale", since: lastSign };
    }, staleAfter);
  }

  function alive(next: Line): void {
    clearTimeout(staleTimer);
    staleTimer = undefined;
    line.value = next;
  }

  async function follow(after: string): Promise<SocketEnd> {
    let caughtUp = false;
    let missed = 0;
    const listening = listen({
      after,
      language: language(),
      onSign: () => {
        if (caughtUp) lastSign = now();
      },
      onItem: (item) => {
        cursor = item.cursor;
        onTime(Date.parse(item.occurredAt), !isHappening(item));
        lastSign = now();
        if (!isHappening(item)) {
          caughtUp = true;
          return alive({ kind: "live" });
        }
        if (!caughtUp) alive({ kind: "catchingUp", events: ++missed });
        pending.push(item);
        batch ??= setTimeout(deliver, batchEvery);
      },
    });
    connection = listening;
    return listening.ended;
  }

  /** Cut short when there is reason to think that the hub is back. */
  const pause = (length: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, length);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function snapshot(): Promise<string> {
    const fresh = await readCursor();
    recent.value = [];
    for (const listener of snapshots) listener();
    return fresh;
  }

  async function run(): Promise<void> {
    for (let attempt = 0; !stopped; ) {
      const before = cursor;
      const end = await (async () => {
        cursor ??= await snapshot();
        return follow(cursor);
      })().catch((): SocketEnd => "lost");
      if (stopped) return;
      broken();
      if (end === "signedOut") return onSignedOut();
      if (end === "snapshot") cursor = undefined;
      // Whoever got something is not being turned away: the next try is a first one again.
      attempt = cursor !== before ? 0 : attempt + 1;
      if (end === "resume" && attempt < 2) continue;
      const length = end === "tooMany" || end === "barred" ? longestPause : Math.min(longestPause, 300 * 2 ** attempt);
      await pause(length * (0.6 + 0.4 * Math.random()));
    }
  }

  const tryNow = () => wake?.();
  window.addEventListener("online", tryNow);
  document.addEventListener("visibilitychange", tryNow);

  const subscribed = <Listener>(set: Set<Listener>, listener: Listener) => {
    set.add(listener);
    return () => void set.delete(listener);
  };

  return {
    line: readonly(line) as Readonly<Ref<Line>>,
    recent,
    onEvents: (listener) => subscribed(listeners, listener),
    onSnapshot: (listener) => subscribed(snapshots, listener),
    start(first) {
      cursor = first;
      void run();
    },
    reconnect() {
      connection?.close();
      tryNow();
    },
    stop() {
      stopped = true;
      clearTimeout(batch);
      clearTimeout(staleTimer);
      connection?.close();
      tryNow();
      window.removeEventListener("online", tryNow);
      document.removeEventListener("visibilitychange", tryNow);
    },
  };
}
