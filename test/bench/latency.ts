import { machineTime } from "./child.ts";
import { type FeedBench, openFeedBench } from "./feed-bench.ts";
import type { Figure } from "./figure.ts";

const consoles = 100;
const events = 600;
/** The first are not counted. */
const warmUp = 100;
const pauseMs = 10;

interface Peer {
  /** Appends one event, and gives the moment after its commit. */
  happen(version: number): Promise<number>;
  clients: ReturnType<FeedBench["child"]>;
  latencies: number[];
}

/**
 * From commit in one process to receipt at 100 consoles in another, through a hub in a third. The limit does no more than
 * what cannot be left out: a notification whose text goes to every socket as it is.
 */
export async function latency(): Promise<Figure[]> {
  const bench = await openFeedBench();
  try {
    const hub = await openPeer("hub");
    // The limit writes the very frame that the hub writes.
    const raw = await openPeer("raw", await hub.clients.call<string>("sample"));
    // By turns, so that what else the machine does meets both.
    for (let version = 10; version < 10 + events; version++)
      for (const peer of [raw, hub]) {
        await once(peer, version, version >= 10 + warmUp);
        await wait(pauseMs);
      }
    const [limit, own] = [raw, hub].map(({ latencies }) => latencies.sort((a, b) => a - b)) as [number[], number[]];
    const at = (share: number) => (of: number[]) => (of[Math.floor(of.length * share)] ?? 0) / 1_000;
    const [median, late] = [at(0.5), at(0.99)];
    return [
      {
        name: "99th percentile from commit to receipt, against LISTEN to ws",
        measured: late(own) / late(limit),
        bar: { atMost: 3 },
        detail: `${late(own).toFixed(1)} of ${late(limit).toFixed(1)} ms (median ${median(own).toFixed(1)} of ${median(limit).toFixed(1)})`,
      },
    ];
  } finally {
    await bench.close();
  }

  async function openPeer(which: "hub" | "raw", frame = ""): Promise<Peer> {
    const server = bench.child("feed-servers.ts", [which, bench.url]);
    const clients = bench.child("consoles.ts");
    const greetings = which === "hub" ? bench.greetings : null;
    await clients.call("connect", await server.call("start"), consoles, greetings, 10_000);
    const { pool } = bench.database;
    const wake = (version: number) =>
      which === "hub"
        ? bench.wake()
        : pool.query("select pg_notify('bench_raw', $1)", [frame.replace(/"version":\d+/, `"version":${version}`)]);
    const happen = async (version: number) => {
      await bench.append([version]);
      const committed = machineTime();
      await wake(version);
      return committed;
    };
    for (let version = 0; version < 10; version++) {
      await clients.call("expect", consoles);
      await happen(version);
      await Promise.race([clients.call("delivered"), wait(2_000)]);
    }
    return { happen, clients, latencies: [] };
  }

  async function once({ happen, clients, latencies }: Peer, version: number, counts: boolean) {
    await clients.call("expect", consoles);
    const committed = await happen(version);
    await clients.call("delivered");
    const received = await clients.call<number[]>("times", version);
    if (counts) latencies.push(...received.map((time) => time - committed));
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
