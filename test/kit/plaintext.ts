import type { Pool } from "pg";

/**
 * Where in the database a text stands as it is: `Table.column`s of every kind, bytes and documents included.
 * Empty when nobody who holds only the database could read it.
 */
export async function whereInPlain(pool: Pool, text: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const hex = Buffer.from(text, "utf8").toString("hex");
  const base64 = Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "").slice(0, -1);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ column: string }>(
      `select distinct cell.key as "column" from "${name}" as line,
         lateral jsonb_each_text(to_jsonb(line)) as cell
       where cell.value like any ($1::text[])`,
      [[text, hex, base64].map((form) => `%${form.replace(/[\\%_]/g, "\\$&")}%`)],
    );
    found.push(...rows.map(({ column }) => `${name}.${column}`));
  }
  return found;
}
