import { rm } from "node:fs/promises";
import type { Client } from "pg";
import { asSuperuser } from "./cluster.ts";

/** The database that demonstrations are copied from; where its keys lie is written on it. */
export const template = "test_demonstration";

/** The folder of the keys; undefined where nobody has filled the template yet. */
export async function keysOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ keys: string }>(
    "select shobj_description(oid, 'pg_database') as keys from pg_database where datname = $1",
    [template],
  );
  return rows[0]?.keys;
}

/** At the end of a run. */
export const removeDemonstration = (superuserUrl: string): Promise<void> =>
  asSuperuser(superuserUrl, async (client) => {
    const keys = await keysOf(client);
    if (!keys) return;
    await client.query(`drop database ${template}`);
    await rm(keys, { recursive: true, force: true });
  });
