import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

export type SchemaEngine = bindings.SchemaEngine;

export interface OpenedSchemaEngine {
  engine: SchemaEngine;
  /** The one connection the engine works on. */
  pool: pg.Pool;
  /** What PostgreSQL said about the last script that failed: the engine's own errors repeat it only in part. */
  scriptError(): pg.DatabaseError | undefined;
  close(): Promise<void>;
}

const charOid = 18;
const textOid = 25;

/**
 * Prisma's schema engine as WebAssembly, on exactly one connection, so that a transaction opened on `pool` holds
 * everything the engine does.
 */
export async function openSchemaEngine(url: string): Promise<OpenedSchemaEngine> {
  await instantiate();
  const pool = singleConnection({ connectionString: url });
  const failure: { last?: pg.DatabaseError } = {};
  const factory = await adapterFactory(pool, url, failure);
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
    const close = async () => {
      engine.free();
      await pool.end();
    };
    return { engine, pool, scriptError: () => failure.last, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

let instance: Promise<void> | undefined;

function instantiate(): Promise<void> {
  instance ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const code = await readFile(join(folder, "schema_engine_bg.wasm"));
    const module = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": { ...bindings } });
    const exports = module.instance.exports as { __wbindgen_start(): void };
    bindings.__wbg_set_wasm(exports);
    exports.__wbindgen_start();
  })();
  return instance;
}

function singleConnection(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: "rectification-hub migration",
    options: "-c timezone=UTC",
    connectionTimeoutMillis: 10_000,
    Client: CatalogueClient,
  });
  pool.on("error", () => {});
  return pool;
}

/** Columns of the type `"char"` in a result, by its rows: the adapter hands the very array of rows on. */
const charColumns = new WeakMap<object, number[]>();

/** The catalogue has columns of the type `"char"`, which the adapter refuses; it sees text instead. */
class CatalogueClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the nine overloads of query() are passed through unchanged
  override query(...args: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    const forward = super.query as (...args: any[]) => any;
    const callback = args.at(-1);
    if (typeof callback === "function") {
      args[args.length - 1] = (error: unknown, result: pg.QueryArrayResult | undefined) => {
        if (result) relabel(result);
        callback(error, result);
      };
    }
    return forward.apply(this, args);
  }
}

function relabel(result: pg.QueryArrayResult): void {
  const found: number[] = [];
  for (const [index, field] of (result.fields ?? []).entries()) {
    if (field.dataTypeID !== charOid) continue;
    field.dataTypeID = textOid;
    found.push(index);
  }
  if (found.length > 0) charColumns.set(result.rows, found);
}

async function adapterFactory(
  pool: pg.Pool,
  url: string,
  failure: { last?: pg.DatabaseError },
): Promise<SqlMigrationAwareDriverAdapterFactory> {
  const stock = new PrismaPg(pool);
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connect: async () => adapter(await stock.connect(), pool, failure),
    connectToShadowDb: () => shadow(url, failure),
  };
}

/** The stock one creates a database and then connects to the main one when it was given a URL. */
async function shadow(url: string, failure: { last?: pg.DatabaseError }): Promise<SqlDriverAdapter> {
  const name = `shadow_${randomUUID().replaceAll("-", "")}`;
  const maintenance = singleConnection({ connectionString: url });
  await maintenance.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const pool = singleConnection({ connectionString: address.href });
  const dispose = async () => {
    await pool.end();
    await maintenance.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await maintenance.end();
  };
  return { ...adapter(await new PrismaPg(pool).connect(), pool, failure), dispose };
}

function adapter(stock: SqlDriverAdapter, pool: pg.Pool, failure: { last?: pg.DatabaseError }): SqlDriverAdapter {
  return {
    ...queryable(stock),
    // The stock one splits at every semicolon, also inside a function's body. Sent as one message, PostgreSQL parses it,
    // and runs it as one transaction.
    executeScript: async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        if (error instanceof pg.DatabaseError) failure.last = error;
        throw error;
      }
    },
    startTransaction: async (isolationLevel) => transaction(await stock.startTransaction(isolationLevel)),
    getConnectionInfo: () => stock.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: async () => {},
  };
}

function transaction(stock: Transaction): Transaction {
  return {
    ...queryable(stock),
    options: stock.options,
    commit: () => stock.commit(),
    rollback: () => stock.rollback(),
  };
}

function queryable(stock: SqlQueryable): SqlQueryable {
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    executeRaw: (query) => stock.executeRaw(query),
    queryRaw: async (query: SqlQuery): Promise<SqlResultSet> => {
      const result = await stock.queryRaw(query);
      for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
  };
}
