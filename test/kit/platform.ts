/** The other side of a push, as its implementer would build it from docs/push.md: a real server that can be in trouble. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Pushed {
  id: string;
  sequence: number;
  kind: string;
  subject: { type: string; id: string; version: number };
  content: { company: { uscc: string } };
}

/** What happens to the next request; once the plan is used up all goes well. */
export type Trouble =
  | "none"
  /** Neither kept nor answered. */
  | "stall"
  | "drop"
  /** Kept, and the answer never comes. */
  | "keepAndStall"
  | "keepAndDrop"
  | "keepAndAnswerTwice"
  | "keepAndForgetReceipt"
  | "redirect"
  | "flood"
  | { status: number; retryAfter?: string };

export interface Platform {
  readonly url: string;
  /** What it holds, by company and in the order in which it came: each once. */
  readonly book: ReadonlyMap<string, readonly Pushed[]>;
  readonly receipts: ReadonlyMap<string, string>;
  /** Ids that came again, each time. */
  readonly repeats: readonly string[];
  /** What should never come: a false signature, a sequence with a gap, the same id twice at once or in other words. */
  readonly complaints: readonly string[];
  requests: number;
  troubles: Trouble[];
  /** Answers so many milliseconds after it has kept. */
  delayMs: number;
  /** Goes down, breaking what is under way, and comes back with its book. */
  restart(): Promise<void>;
  down(): Promise<void>;
  close(): Promise<void>;
}

export async function startPlatform(keys: () => ReadonlyMap<string, Buffer>): Promise<Platform> {
  const book = new Map<string, Pushed[]>();
  const receipts = new Map<string, string>();
  const bodies = new Map<string, string>();
  const repeats: string[] = [];
  const complaints: string[] = [];
  const underWay = new Set<string>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  function keep(body: string): string {
    const push = JSON.parse(body) as Pushed;
    const known = receipts.get(push.id);
    if (known) {
      repeats.push(push.id);
      if (bodies.get(push.id) !== body) complaints.push(`${push.id} came again in other words`);
      return known;
    }
    const { uscc } = push.content.company;
    const held = book.get(uscc) ?? [];
    if (push.sequence !== held.length + 1) complaints.push(`${uscc}: ${push.sequence} came after ${held.length}`);
    book.set(uscc, [...held, push]);
    const receipt = `HZ-${uscc.slice(-6)}-${push.sequence}`;
    receipts.set(push.id, receipt);
    bodies.set(push.id, body);
    return receipt;
  }

  function isGenuine({ headers }: IncomingMessage, body: string): boolean {
    const key = keys().get(String(headers["x-hub-key-id"]));
    const timestamp = String(headers["x-hub-timestamp"]);
    if (!key || Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300) return false;
    const expected = Buffer.from(`sha256=${createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex")}`);
    const given = Buffer.from(String(headers["x-hub-signature"]));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    platform.requests++;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString("utf8");
    const id = String(request.headers["idempotency-key"]);
    if (!isGenuine(request, body)) {
      complaints.push("a signature is false");
      return void response.writeHead(401).end();
    }
    if (underWay.has(id)) complaints.push(`${id} came twice at once`);
    underWay.add(id);
    response.once("close", () => underWay.delete(id));
    const trouble = platform.troubles.shift() ?? "none";
    const json = { "content-type": "application/json" };
    if (typeof trouble === "object") {
      const later = trouble.retryAfter ? { "retry-after": trouble.retryAfter } : {};
      return void response
        .writeHead(trouble.status, { ...json, ...later })
        .end(JSON.stringify({ message: `code\n${trouble.status}` }));
    }
    if (trouble === "stall") return;
    if (trouble === "drop") return void request.socket.destroy();
    if (trouble === "redirect") return void response.writeHead(307, { location: "/elsewhere" }).end();
    if (trouble === "flood") {
      response.writeHead(200, json).write(`{"receipt":"`);
      return void response.end("x".repeat(100_000));
    }
    const receipt = keep(body);
    if (trouble === "keepAndStall") return;
    if (trouble === "keepAndDrop") return void request.socket.destroy();
    if (platform.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, platform.delayMs));
    if (trouble === "keepAndForgetReceipt") return void response.writeHead(200, json).end("{}");
    const text = JSON.stringify({ receipt });
    response.writeHead(200, json).end(text);
    if (trouble === "keepAndAnswerTwice") {
      response.once("finish", () =>
        request.socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
        ),
      );
    }
  }

  async function up() {
    server = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve, reject) => {
      server?.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    port = (server.address() as AddressInfo).port;
  }

  async function down() {
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    server = undefined;
  }

  await up();
  const platform: Platform = {
    url: `http://127.0.0.1:${port}/pushes`,
    book,
    receipts,
    repeats,
    complaints,
    requests: 0,
    troubles: [],
    delayMs: 0,
    down,
    restart: async () => {
      await down();
      await up();
    },
    close: down,
  };
  return platform;
}
