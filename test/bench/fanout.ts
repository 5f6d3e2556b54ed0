import { isDeepStrictEqual } from "node:util";
import { openFeedBench } from "./feed-bench.ts";
import type { Figure } from "./figure.ts";

const consoles = 1_000;
const events = 100;

/**
 * 100 events to 1,000 WebSocket consoles: processor time of the server for each delivery, against graphql-ws with Yoga's
 * pubsub in the same run. The consoles are in another process and get the same payload, which is compared.
 */
export async function fanout(): Promise<Figure[]> {
  const bench = await openFeedBench();
  try {
    const peers = { hub: await start("hub"), stock: await start("stock") };
    const [own, peer] = [normal(peers.hub.sample), normal(peers.stock.sample)];
    if (!isDeepStrictEqual(own, peer)) throw new Error(`payloads differ: ${peers.hub.sample} ${peers.stock.sample}`);
    return (["one by one", "in tens"] as const).map((pattern) => {
      const [hub, stock] = [peers.hub.costs[pattern], peers.stock.costs[pattern]];
      return {
        name: `processor time for each delivery, ${pattern}, against graphql-ws with pubsub`,
        measured: hub / stock,
        bar: { atMost: 0.25 },
        detail: `${hub.toFixed(1)} of ${stock.toFixed(1)} microseconds`,
      };
    });
  } finally {
    await bench.close();
  }

  async function start(which: "hub" | "stock") {
    const server = bench.child("feed-servers.ts", [which, bench.url]);
    const clients = bench.child("consoles.ts");
    await clients.call("connect", await server.call("start"), consoles, bench.greetings, 1_000);
    let version = 0;
    await joined(clients, () => bench.append([version++]).then(bench.wake));
    const costs = {
      "one by one": await cost(Array.from({ length: events }, () => [version++])),
      "in tens": await cost(Array.from({ length: events / 10 }, () => Array.from({ length: 10 }, () => version++))),
    };
    const sample = await clients.call<string>("sample");
    await clients.stop();
    await server.stop();
    return { costs, sample };

    /** Each batch is one command; the next begins when all consoles have it. */
    async function cost(batches: readonly number[][]) {
      const before = await server.call<number>("processorTime");
      for (const batch of batches) {
        await clients.call("expect", batch.length * consoles);
        await bench.append(batch);
        await bench.wake();
        await clients.call("delivered");
      }
      return ((await server.call<number>("processorTime")) - before) / (events * consoles);
    }
  }

  /** Groups are joined some time after the handshake: until an event reaches everybody. The first ones also warm up. */
  async function joined(clients: ReturnType<typeof bench.child>, happen: () => Promise<unknown>) {
    let complete = 0;
    for (let attempt = 0; attempt < 20 && complete < 5; attempt++) {
      await clients.call("received");
      await happen();
      let count = 0;
      for (let wait = 0; wait < 100 && count < consoles; wait++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        count += await clients.call<number>("received");
      }
      if (count === consoles) complete += 1;
    }
    if (complete < 5) throw new Error("not all consoles are being told");
  }
}

/** Operation ids and cursors are each connection's and each event's own. */
function normal(frame: string): unknown {
  const { payload } = JSON.parse(frame);
  const { cursor: _cursor, occurredAt: _at, subject, ...rest } = payload.data.activity;
  return { ...rest, subject: { ...subject, version: 0 } };
}
