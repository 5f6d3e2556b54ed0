import pg from "pg";
import { StartRefused } from "../operator.ts";

/**
 * Makes sure that a server answers where `DATABASE_URL` leads, and lets us in.
 *
 * @throws {StartRefused} that says what to put right, without the password
 */
export async function requireServer(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 15_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new StartRefused(`DATABASE_URL: ${reasonOf(cause, client)}`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

function reasonOf(cause: unknown, { host, port, user, database }: pg.Client): string {
  const server = `${host}:${port}`;
  const { code, message } = failureOf(cause);
  switch (code) {
    case "28P01":
    case "28000":
      return `the server at ${server} does not let ${user} in (${message}). Check user and password, and pg_hba.conf.`;
    case "3D000":
      return `the server at ${server} has no database ${database}. Create it with: CREATE DATABASE "${database}" ENCODING 'UTF8' TEMPLATE template0`;
    case "42501":
      return `${user} may not connect to database ${database} at ${server} (${message}).`;
    case "53300":
      return `the server at ${server} has no connection left (${message}).`;
    case "57P03":
      return `the server at ${server} is starting or stopping (${message}). Try again in a moment.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `there is no machine called ${host}.`;
    default:
      return `no PostgreSQL server can be used at ${server} (${message}).`;
  }
}

/** A name with several addresses fails with one error for each of them. */
function failureOf(cause: unknown): { code?: string; message: string } {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(first instanceof Error)) return { message: String(first) };
  return { code: "code" in first ? String(first.code) : undefined, message: first.message };
}
