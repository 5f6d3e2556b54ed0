import { join } from "node:path";
import type { Pool } from "pg";
import { type Database, type Db, openDatabase } from "../prisma/client.ts";
import type { DeliveryReceiver } from "../prisma/generated/enums.ts";
import { hubViewer, type Viewer } from "../schema/account/viewer.ts";
import { type Clock, offsetClock } from "../schema/clock.ts";
import type { HubContext } from "../schema/context.ts";
import { allowedBy } from "../schema/outbound/rules.ts";
import { Vault } from "../schema/privacy/vault.ts";
import type { RefusalLocale } from "../schema/refusals.ts";
import { RegionBook } from "../schema/region/book.ts";
import { press } from "./brief/press.ts";
import { type Environment, shownPlace } from "./environment.ts";
import { diskStore } from "./evidence/disk-store.ts";
import { type UnfinishedUploads, unfinishedUploads } from "./evidence/unfinished.ts";
import type { Logger } from "./logging.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { readMasterKeys } from "./secrets.ts";

export interface Asking {
  viewer: Viewer;
  locale: RefusalLocale;
  address: string | null;
}

/** What one process of the hub works with: opened once, given to server, ticker, feed and jobs. */
export interface Hub {
  readonly environment: Environment;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly db: Db;
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly unfinished: UnfinishedUploads;
  /** Renewed by a restore: cursors of another incarnation are refused. */
  readonly incarnation: string;
  readonly demonstration: boolean;
  readonly seeded: boolean;
  /** What commands and queries are given, for one who asks. */
  context(asking: Asking): HubContext;
  /** The same for what the hub does by itself: timers, jobs, seeds. */
  ownContext(): HubContext;
  /** Calls back when this process has appended to the log. The result ends it. */
  onGrowth(listener: () => void): () => void;
  /** Reads clock, campaign and regions again, after seeding for one. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Where stored files lie; part of a backup. */
export const uploadsFolder = ({ dataDir }: Pick<Environment, "dataDir">) => join(dataDir, "uploads");

/** Where uploads lie until they have come whole; no part of a backup. */
export const unfinishedFolder = ({ dataDir }: Pick<Environment, "dataDir">) => join(dataDir, "unfinished");

export interface HubOptions {
  environment: Environment;
  databaseUrl: string;
  log: Logger;
  poolSize?: number;
  /** How often the clock's offset, which all processes share, is read again. */
  clockEveryMs?: number;
}

const briefRecipientsOf = ({ briefRecipients, briefReceiver, briefFolder }: Environment) => [
  ...briefRecipients,
  ...[briefReceiver, briefFolder].flatMap((other) => (other ? shownPlace(other) : [])),
];

/** Opens the migrated database and the row about this hub, which the first process makes. */
export async function openHub({ environment, databaseUrl, log, poolSize, clockEveryMs = 2_000 }: HubOptions) {
  const vault = new Vault(await readMasterKeys(environment.secretKeyFile));
  const database = openDatabase({
    url: databaseUrl,
    poolSize: poolSize ?? 12,
    // Nobody waits longer for an answer, and what a process that hangs has locked is freed again.
    timeoutMs: 120_000,
    onConnectionLost: (err) => log.warn({ err }, "lost a connection to the database"),
  });
  try {
    await makeHubRow(database.prisma, environment);
    return await assemble(database, environment, vault, log, clockEveryMs);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function makeHubRow(db: Db, { clockStart, demo }: Environment) {
  const clockOffsetMs = BigInt(clockStart ? clockStart.getTime() - Date.now() : 0);
  await db.hub.createMany({ data: [{ id: 1, clockOffsetMs, demonstration: demo }], skipDuplicates: true });
}

async function assemble(
  { prisma: db, pool, close }: Database,
  environment: Environment,
  vault: Vault,
  log: Logger,
  clockEveryMs: number,
): Promise<Hub> {
  const evidence = diskStore(uploadsFolder(environment));
  const unfinished = unfinishedUploads(unfinishedFolder(environment));
  const receivers = new Set(Object.keys(environment.receivers) as DeliveryReceiver[]);
  const outbound = allowedBy(environment.outboundAllow);
  const growth = new Set<() => void>();
  const wake = () => {
    for (const listener of growth) listener();
  };
  let row = await db.hub.findUniqueOrThrow({ where: { id: 1 } });
  let regions = await RegionBook.load(db);
  let offsetMs = Number(row.clockOffsetMs);
  // What has happened stays in the past: the offset is only ever taken forward.
  const clock = offsetClock(() => offsetMs);
  const readClock = async () => {
    const { rows } = await pool.query<{ offset: string }>({
      name: "clock-offset",
      text: `select "clockOffsetMs" as "offset" from "Hub" where "id" = 1`,
    });
    offsetMs = Math.max(offsetMs, Number(rows[0]?.offset ?? offsetMs));
  };
  const clockTimer = setInterval(() => {
    readClock().catch((err) => log.warn({ err }, "the clock's offset could not be read"));
  }, clockEveryMs).unref();

  const hub: Hub = {
    environment,
    log,
    metrics: createMetrics(pool),
    db,
    pool,
    vault,
    clock,
    unfinished,
    get incarnation() {
      return row.incarnation;
    },
    get demonstration() {
      return row.demonstration;
    },
    get seeded() {
      return row.seededAt !== null;
    },
    context: (asking) => ({
      db,
      pool,
      clock,
      vault,
      evidence,
      unfinished,
      press,
      regions,
      receivers,
      mails: environment.mail !== undefined,
      outbound,
      briefRecipients: briefRecipientsOf(environment),
      campaign: row.campaignCode ?? "",
      wake,
      ...asking,
    }),
    ownContext: () => hub.context({ viewer: hubViewer, locale: "zh", address: null }),
    onGrowth(listener) {
      growth.add(listener);
      return () => void growth.delete(listener);
    },
    async refresh() {
      [row, regions] = await Promise.all([
        db.hub.findUniqueOrThrow({ where: { id: 1 } }),
        RegionBook.load(db),
        readClock(),
      ]);
    },
    async close() {
      clearInterval(clockTimer);
      await close();
    },
  };
  return hub;
}
