// A process of consoles: WebSocket clients of the feed that do nothing but take what they are sent.
import { WebSocket } from "ws";
import { machineTime, serve } from "./child.ts";

export const subscription = `subscription Console {
  activity {
    cursor kind topic occurredAt region { code name path } subject { type id version } actor { kind name }
    complex { id name } company { id name } facts { name value } text
  }
}`;

const version = Buffer.from('"version":');
const next = Buffer.from('"type":"next"');

interface Console {
  socket: WebSocket;
  /** By the event's number, when it came; 0: not yet. */
  times: Float64Array;
  count: number;
}

let consoles: Console[] = [];
let sample = "";
let total = 0;
let expected = Number.POSITIVE_INFINITY;
let finished: (() => void) | undefined;
let delivered: Promise<void> | undefined;

/** The number of an event without parsing all of it: the client's work is not what is measured. */
function numberIn(frame: Buffer): number {
  const at = frame.indexOf(version);
  return at < 0 ? -1 : Number.parseInt(frame.toString("latin1", at + version.length, at + version.length + 10), 10);
}

function take(console: Console, frame: Buffer) {
  const time = machineTime();
  const event = numberIn(frame);
  if (event < 0) return;
  console.times[event] = time;
  console.count += 1;
  total += 1;
  if (total === expected) finished?.();
}

function open(url: string, protocol: string | undefined, greeting: object | undefined, size: number): Promise<Console> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol ?? [], { perMessageDeflate: false });
    const console: Console = { socket, times: new Float64Array(size), count: 0 };
    socket.once("error", reject);
    socket.once("close", (code, reason) => reject(new Error(`closed with ${code} ${reason}`)));
    socket.once("open", () => {
      if (!greeting) return resolve(console);
      socket.send(JSON.stringify({ type: "connection_init", payload: greeting }));
    });
    socket.on("message", (data: Buffer) => {
      if (data.includes(next) || protocol === undefined) {
        if (sample === "") sample = data.toString();
        return take(console, data);
      }
      const { type } = JSON.parse(data.toString());
      if (type === "connection_ack") {
        const payload = { query: subscription };
        socket.send(JSON.stringify({ id: crypto.randomUUID(), type: "subscribe", payload }));
        resolve(console);
      } else if (type === "ping") socket.send(JSON.stringify({ type: "pong" }));
      else reject(new Error(data.toString()));
    });
  });
}

serve({
  /** @param greetings what the consoles say who they are, in turn; null: no protocol, only frames */
  async connect(url: string, count: number, greetings: object[] | null, size: number) {
    sample = "";
    consoles = [];
    while (consoles.length < count) {
      const batch = Array.from({ length: Math.min(50, count - consoles.length) }, (_, index) =>
        open(
          url,
          greetings ? "graphql-transport-ws" : undefined,
          greetings?.[(consoles.length + index) % greetings.length],
          size,
        ),
      );
      consoles.push(...(await Promise.all(batch)));
    }
  },
  expect(deliveries: number) {
    total = 0;
    expected = deliveries;
    delivered = new Promise((resolve) => {
      finished = resolve;
    });
  },
  /** Until as much has come as was expected. */
  delivered: () => delivered,
  /** What was received since it was last asked. */
  received() {
    const count = total;
    total = 0;
    return count;
  },
  /** When each event came to each console. */
  times: (event: number) => consoles.map(({ times }) => times[event]),
  sample: () => sample,
  disconnect() {
    for (const { socket } of consoles) socket.terminate();
    consoles = [];
  },
});
