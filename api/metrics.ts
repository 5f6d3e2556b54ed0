import type { Pool } from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What `/metrics` tells: numbers about the process, never about persons or cases. */
export function createMetrics(pool: Pool) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "hub_" });
  const registers = [registry];
  watchMailboxes(registry, pool);
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
    pushes: new Counter({
      name: "hub_pushes_total",
      help: "Attempts of this process to tell another body something.",
      labelNames: ["receiver", "outcome"],
      registers,
    }),
    letters: new Counter({
      name: "hub_letters_total",
      help: "Attempts of this process to hand a letter to the mail server.",
      labelNames: ["purpose", "outcome"],
      registers,
    }),
    mails: new Counter({
      name: "hub_mails_total",
      help: "Mails to the supervision mailboxes that this process took.",
      labelNames: ["mailbox", "outcome"],
      registers,
    }),
    webhooks: new Counter({
      name: "hub_webhooks_total",
      help: "Attempts of this process to tell a webhook what has happened.",
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

/** How the reading of the supervision mailboxes stands, whichever process reads them. */
function watchMailboxes(registry: Registry, pool: Pool): void {
  const gauge = (name: string, help: string, sql: string) =>
    new Gauge({
      name,
      help,
      labelNames: ["mailbox"],
      registers: [registry],
      async collect() {
        const { rows } = await pool.query<{ code: string; value: number }>(
          `select "code", (${sql})::float as "value" from "Mailbox" box where "configured"`,
        );
        this.reset();
        for (const { code, value } of rows) this.set({ mailbox: code }, value);
      },
    });
  gauge("hub_mailbox_waiting", "Mails that the latest round left for the next.", `"waiting"`);
  gauge(
    "hub_mailbox_set_aside",
    "Mails that wait for somebody to look at them.",
    `select count(*) from "IncomingMail" where "mailboxCode" = box."code" and "state" = 'setAside'`,
  );
  gauge(
    "hub_mailbox_failing_seconds",
    "For how long no round has gone through; 0 while they do.",
    `coalesce(extract(epoch from now() - "failingSince"), 0)`,
  );
}

/** How many follow the log, and how they fare. */
export function watchFeed(
  registry: Registry,
  groups: { readonly counts: { groups: number; members: number } },
  sockets: { readonly size: number; readonly overflows: number },
): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("hub_sockets", "WebSockets that are open.", () => sockets.size);
  gauge("hub_sockets_overflowed", "WebSockets closed because their client did not read.", () => sockets.overflows);
  gauge("hub_feed_groups", "Groups of subscribers that are told the same.", () => groups.counts.groups);
  gauge("hub_feed_members", "Subscribers in these groups.", () => groups.counts.members);
}

export type Metrics = ReturnType<typeof createMetrics>;
