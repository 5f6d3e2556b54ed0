import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Manifest } from "./manifest.ts";

/**
 * Rows that a backup leaves out. Sessions and the tokens of a sign-in would let whoever reads the backup act as somebody
 * else; counts of calls are worth nothing later. What stays in: password hashes and SHA-256 of API keys, which let people
 * and city systems go on, and (sealed) outcomes of commands, so that a repeat after a restore is not done twice.
 */
const leftOut: ReadonlySet<string> = new Set(["Session", "Verification", "RateLimit"]);

/** Prisma's own record of what is applied; a restore makes its own by migrating. */
const migrationsTable = "_prisma_migrations";

const chunkSize = 4 * 1024 * 1024;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const columnList = (columns: readonly string[]) => columns.map(quoted).join(", ");

export interface Snapshot
  extends Pick<Manifest, "incarnation" | "postgresql" | "migrations" | "masterKeys" | "leftOut"> {
  tables: { name: string; columns: string[] }[];
}

/** Begins a transaction that sees the database as it is now, whoever writes meanwhile, until the connection ends. */
export async function takeSnapshot(client: pg.Client): Promise<Snapshot | undefined> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  // What COPY writes must read the same wherever it is loaded.
  await client.query("SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL timezone = 'UTC'");
  const hub = await client.query<{ found: boolean }>(
    `select to_regclass('"Hub"') is not null and to_regclass($1) is not null as found`,
    [migrationsTable],
  );
  if (!hub.rows[0]?.found) return undefined;
  const ofHub = await client.query<{ incarnation: string; postgresql: string }>(
    `select "incarnation", current_setting('server_version') as postgresql from "Hub"`,
  );
  if (!ofHub.rows[0]) return undefined;
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from ${migrationsTable}
      where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
  const { rows: keys } = await client.query<{ name: string }>(
    `select distinct "masterKey" as name from "ComplaintSecret" where "wrappedKey" is not null order by 1`,
  );
  const tables = await listTables(client);
  return {
    ...ofHub.rows[0],
    migrations,
    masterKeys: keys.map(({ name }) => name),
    tables: tables.filter(({ name }) => !leftOut.has(name)),
    leftOut: tables.map(({ name }) => name).filter((name) => leftOut.has(name)),
  };
}

/** Tables of the hub with the columns that can be written, whatever version made them. */
async function listTables(client: pg.Client): Promise<Snapshot["tables"]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> $1
      group by c.relname order by c.relname`,
    [migrationsTable],
  );
  return rows;
}

/** The table's rows in PostgreSQL's text format, which every later server reads, cut anywhere. Returns how many rows. */
export async function copyOut(
  client: pg.Client,
  { name, columns }: Snapshot["tables"][number],
  take: (chunk: Buffer) => Promise<void>,
): Promise<number> {
  const stream = client.query(copyTo(`COPY (SELECT ${columnList(columns)} FROM ${quoted(name)}) TO STDOUT`));
  let held: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    held.push(part);
    size += part.length;
    if (size < chunkSize) continue;
    await take(Buffer.concat(held));
    held = [];
    size = 0;
  }
  if (size > 0) await take(Buffer.concat(held));
  return stream.rowCount;
}

/** Numbers that were given meanwhile are skipped after a restore, which does no harm. */
export async function readSequences(client: pg.Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    "select sequencename as name from pg_sequences where schemaname = current_schema() order by 1",
  );
  const read = async (name: string) => {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    );
    return { name, last: rows[0]?.last ?? "1", called: rows[0]?.called ?? false };
  };
  const sequences: Manifest["sequences"] = [];
  for (const { name } of rows) sequences.push(await read(name));
  return sequences;
}
