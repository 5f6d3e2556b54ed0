import { lookup, Resolver } from "node:dns/promises";
import { request as http, type IncomingMessage } from "node:http";
import { request as https } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import { type Allowed, addressIn, isNamed, isOpen, requireTarget } from "../../schema/outbound/rules.ts";

export interface Sending {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** For all of it, from the name's resolution to the last byte of the answer. */
  timeoutMs: number;
  /** The hub is stopping. */
  stopping: AbortSignal;
}

export type Sent =
  | {
      type: "answered";
      status: number;
      /** Null: more than anybody needs. */
      text: string | null;
      retryAfterMs?: number;
    }
  /** `detail` is a short code of the network's. */
  | { type: "failed"; fault: "unreachable" | "timedOut" | "stopped"; status: null; detail: string | null }
  | { type: "failed"; fault: "redirected"; status: number; detail: null };

/** The addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface Outbound {
  /** Posts once. Never throws: whatever goes wrong is an outcome. */
  send(sending: Sending): Promise<Sent>;
}

const mostAnswerBytes = 16_384;

/**
 * The one way in which the hub posts to an address that somebody entered. The name is resolved once, what it resolves to
 * is judged, and the connection goes to just that: whatever the name says a moment later, it cannot lead elsewhere.
 */
export function createOutbound(allowed: Allowed, { own = resolveOwn, strange = resolveStrange } = {}): Outbound {
  async function addressesOf(url: URL): Promise<readonly string[]> {
    const named = isNamed(url, allowed);
    const literal = addressIn(url);
    const found = literal ? [literal] : await (named ? own : strange)(url.hostname);
    const open = named ? found : found.filter((address) => isOpen(address, allowed));
    // In the network's words for a name that nobody knows: that it leads inside is not for who entered it.
    if (open.length === 0) throw Object.assign(new Error("no address that may be sent to"), { code: "ENOTFOUND" });
    return open;
  }

  async function attempt({ url: text, headers, body }: Sending, signal: AbortSignal): Promise<Sent> {
    const url = requireTarget([], text, allowed);
    const addresses = await orAborted(addressesOf(url), signal);
    const response = await answerTo(url, addresses, headers, body, signal);
    const status = response.statusCode as number;
    if (status >= 300 && status < 400) {
      // What is meant, and signed, for one address is not carried to another.
      response.destroy();
      return { type: "failed", fault: "redirected", status, detail: null };
    }
    return { type: "answered", status, text: await boundedText(response), retryAfterMs: retryAfter(response) };
  }

  return {
    async send(sending) {
      const timeout = AbortSignal.timeout(sending.timeoutMs);
      try {
        return await attempt(sending, AbortSignal.any([timeout, sending.stopping]));
      } catch (error) {
        const fault = sending.stopping.aborted ? "stopped" : timeout.aborted ? "timedOut" : "unreachable";
        const detail = fault === "unreachable" ? codeOf(error) : null;
        return { type: "failed", fault, status: null, detail };
      }
    },
  };
}

/** The operator's names may stand in this machine's own table. */
const resolveOwn: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Anybody else's are asked of the name servers alone, over sockets: a name whose server does not answer would else hold
 * one of the process's few threads.
 */
const resolveStrange: Resolve = async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const asked = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = asked.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (found.length === 0 && asked[0].status === "rejected") throw asked[0].reason;
  return found;
};

function answerTo(
  url: URL,
  addresses: readonly string[],
  headers: Sending["headers"],
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const given: LookupFunction = (_host, { all }, done) => {
    const [first] = found as [(typeof found)[number]];
    if (all) done(null, found);
    else done(null, first.address, first.family);
  };
  return new Promise((resolve, reject) => {
    // An agent of its own: the shared one keeps connections, and may be told of a proxy by the process's surroundings.
    const options = { method: "POST", headers, lookup: given, agent: false, signal, rejectUnauthorized: true } as const;
    const request = (url.protocol === "https:" ? https : http)(url, options);
    // Whoever switches protocols is left without a word: neither answer nor error, only the end.
    const broken = () => reject(Object.assign(new Error("no answer"), { code: "ECONNRESET" }));
    request.once("response", resolve).once("error", reject).once("close", broken).end(body);
  });
}

async function boundedText(response: IncomingMessage): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop breaks the connection.
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > mostAnswerBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

async function orAborted<Result>(running: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([running, aborted]);
}

/** RFC 9110: seconds, or a date. */
function retryAfter({ headers, statusCode }: IncomingMessage): number | undefined {
  const value = headers["retry-after"];
  if (!value || (statusCode !== 429 && statusCode !== 503)) return undefined;
  if (/^\d{1,7}$/.test(value)) return Number(value) * 1_000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/** What the network says, as its short code: a message would quote addresses. */
const codeOf = (error: unknown) => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code.slice(0, 60) : null;
};
