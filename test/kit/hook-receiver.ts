/** The other side of a webhook, as docs/webhooks.md tells its implementer: a real server that can be in trouble. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Told {
  id: string;
  type: string;
  /** Versions of the subjects, by which tests know events again. */
  versions: number[];
  cursors: string[];
  body: string;
  signatures: number;
  query: Record<string, string>;
}

export type HookTrouble = "none" | "stall" | "drop" | "redirect" | Answer;
/** Held back until `after`. */
interface Answer {
  status: number;
  words?: string;
  after?: Promise<unknown>;
}

export interface HookReceiver {
  readonly host: string;
  readonly url: string;
  /** In the order in which they came, repeats included; those that were in trouble as well. */
  readonly told: Told[];
  /** What should never come. */
  readonly complaints: string[];
  /** Secrets that it takes signatures of. */
  secrets: string[];
  troubles: HookTrouble[];
  close(): Promise<void>;
}

interface Message {
  type: string;
  data?: { events?: { cursor: string; subject: { version: number } }[] };
}

export async function startHookReceiver(): Promise<HookReceiver> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString("utf8");
    if ("webhook-id" in request.headers && !receiver.secrets.some((secret) => isGenuine(request, body, secret)))
      receiver.complaints.push("a signature is false");
    const { type, data } = JSON.parse(body) as Message;
    const events = data?.events ?? [];
    receiver.told.push({
      id: String(request.headers["webhook-id"]),
      type,
      versions: events.map(({ subject }) => subject.version),
      cursors: events.map(({ cursor }) => cursor),
      body,
      signatures: String(request.headers["webhook-signature"]).split(" ").length,
      query: Object.fromEntries(new URL(request.url ?? "", "http://x").searchParams),
    });
    const trouble = receiver.troubles.shift() ?? "none";
    if (trouble === "stall") return;
    if (trouble === "drop") return void request.socket.destroy();
    if (trouble === "redirect")
      return void response.writeHead(307, { location: "http://169.254.169.254/latest/meta-data/" }).end();
    if (trouble === "none") return void response.writeHead(204).end();
    await trouble.after;
    response.writeHead(trouble.status).end(trouble.words);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: HookReceiver = {
    host,
    url: `http://${host}/hooks`,
    told: [],
    complaints: [],
    secrets: [],
    troubles: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

function isGenuine({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = Buffer.from(createHmac("sha256", key).update(signed).digest("base64"));
  return String(headers["webhook-signature"])
    .split(" ")
    .map((signature) => Buffer.from(signature.replace(/^v1,/, "")))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
