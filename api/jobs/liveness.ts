import pg from "pg";
import type { Hub } from "../hub.ts";

export interface Liveness {
  /** Gives back the jobs of workers that are known dead. */
  release(): Promise<void>;
  close(): Promise<void>;
}

/** Locks of the session: whoever is gone, kill -9 included, holds none. */
const namespace = 5_215;

/**
 * Tells which workers live. Each holds a lock under its name for as long as its connection lasts; jobs that are locked by
 * a name nobody holds, found so twice in a row (a connection may be broken for a moment), are given back. The queue itself
 * would leave them for four hours.
 */
export async function holdLiveness({ pool, log }: Pick<Hub, "pool" | "log">, worker: string): Promise<Liveness> {
  let client: pg.Client | undefined;
  let closed = false;
  let suspects = new Set<string>();

  async function hold() {
    const fresh = new pg.Client({ ...pool.options, application_name: "rectification-hub jobs" });
    fresh.on("error", (err) => log.warn({ err }, "the connection of the job worker was lost"));
    try {
      await fresh.connect();
      await fresh.query("select pg_advisory_lock($1, hashtext($2))", [namespace, worker]);
    } catch (error) {
      // It is tried again every few seconds: each time would leave a connection behind.
      fresh.end().catch(() => {});
      throw error;
    }
    if (closed) return fresh.end();
    fresh.once("end", () => {
      if (client === fresh) client = undefined;
    });
    client = fresh;
  }
  await hold();

  return {
    async release() {
      if (!client && !closed) await hold();
      const { rows } = await pool.query<{ worker: string }>(
        `select distinct "worker" from (
           select locked_by as "worker" from graphile_worker._private_jobs where locked_by is not null
           union select locked_by from graphile_worker._private_job_queues where locked_by is not null) locked
         where not exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = $1::int::oid
           and l.objid = hashtext("worker")::oid and l.granted
           and l.database = (select oid from pg_database where datname = current_database()))`,
        [namespace],
      );
      const absent = rows.map((row) => row.worker);
      const dead = absent.filter((name) => suspects.has(name));
      suspects = new Set(absent);
      if (dead.length === 0) return;
      await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
      log.warn({ workers: dead.length }, "gave back the jobs of workers that have ended");
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
