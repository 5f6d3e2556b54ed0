import type { Pool } from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What `/metrics` tells: numbers about the process, never about persons or cases. */
export function createMetrics(pool: Pool) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "hub_" });
  const registers = [registry];
  new Gauge({
    name: "hub_database_connections",
    help: "Connections of the pool, by what they are doing.",
    labelNames: ["state"],
    registers,
    collect() {
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      this.set({ state: "awaited" }, pool.waitingCount);
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: "hub_http_request_seconds",
      help: "Time from request to answer.",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    signIns: new Counter({
      name: "hub_sign_ins_total",
      help: "Attempts to sign in with a password.",
      labelNames: ["outcome"],
      registers,
    }),
    timers: new Counter({
      name: "hub_timers_total",
      help: "Timers taken by this process.",
      labelNames: ["outcome"],
      registers,
    }),
    eventStreams: new Gauge({
      name: "hub_event_streams",
      help: "Subscriptions over server-sent events that are open.",
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
