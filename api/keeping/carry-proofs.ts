import pg from "pg";
import { quoted } from "./snapshot.ts";

/** Runs first: a proof names its run. */
const tables = ["ErasureRun", "ErasureProof"];

/**
 * What the hub in use has proof of having destroyed since the backup was made, carried into the restored one: at its
 * start it destroys that again. Returns how many proofs the backup lacked.
 */
export async function carryProofs(fromUrl: string, toUrl: string): Promise<number> {
  const [from, to] = [fromUrl, toUrl].map((connectionString) => new pg.Client({ connectionString }));
  if (!from || !to) return 0;
  for (const client of [from, to]) client.on("error", () => {});
  await from.connect();
  try {
    await to.connect();
    let carried = 0;
    for (const name of tables) {
      const { rows: known } = await from.query("select 1 from pg_class where oid = to_regclass($1)", [quoted(name)]);
      if (known.length === 0) return 0;
      const { rows } = await from.query<{ row: object }>(`select to_jsonb(t) as row from ${quoted(name)} t`);
      const { rowCount } = await to.query(
        `insert into ${quoted(name)} select * from jsonb_populate_recordset(null::${quoted(name)}, $1::jsonb)
          on conflict do nothing`,
        [JSON.stringify(rows.map(({ row }) => row))],
      );
      carried = rowCount ?? 0;
    }
    return carried;
  } finally {
    await from.end();
    await to.end().catch(() => {});
  }
}
