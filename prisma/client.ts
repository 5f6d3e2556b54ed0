import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database` */
  url: string;
  /** Most connections at once, shared by Prisma and hand-written statements. Default 10. */
  poolSize?: number;
  /** The server ends a statement, or a transaction that lies idle, after so long, and is not waited for any longer; unset: never. */
  timeoutMs?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** A connection that was lost while idle; the pool replaces it by itself, so this is for the log only. */
  onConnectionLost?: (error: Error) => void;
}

export interface Database {
  prisma: Db;
  /** The same connections that Prisma uses, for hand-written named statements. */
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the one pool of this process. Connections are made when they are first needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? "rectification-hub",
    // The adapter reads and writes timestamptz as if the session were in UTC; on a server in Asia/Shanghai every instant
    // would be stored eight hours off, and look right again when read back.
    options: ["-c timezone=UTC", ...timeouts(options.timeoutMs)].join(" "),
    connectionTimeoutMillis: 10_000,
    // A server that is gone without a word (a machine that froze, a firewall that forgot) closes nothing: it is found out
    // while a connection is idle by probes, and while it owes an answer by waiting a little longer than it may take.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: options.timeoutMs && options.timeoutMs * 1.1,
  });
  // Without handlers a connection that the server ends would end this process as well: the pool speaks for idle ones, and
  // whoever has one in use learns it from the query.
  let closing = false;
  pool.on("error", (error) => {
    if (!closing) options.onConnectionLost?.(error);
  });
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return {
    prisma,
    pool,
    close: async () => {
      // The pool has ended before its connections have: a server that ends now finds them still there.
      closing = true;
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const timeouts = (milliseconds: number | undefined): readonly string[] =>
  milliseconds === undefined
    ? []
    : [`-c statement_timeout=${milliseconds}`, `-c idle_in_transaction_session_timeout=${milliseconds}`];
