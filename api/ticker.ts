import { setTimeout as sleep } from "node:timers/promises";
import { recountTimers } from "../schema/timer/recount.ts";
import { type TickOptions, tick } from "../schema/timer/tick.ts";
import type { Hub } from "./hub.ts";

export interface Ticker {
  /** Whether it has looked lately. */
  readonly healthy: boolean;
  /** Lets the batch under way end. */
  stop(): Promise<void>;
}

/** At least how often it looks, because another process may have set a timer. */
const longestSleepMs = 1_000;

/** Fires what is due, sleeps until the next timer is, and begins again. Any number of processes may do so at once. */
export function startTicker(hub: Hub, options: TickOptions = {}): Ticker {
  const stopping = new AbortController();
  let lastLookAt = performance.now();

  /** Returns how long to sleep. */
  async function look(): Promise<number> {
    try {
      const { fired, failed } = await tick(hub.ownContext(), options);
      lastLookAt = performance.now();
      hub.metrics.timers.inc({ outcome: "fired" }, fired);
      hub.metrics.timers.inc({ outcome: "failed" }, failed.length);
      for (const { timer, error } of failed) {
        hub.log.error(
          { err: error, kind: timer.kind, timer: timer.id, attempts: timer.attempts + 1 },
          "a timer failed",
        );
      }
      return fired > 0 ? 0 : await untilNext(hub);
    } catch (err) {
      hub.log.error({ err }, "timers could not be fired");
      return longestSleepMs;
    }
  }

  async function run() {
    // With this version may have come a calendar that nobody knew when a clock was set.
    await recountTimers(hub.ownContext()).catch((err) => hub.log.error({ err }, "timers could not be counted again"));
    while (!stopping.signal.aborted) {
      const wait = await look();
      if (wait > 0) await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const running = run();

  return {
    get healthy() {
      return performance.now() - lastLookAt < 15_000;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function untilNext({ pool, clock }: Hub): Promise<number> {
  const { rows } = await pool.query<{ dueAt: Date | null }>({
    name: "next-timer",
    text: `select min("dueAt") as "dueAt" from "Timer" where "dueAt" > $1`,
    values: [clock.now()],
  });
  const next = rows[0]?.dueAt;
  return Math.min(longestSleepMs, next ? Math.max(1, next.getTime() - clock.now().getTime()) : longestSleepMs);
}
