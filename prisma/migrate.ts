import pg from "pg";
import { MigrationEdited, MigrationFailed, NewerSchema, ServerUnsuitable } from "./migration-errors.ts";
import { type MigrationFile, migrationList, readMigrations } from "./migration-files.ts";
import { type OpenedSchemaEngine, openSchemaEngine } from "./schema-engine.ts";

export interface MigrateOptions {
  url: string;
  log?: (line: string) => void;
  /** Runs under the lock before a database that already holds data is changed: the place for a backup. */
  beforeUpgrade?: (pending: readonly string[]) => Promise<void>;
  /** Other migrations than the hub's own, for tests. */
  files?: readonly MigrationFile[];
}

/** Any number will do, as long as all versions of the hub use the same. */
const lockKey = 7_275_620_240_815n;
const oldestMajor = 15;

const charactersHint =
  "In this database (LC_CTYPE C) no Chinese character counts as a letter, so that searching by name is slow. " +
  "To make it fast create the database with: CREATE DATABASE hub LC_CTYPE 'C.UTF-8' TEMPLATE template0";

interface Server {
  version: string;
  number: number;
  encoding: string;
  characters: string;
}

/**
 * Applies what is missing and returns its names. Two processes that call it at once do it one after the other. Each
 * migration and its row in `_prisma_migrations` is one transaction, so whatever happens it is there or it is not; for the
 * same reason a migration can neither create an index concurrently nor use an enum value that it adds itself.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const log = options.log ?? (() => {});
  const client = new pg.Client({ connectionString: options.url, application_name: "rectification-hub migration lock" });
  client.on("error", () => {});
  await client.connect();
  try {
    const server = await checkServer(client);
    await lock(client, log);
    const files = options.files ?? (await readMigrations());
    const applied = await compare(client, files);
    const pending = files.filter((file) => !applied.has(file.name));
    if (pending.length === 0) return [];
    const names = pending.map((file) => file.name);
    if (server.characters === "C" || server.characters === "POSIX") log(charactersHint);
    if (applied.size > 0) await options.beforeUpgrade?.(names);
    await applyAll(options.url, files, applied, pending, log);
    return names;
  } finally {
    // Ending the session releases the lock.
    await client.end();
  }
}

/**
 * Names of the migrations that `migrate` would apply, without applying any.
 * @throws NewerSchema, MigrationEdited
 */
export async function pendingMigrations(pool: pg.Pool, files?: readonly MigrationFile[]): Promise<string[]> {
  const known = files ?? (await readMigrations());
  const applied = await compare(pool, known);
  return known.map((file) => file.name).filter((name) => !applied.has(name));
}

async function lock(client: pg.Client, log: (line: string) => void): Promise<void> {
  const attempt = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [lockKey]);
  if (attempt.rows[0]?.taken) return;
  log("Another process is migrating the database; waiting for it.");
  await client.query("select pg_advisory_lock($1)", [lockKey]);
}

async function checkServer(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') as encoding, datctype as characters
     from pg_database where datname = current_database()`,
  );
  const server = rows[0];
  if (!server) throw new ServerUnsuitable("The server does not list the database that DATABASE_URL names.");
  if (server.number < oldestMajor * 10_000) {
    throw new ServerUnsuitable(
      `The hub needs PostgreSQL ${oldestMajor} or later; DATABASE_URL leads to ${server.version}.`,
    );
  }
  if (server.encoding !== "UTF8") {
    throw new ServerUnsuitable(
      `The hub needs a database with encoding UTF8; DATABASE_URL leads to one with ${server.encoding}. ` +
        "Create it with: CREATE DATABASE hub ENCODING 'UTF8' TEMPLATE template0",
    );
  }
  return server;
}

/** Names of what is applied; refuses a database that does not fit these files. */
async function compare(client: pg.Client | pg.Pool, files: readonly MigrationFile[]): Promise<Set<string>> {
  const table = await client.query<{ found: boolean }>("select to_regclass('_prisma_migrations') is not null as found");
  if (!table.rows[0]?.found) return new Set();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from _prisma_migrations
      where rolled_back_at is null and finished_at is not null order by migration_name`,
  );
  const known = new Map(files.map((file) => [file.name, file.checksum]));
  const unknown = rows.filter((row) => !known.has(row.name));
  if (unknown.length > 0) throw new NewerSchema(unknown.map((row) => row.name));
  const edited = rows.filter((row) => known.get(row.name) !== row.checksum);
  if (edited.length > 0) throw new MigrationEdited(edited.map((row) => row.name));
  return new Set(rows.map((row) => row.name));
}

async function applyAll(
  url: string,
  files: readonly MigrationFile[],
  applied: ReadonlySet<string>,
  pending: readonly MigrationFile[],
  log: (line: string) => void,
): Promise<void> {
  const opened = await openSchemaEngine(url);
  try {
    const done = new Set(applied);
    for (const migration of pending) {
      done.add(migration.name);
      await applyOne(
        opened,
        files.filter((file) => done.has(file.name)),
        migration,
      );
      log(`Applied migration ${migration.name}.`);
    }
  } finally {
    await opened.close();
  }
}

async function applyOne(
  opened: OpenedSchemaEngine,
  files: readonly MigrationFile[],
  migration: MigrationFile,
): Promise<void> {
  const { engine, pool } = opened;
  await pool.query("BEGIN");
  try {
    await engine.applyMigrations({
      migrationsList: migrationList(files),
      filters: { externalTables: [], externalEnums: [] },
    });
    await pool.query("COMMIT");
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => {});
    throw new MigrationFailed(migration.name, reason(opened, migration, error), error);
  }
}

/** The engine reports only that the transaction is aborted; what went wrong first is what the script was told. */
function reason(opened: OpenedSchemaEngine, migration: MigrationFile, error: unknown): string {
  const said = opened.scriptError();
  if (!said) return error instanceof Error ? error.message : String(error);
  const line = said.position ? migration.sql.slice(0, Number(said.position)).split("\n").length : undefined;
  const place = line === undefined ? "" : ` (line ${line} of migration.sql)`;
  return [`${said.message}${place}`, said.detail, said.hint].filter(Boolean).join(". ");
}
