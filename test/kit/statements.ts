import type pg from "pg";

/**
 * The SQL that a piece of work sends over the pool, whoever sends it: Prisma or a hand-written statement.
 * @example expect(await statementsDuring(pool, () => ask(page))).toHaveLength(2)
 */
export async function statementsDuring(pool: pg.Pool, work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const restore: (() => void)[] = [];
  const watched = new Set<pg.PoolClient>();
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return;
    watched.add(client);
    const original = client.query;
    const record = (...given: unknown[]) => {
      seen.push(textOf(given[0]));
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

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return (query as { text?: string }).text ?? "";
}
