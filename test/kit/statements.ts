import type pg from "pg";

export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * The SQL that a piece of work sends over the pool, whoever sends it: Prisma or a hand-written statement.
 * @example expect(await statementsDuring(pool, () => ask(page))).toHaveLength(2)
 */
export const statementsDuring = async (pool: pg.Pool, work: () => Promise<unknown>): Promise<string[]> =>
  (await queriesDuring(pool, work)).map(({ text }) => text);

/** The same with what was asked for. */
export async function queriesDuring(pool: pg.Pool, work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const restore: (() => void)[] = [];
  const watched = new Set<pg.PoolClient>();
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return;
    watched.add(client);
    const original = client.query;
    const record = (...given: unknown[]) => {
      seen.push(statementOf(given));
      return Reflect.apply(original, client, given);
    };
    client.query = record as typeof client.query;
    restore.push(() => {
      client.query = original;
    });
  };
  pool.on("acquire", watch);
  try {
    await work();
  } finally {
    pool.off("acquire", watch);
    for (const undo of restore) undo();
  }
  return seen;
}

function statementOf([query, values]: unknown[]): Statement {
  if (typeof query === "string") return { text: query, values: Array.isArray(values) ? values : [] };
  const { text = "", values: own = values } = query as Partial<Statement>;
  return { text, values: Array.isArray(own) ? own : [] };
}
