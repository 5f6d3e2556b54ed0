import type pg from "pg";

const samples: Record<string, unknown> = {
  uuid: "0190163d-8694-739b-aea5-966c26f8ad91",
  text: "x",
  int4: 1,
  int8: 1,
  float8: 1,
  numeric: 1,
  bool: false,
  timestamptz: "2024-08-15T01:00:00Z",
  date: "2024-08-15",
  jsonb: "{}",
  bytea: Buffer.from([1]),
};

interface Column {
  name: string;
  type: string;
  labels: string[] | null;
}

/**
 * Writes one row of which a test cares only about what it names; other columns that must have a value get some. Foreign
 * keys are not looked at: `client` is a superuser's.
 */
export async function writeRow(client: pg.Client, table: string, values: Record<string, unknown>): Promise<void> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, t.typname as type,
       (select array_agg(enumlabel::text order by enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef`,
    [`"${table}"`],
  );
  const row = { ...Object.fromEntries(rows.map((column) => [column.name, sampleOf(column)])), ...values };
  const names = Object.keys(row).map((name) => `"${name}"`);
  const places = names.map((_, index) => `$${index + 1}`);
  await client.query("BEGIN");
  try {
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, Object.values(row));
  } finally {
    await client.query("ROLLBACK");
  }
}

function sampleOf(column: Column): unknown {
  if (column.labels) return column.labels[0];
  if (column.type.startsWith("_")) return "{}";
  return samples[column.type];
}

/** What some tables hold, each as the number of its rows and one sum over them. */
export async function sumsOf(pool: pg.Pool, tables: readonly string[], where = "true"): Promise<unknown> {
  const sums: Record<string, unknown> = {};
  for (const table of tables) {
    const sum = `select count(*), md5(string_agg(t::text, '|' order by t::text)) as sum from "${table}" t where ${where}`;
    sums[table] = (await pool.query(sum)).rows[0];
  }
  return sums;
}
