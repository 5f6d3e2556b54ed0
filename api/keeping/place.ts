import pg from "pg";
import type { Environment } from "../environment.ts";
import { startEmbedded } from "../postgres/embedded.ts";
import { explain, KeepingRefused } from "./refusal.ts";
import { quoted } from "./snapshot.ts";

/** Where a restored hub goes: a new database beside the one in use, which takes its name when it is complete. */
export interface Place {
  /** The database in use, which nobody else is using now. */
  currentUrl: string;
  /** Makes an empty database and returns its address. What an earlier restore left behind is removed. */
  prepare(): Promise<string>;
  /** In one transaction the new database takes the place of the old one, which is removed then. */
  takeOver(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {KeepingRefused} where a hub runs on it */
export async function openPlace(environment: Environment, say: (line: string) => void): Promise<Place> {
  if (environment.databaseUrl) {
    const place = await placeOn(environment.databaseUrl, environment.databaseUrl);
    await refuseWhileInUse(environment.databaseUrl).catch(async (error) => {
      await place.close();
      throw error;
    });
    return place;
  }
  const embedded = await startEmbedded({ dataDir: environment.dataDir, log: say });
  try {
    const place = await placeOn(embedded.url, embedded.superuserUrl);
    const close = async () => {
      await place.close();
      await embedded.stop();
    };
    return { ...place, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function placeOn(currentUrl: string, administratorUrl: string): Promise<Place> {
  const name = decodeURIComponent(new URL(currentUrl).pathname.slice(1));
  const coming = `${name}_restoring`;
  const going = `${name}_replaced`;
  const administrator = new pg.Client({
    connectionString: withDatabase(administratorUrl, "postgres"),
    application_name: "rectification-hub restore",
  });
  administrator.on("error", () => {});
  await administrator.connect().catch((cause) => {
    throw explain("The database server cannot be reached", cause);
  });
  const remove = (database: string) => administrator.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`);
  return {
    currentUrl,
    async prepare() {
      await refuseWithoutRight(administrator, name);
      await remove(coming);
      await remove(going);
      await administrator.query(await creation(administrator, name, coming));
      return withDatabase(currentUrl, coming);
    },
    async takeOver() {
      await administrator.query("BEGIN");
      try {
        await administrator.query(`ALTER DATABASE ${quoted(name)} RENAME TO ${quoted(going)}`);
        await administrator.query(`ALTER DATABASE ${quoted(coming)} RENAME TO ${quoted(name)}`);
        await administrator.query("COMMIT");
      } catch (cause) {
        await administrator.query("ROLLBACK");
        throw explain("The restored database could not take the place of the old one, which stays as it was", cause);
      }
      await remove(going);
    },
    close: () => administrator.end(),
  };
}

async function refuseWhileInUse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "rectification-hub restore" });
  client.on("error", () => {});
  await client.connect().catch((cause) => {
    throw explain("The database that DATABASE_URL names cannot be reached", cause);
  });
  try {
    const { rowCount } = await client.query(
      "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
    if (rowCount) {
      throw new KeepingRefused(
        `The database that DATABASE_URL names is in use (${rowCount} connections): stop every process of the hub first.`,
      );
    }
  } finally {
    await client.end();
  }
}

async function refuseWithoutRight(administrator: pg.Client, name: string): Promise<void> {
  const { rows } = await administrator.query<{ role: string; may: boolean }>(
    "select rolname as role, rolcreatedb or rolsuper as may from pg_roles where rolname = current_user",
  );
  if (rows[0]?.may) return;
  throw new KeepingRefused(
    `The role ${rows[0]?.role} may not create the database that is to take the place of ${name}. ` +
      `Allow it for the restore with: ALTER ROLE ${quoted(rows[0]?.role ?? "")} CREATEDB`,
  );
}

interface Described {
  owner: string;
  collate: string;
  ctype: string;
  provider: string;
  locale: string | null;
}

/** Like the database in use, whose owner it gets; before PostgreSQL 17 the catalogue names the locale otherwise. */
async function creation(administrator: pg.Client, like: string, name: string): Promise<string> {
  const { rows } = await administrator.query<Described>(
    `select pg_get_userbyid(datdba) as owner, datcollate as collate, datctype as ctype, datlocprovider as provider,
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale
     from pg_database d where datname = $1`,
    [like],
  );
  const found = rows[0];
  if (!found) throw new KeepingRefused(`There is no database ${like}: create it empty first.`);
  const text = (value: string) => administrator.escapeLiteral(value);
  const provider = { i: "icu", b: "builtin" }[found.provider];
  const locale =
    provider && found.locale ? ` LOCALE_PROVIDER ${provider} ${provider}_LOCALE ${text(found.locale)}` : "";
  return (
    `CREATE DATABASE ${quoted(name)} OWNER ${quoted(found.owner)} TEMPLATE template0 ENCODING 'UTF8'` +
    ` LC_COLLATE ${text(found.collate)} LC_CTYPE ${text(found.ctype)}${locale}`
  );
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}
