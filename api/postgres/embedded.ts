import { mkdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { accountFor, canEnter } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { holdDataDirectory } from "./hold.ts";
import { initialise, superuser } from "./initialise.ts";
import { clusterOf, type DatabaseRecord, newRecord, readRecord, writeRecord } from "./location.ts";
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

/** Starts PostgreSQL on the data directory, making it at first, and holds the directory until `stop`. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await mkdir(options.dataDir, { recursive: true });
  // PostgreSQL reports its folder without symbolic links, and an orphan is known by it.
  const dataDir = await realpath(options.dataDir);
  const hold = await holdDataDirectory(dataDir);
  try {
    const { postmaster, record, cluster } = await open(dataDir, options.log ?? (() => {}), options.durable ?? true);
    const stop = async () => {
      await postmaster.stop();
      await hold.release();
    };
    const superuserUrl = address(superuser, record.superuserPassword, record.port, "postgres");
    try {
      await provision(superuserUrl, record.ownerPassword);
    } catch (error) {
      await stop();
      throw error;
    }
    const url = address(owner, record.ownerPassword, record.port, database);
    return { url, superuserUrl, directory: cluster, exited: postmaster.exited, stop };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

function address(user: string, password: string, port: number, name: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

async function open(
  dataDir: string,
  log: (line: string) => void,
  durable: boolean,
): Promise<{ postmaster: Postmaster; record: DatabaseRecord; cluster: string }> {
  const existing = await readRecord(dataDir);
  const inside = existing ? clusterOf(dataDir, existing) : join(dataDir, "postgres");
  const found = await isThere(inside);
  const account = await accountFor(found ? inside : undefined, log);
  if (found && !existing) {
    throw new EmbeddedRefusal(
      `${inside} holds a database, but ${join(dataDir, "database.json")} with its passwords is missing. Restore that file, or restore a backup into an empty HUB_DATA_DIR with \`npm run restore FILE\`.`,
    );
  }
  const record = existing ?? (await newRecord(dataDir, account));
  const cluster = clusterOf(dataDir, record);
  const binaries = await findBinaries(account);
  if (found) await checkCluster(cluster, binaries, process.getuid?.());
  else if (record.initialised) {
    throw new EmbeddedRefusal(
      `The database of ${dataDir} is expected in ${cluster} and is not there. Bring that folder back, or restore a backup into an empty HUB_DATA_DIR with \`npm run restore FILE\`.`,
    );
  } else {
    await writeRecord(dataDir, record);
    await initialise(binaries, cluster, record.superuserPassword, account, durable);
    record.initialised = true;
    await writeRecord(dataDir, record);
  }
  if (!cluster.startsWith(dataDir)) {
    log(`The database is in ${cluster}: PostgreSQL's own user cannot enter ${dataDir}.`);
  }
  if (!(await canEnter(account, cluster))) {
    throw new EmbeddedRefusal(
      `PostgreSQL's user ${account?.name} can no longer enter ${cluster}: allow it to enter the folders above (chmod o+x).`,
    );
  }
  await endOrphan(cluster, log);
  const postmaster = await startOnFreePort(dataDir, record, cluster, binaries, account, log, durable);
  return { postmaster, record, cluster };
}

async function startOnFreePort(
  dataDir: string,
  record: DatabaseRecord,
  cluster: string,
  binaries: Binaries,
  account: Awaited<ReturnType<typeof accountFor>>,
  log: (line: string) => void,
  durable: boolean,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    // Between looking for a port and listening on it another process may take it.
    record.port = await freePort(attempt === 1 ? record.port : 0);
    await writeRecord(dataDir, record);
    await writeSettings(cluster, { port: record.port, durable }, account);
    try {
      return await startPostmaster({
        postgres: binaries.postgres,
        cluster,
        logFile: join(dataDir, "postgres.log"),
        account,
        log,
      });
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function isThere(cluster: string): Promise<boolean> {
  return (await stat(cluster).catch(() => undefined)) !== undefined;
}

async function checkCluster(cluster: string, binaries: Binaries, uid: number | undefined): Promise<void> {
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
}
