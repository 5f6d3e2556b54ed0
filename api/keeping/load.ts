import { once } from "node:events";
import { finished } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { readArchive } from "./archive.ts";
import type { Manifest } from "./manifest.ts";
import { KeepingRefused } from "./refusal.ts";
import { columnList, quoted } from "./snapshot.ts";
import { tableOf } from "./verify.ts";

/**
 * Fills an empty database that has the backup's migrations, in one transaction: all of it is there or nothing. The log's
 * counters are loaded as they were, so its triggers rest meanwhile; foreign keys are put back at the end and checked then,
 * so that no order of the tables is needed. Gives the log a new incarnation, so that cursors of before are refused.
 */
export async function load(url: string, file: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "rectification-hub restore" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL timezone = 'UTC'");
    const foreignKeys = await dropForeignKeys(client);
    for (const { name } of manifest.tables) {
      await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
      await removeRowsOfMigrations(client, name);
    }
    await copyIn(client, file, manifest);
    for (const { name } of manifest.tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    for (const statement of foreignKeys) await client.query(statement);
    for (const { name, last, called } of manifest.sequences) {
      await client.query("select setval($1::regclass, $2, $3)", [quoted(name), last, called]);
    }
    await client.query(`UPDATE "Hub" SET "incarnation" = gen_random_uuid()`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** Returns the statements that put them back. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint
      where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0 order by 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  return rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
}

/** A migration may write rows of its own; the backup has them as they became. */
async function removeRowsOfMigrations(client: pg.Client, table: string): Promise<void> {
  const { rowCount } = await client.query(`select 1 from ${quoted(table)} limit 1`);
  if (rowCount) await client.query(`DELETE FROM ${quoted(table)}`);
}

async function copyIn(client: pg.Client, file: string, { tables }: Manifest): Promise<void> {
  const expected = new Map(tables.map((table) => [table.name, table]));
  let current: { name: string; stream: ReturnType<typeof copyFrom> } | undefined;
  const end = async () => {
    if (!current) return;
    current.stream.end();
    await finished(current.stream);
    if (current.stream.rowCount !== expected.get(current.name)?.rows) {
      throw new KeepingRefused(`${current.name} of ${file} did not load whole: it changed while it was being read.`);
    }
    current = undefined;
  };
  for await (const { name, bytes } of readArchive(file)) {
    const table = expected.get(tableOf(name) ?? "");
    if (current?.name !== table?.name) await end();
    if (!table) continue;
    current ??= { name: table.name, stream: begin(client, table) };
    if (!current.stream.write(bytes)) await drained(current.stream);
  }
  await end();
}

function begin(client: pg.Client, { name, columns }: Manifest["tables"][number]) {
  const stream = client.query(copyFrom(`COPY ${quoted(name)} (${columnList(columns)}) FROM STDIN`));
  // What went wrong is asked for when the table ends.
  stream.on("error", () => {});
  return stream;
}

async function drained(stream: ReturnType<typeof copyFrom>): Promise<void> {
  if (stream.errored) throw stream.errored;
  await once(stream, "drain");
}
