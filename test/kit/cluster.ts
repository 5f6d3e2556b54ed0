import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { type Embedded, startEmbedded } from "../../api/postgres/embedded.ts";
import { DataDirectoryBusy } from "../../api/postgres/refusal.ts";
import { startTemporary } from "../../api/postgres/temporary.ts";
import { openDatabase } from "../../prisma/client.ts";
import { migrate } from "../../prisma/migrate.ts";
import { readMigrations } from "../../prisma/migration-files.ts";
import { seedReference } from "../../seeds/reference.ts";

/** A server for tests, and on it a migrated database of which each test gets a copy. Plain data: it crosses processes. */
export interface TestCluster {
  superuserUrl: string;
  /** As the role that owns the copies, on the template: only its database's name changes from copy to copy. */
  ownerUrl: string;
  /** Migrated, and nothing in it. */
  template: string;
  /** Regions, campaigns and catalogues too: what a hub needs before anybody can use it. */
  reference: string;
}

export interface RunningTestCluster extends TestCluster {
  stop(): Promise<void>;
}

/** On an embedded server, or on the one that `HUB_TEST_DATABASE_URL` (a superuser's) names. */
export async function startTestCluster(): Promise<RunningTestCluster> {
  const given = process.env.HUB_TEST_DATABASE_URL;
  if (given) return prepare(given, await createOwner(given), async () => {});
  const server = await startServer();
  try {
    await dropLeftovers(server.superuserUrl, await templateName());
    return await prepare(server.superuserUrl, server.url, server.stop);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Kept from run to run, one for each checkout; a run that finds it in use makes one for itself. */
async function startServer(): Promise<Embedded> {
  const kept = await keptFolder();
  if (kept) {
    try {
      return await startEmbedded({ dataDir: kept, durable: false });
    } catch (error) {
      if (!(error instanceof DataDirectoryBusy)) await rm(kept, { recursive: true, force: true });
    }
  }
  return startTemporary();
}

/** Without fsync the files are worth nothing once the machine itself went down: its start is part of the name. */
async function keptFolder(): Promise<string | undefined> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => undefined);
  if (!boot) return undefined;
  const ours = `rectification-hub-test-${shortHash(dirname(dirname(import.meta.dirname)))}-`;
  const name = `${ours}${shortHash(boot)}`;
  for (const old of await readdir(tmpdir())) {
    if (old.startsWith(ours) && old !== name) await rm(join(tmpdir(), old), { recursive: true, force: true });
  }
  const folder = join(tmpdir(), name);
  await mkdir(folder, { recursive: true });
  // Somebody else's folder under our name would read what the tests write.
  return (await stat(folder)).uid === process.getuid?.() ? folder : undefined;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

async function prepare(superuserUrl: string, owner: string, stop: () => Promise<void>): Promise<RunningTestCluster> {
  const template = await templateName();
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (rowCount) return;
    const draft = `draft_${randomBytes(6).toString("hex")}`;
    await client.query(`CREATE DATABASE ${draft} OWNER ${new URL(owner).username} TEMPLATE template0`);
    await migrate({ url: withDatabase(owner, draft) });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  const cluster = { superuserUrl, ownerUrl: withDatabase(owner, template), template };
  const reference = await copyTemplate(cluster);
  const { prisma, close } = openDatabase({ url: reference.url, poolSize: 1 });
  await seedReference(prisma);
  await close();
  const end = async () => {
    await reference.drop();
    await stop();
  };
  return { ...cluster, reference: new URL(reference.url).pathname.slice(1), stop: end };
}

async function templateName(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await readMigrations()) hash.update(`${file.name}\0${file.checksum}\0`);
  return `template_${hash.digest("hex").slice(0, 16)}`;
}

/** Databases of runs that were killed, and templates of earlier migrations. */
async function dropLeftovers(superuserUrl: string, template: string): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname ~ '^(test|draft|template)_' and datname <> $1`,
      [template],
    );
    for (const { name } of rows) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  });
}

async function createOwner(superuserUrl: string): Promise<string> {
  const name = "hub_test";
  // The same in each run, since the template is kept and belongs to it.
  const password = createHash("sha256").update(superuserUrl).digest("hex");
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [name]);
    if (!rowCount) await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  });
  const url = new URL(superuserUrl);
  url.username = name;
  url.password = password;
  return url.href;
}

/** A new database like the template. */
export async function copyTemplate(
  cluster: Omit<TestCluster, "reference">,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const owner = new URL(cluster.ownerUrl).username;
  await asSuperuser(cluster.superuserUrl, (client) =>
    client.query(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE ${cluster.template} STRATEGY file_copy`),
  );
  const drop = () =>
    asSuperuser(cluster.superuserUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { url: withDatabase(cluster.ownerUrl, name), drop };
}

export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
