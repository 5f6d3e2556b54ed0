import pg from "pg";

export const owner = "hub";
export const database = "hub";

/** Makes the role and the database the hub works with, where they are missing. The hub itself is no superuser. */
export async function provision(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const roles = await client.query("select 1 from pg_roles where rolname = $1", [owner]);
    const password = client.escapeLiteral(ownerPassword);
    if (roles.rowCount === 0) {
      await client.query(`CREATE ROLE ${owner} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${password}`);
    }
    const databases = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${database} OWNER ${owner} TEMPLATE template0`);
  } finally {
    await client.end();
  }
}
