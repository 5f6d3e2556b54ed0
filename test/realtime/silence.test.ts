import { afterEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../prisma/client.ts";
import { feedTests, versionsOf } from "../kit/feed.ts";
import { startSilentProxy } from "../kit/silent-proxy.ts";

const kit = feedTests();
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function behindProxy(timeoutMs?: number) {
  const proxy = await startSilentProxy(kit.hub.url);
  const database: Database = openDatabase({ url: proxy.url, poolSize: 2, timeoutMs });
  open.push(proxy, database);
  return { proxy, database };
}

describe("a database that falls silent without closing a connection", () => {
  it("is asked again over another one by the feed, which goes on where it was", async () => {
    const { proxy, database } = await behindProxy(1_000);
    const server = await kit.serve({ reader: { pool: database.pool, patienceMs: 2_000 } });
    const console = kit.connect(server);
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    await console.until(({ events }) => events.length === 1);
    proxy.silence();
    await kit.happen(server, 2, 3);
    await console.until(({ events }) => events.length === 3, 30_000);
    await kit.happen(server, 4);
    await console.until(({ events }) => events.length === 4, 30_000);
    expect(versionsOf(console)).toEqual([1, 2, 3, 4]);
    // What is closed before the pool: its connections are asked to say goodbye.
    await server.close();
  }, 60_000);

  it("is not waited for longer than its statements may take", async () => {
    const { proxy, database } = await behindProxy(1_000);
    await database.pool.query("select 1");
    proxy.silence();
    await expect(database.pool.query("select 2")).rejects.toThrow();
    expect((await database.pool.query("select 3 as answer")).rows).toEqual([{ answer: 3 }]);
  }, 30_000);
});
