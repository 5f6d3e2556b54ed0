import { mkdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, accountFor, canEnter } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { holdDirectory } from "./hold.ts";
import { initialise, superuser } from "./initialise.ts";
import { clusterOf, type DatabaseRecord, giveToOwner, newRecord, readRecord, writeRecord } from "./location.ts";
import { endOrphan, freePort, type Postmaster, startPostmaster } from "./postmaster.ts";
import { database, owner, provision } from "./provision.ts";
import { EmbeddedRefusal } from "./refusal.ts";
import { writeSettings } from "./settings.ts";

export interface EmbeddedOptions {
  /** `HUB_DATA_DIR`; made when it is missing. */
  dataDir: string;
  log?: (line: string) => void;
  /** false: no fsync, for tests. Default true. */
  durable?: boolean;
}

export interface Embedded {
  /** As the role that owns the hub's database and nothing else. */
  url: string;
  /** As superuser, on the maintenance database: for making and replacing databases. */
  superuserUrl: string;
  /** The cluster's folder. */
  directory: string;
  /** When the server has ended, by `stop` or by itself. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** What one start works with. */
interface Start {
  dataDir: string;
  log: (line: string) => void;
  durable: boolean;
  account: Account | undefined;
  binaries: Binaries;
  record: DatabaseRecord;
  cluster: string;
}

/**
 * Starts PostgreSQL on the data directory, making it at first, and holds the directory until `stop`.
 * @throws EmbeddedRefusal, with a sentence for the operator
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await mkdir(options.dataDir, { recursive: true });
  // PostgreSQL reports its folder without symbolic links, and an orphan is known by it.
  const dataDir = await realpath(options.dataDir);
  const holds = [await holdDirectory(dataDir)];
  const release = () => Promise.all(holds.map((hold) => hold.release()));
  try {
    const start = await prepare(dataDir, options.log ?? (() => {}), options.durable ?? true);
    const { cluster, record } = start;
    // A copy of the data directory still names the one cluster outside.
    if (!isInside(start)) holds.push(await holdDirectory(cluster));
    await endOrphan(cluster, start.log);
    const postmaster = await startOnFreePort(start);
    const stop = async () => {
      await postmaster.stop();
      await release();
    };
    const superuserUrl = address(superuser, record.superuserPassword, record.port, "postgres");
    await provision(superuserUrl, record.ownerPassword).catch(async (error) => {
      await postmaster.stop();
      throw error;
    });
    const url = address(owner, record.ownerPassword, record.port, database);
    return { url, superuserUrl, directory: cluster, exited: postmaster.exited, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Where the server of the hub that runs on a data directory is reached, as the role that owns the database; undefined
 * where there never was one.
 */
export async function addressOfRunning(dataDir: string): Promise<string | undefined> {
  const record = await readRecord(dataDir);
  return record?.initialised ? address(owner, record.ownerPassword, record.port, database) : undefined;
}

function address(user: string, password: string, port: number, name: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

function isInside({ cluster, dataDir }: Start): boolean {
  return cluster.startsWith(dataDir);
}

/** Finds the cluster or makes it, and refuses what this hub must not touch. */
async function prepare(dataDir: string, log: (line: string) => void, durable: boolean): Promise<Start> {
  const existing = await readRecord(dataDir);
  const expected = existing ? clusterOf(dataDir, existing) : join(dataDir, "postgres");
  const found = (await stat(expected).catch(() => undefined)) !== undefined;
  if (found && !existing) {
    throw new EmbeddedRefusal(
      `${expected} holds a database, but ${join(dataDir, "database.json")} with its passwords is missing. Restore that file, or restore a backup into an empty HUB_DATA_DIR with \`npm run restore FILE\`.`,
    );
  }
  if (!found && existing?.initialised) {
    throw new EmbeddedRefusal(
      `The database of ${dataDir} is expected in ${expected} and is not there. Bring that folder back, or restore a backup into an empty HUB_DATA_DIR with \`npm run restore FILE\`.`,
    );
  }
  const account = await accountFor(found ? expected : undefined, log);
  const binaries = await findBinaries(account);
  const record = existing ?? (await newRecord(dataDir, account));
  const start = { dataDir, log, durable, account, binaries, record, cluster: clusterOf(dataDir, record) };
  if (found) await checkCluster(start);
  else await makeCluster(start);
  if (!isInside(start)) {
    log(`The database is in ${start.cluster}: PostgreSQL's own user cannot enter ${dataDir}.`);
  }
  return start;
}

async function makeCluster({ dataDir, record, binaries, cluster, account, durable }: Start): Promise<void> {
  await writeRecord(dataDir, record);
  await initialise(binaries, cluster, record.superuserPassword, account, durable);
  record.initialised = true;
  await writeRecord(dataDir, record);
}

async function checkCluster({ cluster, binaries, account }: Start): Promise<void> {
  const uid = process.getuid?.();
  const folder = await stat(cluster);
  if (uid !== undefined && uid !== 0 && folder.uid !== uid) {
    throw new EmbeddedRefusal(
      `The database in ${cluster} belongs to another user (${folder.uid}): start the hub as that user or as root.`,
    );
  }
  const version = (await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (version === "") {
    throw new EmbeddedRefusal(
      `${cluster} is not a database of the hub and is left alone: set HUB_DATA_DIR to another folder.`,
    );
  }
  if (version !== binaries.major) {
    throw new EmbeddedRefusal(
      `The database in ${cluster} was written by PostgreSQL ${version}, and this version of the hub runs PostgreSQL ${binaries.major}. ` +
        "With the version of the hub that wrote it run `npm run backup FILE`; then move that HUB_DATA_DIR away and run `npm run restore FILE` with this version.",
    );
  }
  if (!(await canEnter(account, cluster))) {
    throw new EmbeddedRefusal(
      `PostgreSQL's user ${account?.name} can no longer enter ${cluster}: allow it to enter the folders above (chmod o+x).`,
    );
  }
}

async function startOnFreePort(start: Start): Promise<Postmaster> {
  const { dataDir, record, cluster, account, log } = start;
  const logFile = join(dataDir, "postgres.log");
  for (let attempt = 1; ; attempt++) {
    // Between looking for a port and listening on it another process may take it.
    record.port = await freePort(attempt === 1 ? record.port : 0);
    await writeRecord(dataDir, record);
    await writeSettings(cluster, { port: record.port, durable: start.durable }, account);
    try {
      const postmaster = await startPostmaster({ postgres: start.binaries.postgres, cluster, logFile, account, log });
      await giveToOwner(logFile, dataDir);
      return postmaster;
    } catch (error) {
      if (attempt === 5) throw error;
      // Processes of a server that was killed need a moment to notice.
      await sleep(200 * attempt);
    }
  }
}
