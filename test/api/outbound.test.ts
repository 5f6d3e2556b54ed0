import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createOutbound, type Resolve } from "../../api/outbound/send.ts";
import { allowedBy } from "../../schema/outbound/rules.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receiver(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Says which of this machine's addresses was connected to, and no more. */
async function doors() {
  const entered: string[] = [];
  const server = createSocketServer((socket) => {
    entered.push(socket.localAddress ?? "");
    socket.destroy();
  }).listen(0, "0.0.0.0");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { entered, port: (server.address() as AddressInfo).port };
}

const to = (url: string, timeoutMs = 5_000, stopping = new AbortController().signal) => ({
  url,
  headers: { "content-type": "application/json" },
  body: '{"名":1}',
  timeoutMs,
  stopping,
});

const inside = (host: string) => createOutbound(allowedBy([host]));
const unreachable = (detail: string | null) => ({ type: "failed", fault: "unreachable", status: null, detail });

describe("an address that may be sent to", () => {
  test("is posted what is to be sent, and its answer is read", async () => {
    const host = await receiver(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { method, url, headers } = request;
      response.writeHead(201).end(JSON.stringify([method, url, headers.host, Buffer.concat(parts).toString()]));
    });
    const sent = await inside(host).send(to(`http://${host}/hooks?x=1`));
    const text = JSON.stringify(["POST", "/hooks?x=1", host, '{"名":1}']);
    expect(sent).toEqual({ type: "answered", status: 201, text, retryAfterMs: undefined });
  });

  test("takes the hub nowhere else", async () => {
    let asked = 0;
    const host = await receiver((_request, response) => {
      asked++;
      response.writeHead(307, { location: "http://169.254.169.254/latest/meta-data/" }).end();
    });
    expect(await inside(host).send(to(`http://${host}/`))).toEqual({
      type: "failed",
      fault: "redirected",
      status: 307,
      detail: null,
    });
    expect(asked).toBe(1);
  });

  test("has its time, also for an answer that comes drop by drop", async () => {
    const host = await receiver((_request, response) => {
      response.writeHead(200);
      const drops = setInterval(() => response.write("."), 20);
      response.once("close", () => clearInterval(drops));
    });
    const timedOut = { type: "failed", fault: "timedOut", status: null, detail: null };
    expect(await inside(host).send(to(`http://${host}/`, 200))).toEqual(timedOut);
  });

  test("is left as soon as the hub stops", async () => {
    const stopping = new AbortController();
    const host = await receiver(() => stopping.abort());
    const stopped = { type: "failed", fault: "stopped", status: null, detail: null };
    expect(await inside(host).send(to(`http://${host}/`, 60_000, stopping.signal))).toEqual(stopped);
  });

  test("is read no further than anybody needs", async () => {
    const host = await receiver((_request, response) => void response.end("x".repeat(16_385)));
    expect(await inside(host).send(to(`http://${host}/`))).toMatchObject({ status: 200, text: null });
  });

  test.each([
    ["7", 7_000],
    [new Date(0).toUTCString(), 0],
    ["soon", undefined],
  ])("may say when to come back: %s", async (value, retryAfterMs) => {
    const host = await receiver((_request, response) => void response.writeHead(503, { "retry-after": value }).end());
    expect(await inside(host).send(to(`http://${host}/`))).toMatchObject({ status: 503, retryAfterMs });
  });

  test("may break off in the middle, or speak something else", async () => {
    const broken = await receiver((_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await inside(broken).send(to(`http://${broken}/`))).toEqual(unreachable("ECONNRESET"));
    const switching = await receiver((request) => {
      request.socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
    });
    expect(await inside(switching).send(to(`http://${switching}/`))).toEqual(unreachable("ECONNRESET"));
  });
});

describe("the way inside", () => {
  /** A name server that says something else each time. */
  const saying = (...answers: readonly (readonly string[])[]) => {
    const asked: string[] = [];
    const strange: Resolve = async (host) => {
      asked.push(host);
      return answers[asked.length - 1] ?? [];
    };
    return { asked, strange };
  };

  test("is closed to a name that leads there, in the words for a name that nobody knows", async () => {
    const { port, entered } = await doors();
    const { strange } = saying(["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.1"], []);
    const outbound = createOutbound(allowedBy([]), { strange });
    expect(await outbound.send(to(`https://rebind.example:${port}/`))).toEqual(unreachable("ENOTFOUND"));
    expect(await outbound.send(to(`https://rebind.example:${port}/`))).toEqual(unreachable("ENOTFOUND"));
    expect(entered).toEqual([]);
  });

  test("is closed to a name that led elsewhere when it was judged", async () => {
    const { port, entered } = await doors();
    const { strange, asked } = saying(["127.0.0.2"], ["127.0.0.1"]);
    const outbound = createOutbound(allowedBy(["127.0.0.2/32"]), { strange });
    await outbound.send(to(`https://rebind.example:${port}/`));
    // One question, and the connection goes to its answer: there is no second one that could say otherwise.
    expect([asked, entered]).toEqual([["rebind.example"], ["127.0.0.2"]]);
    expect(await outbound.send(to(`https://rebind.example:${port}/`))).toEqual(unreachable("ENOTFOUND"));
    expect([asked.length, entered.length]).toEqual([2, 1]);
  });

  test("is not taken where one of a name's addresses is open and another is not", async () => {
    const { port, entered } = await doors();
    const { strange } = saying(["127.0.0.1", "127.0.0.2", "127.0.0.3"]);
    await createOutbound(allowedBy(["127.0.0.2/32"]), { strange }).send(to(`https://both.example:${port}/`));
    expect(entered).toEqual(["127.0.0.2"]);
  });

  test.each(["https://127.0.0.1", "https://0x7f.1", "https://[::ffff:127.0.0.1]", "http://127.0.0.1"])(
    "is closed to %s",
    async (origin) => {
      const { port, entered } = await doors();
      const { strange, asked } = saying(["127.0.0.1"]);
      const sent = await createOutbound(allowedBy([]), { own: strange, strange }).send(to(`${origin}:${port}/`));
      expect(sent).toMatchObject({ type: "failed", fault: "unreachable" });
      expect([asked, entered]).toEqual([[], []]);
    },
  );

  test("takes no proxy that the process's surroundings name", async () => {
    const { port, entered } = await doors();
    const host = await receiver((_request, response) => void response.end("direct"));
    for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]) process.env[name] = `http://127.0.0.1:${port}`;
    try {
      expect(await inside(host).send(to(`http://${host}/`))).toMatchObject({ status: 200, text: "direct" });
    } finally {
      for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]) delete process.env[name];
    }
    expect(entered).toEqual([]);
  });
});
