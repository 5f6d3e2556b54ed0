import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "../answer.ts";
import { bounded, readText, requireLength } from "../body.ts";
import type { Caller, Doorman } from "../context.ts";
import type { Pull } from "../feed/groups.ts";
import type { Metrics } from "../metrics.ts";
import type { Revocations } from "../sign-in/revocation.ts";
import type { Sessions } from "../sign-in/session.ts";
import { serveGraphiql, wantsGraphiql } from "./graphiql.ts";
import { mayBeCached } from "./public-fields.ts";
import { UploadTurns } from "./upload-turns.ts";
import { type Graphql, uploads } from "./yoga.ts";

export const mostJson = 1024 * 1024;
/** A city's system sends a thousand complaints at once, with what their authors wrote. */
export const mostJsonOfClients = 8 * 1024 * 1024;
const mostMultipart = uploads.files * uploads.bytesEach + uploads.operations + 64 * 1024;
/** Event streams that one account may have open. */
export const streamsPerAccount = 64;

export interface GraphqlRouteOptions {
  graphql: Graphql;
  doorman: Doorman;
  sessions: Pick<Sessions, "forgetting">;
  revocations: Pick<Revocations, "watch">;
  metrics: Metrics;
  baseUrl: string;
}

/** `/graphql` over HTTP: who asks, how large the question may be, and the answer, at once or as a stream of events. */
export function createGraphqlRoute({ graphql, doorman, sessions, revocations, metrics, baseUrl }: GraphqlRouteOptions) {
  const turns = new UploadTurns();
  const streams = new Map<string, number>();

  async function bodyOf(
    request: IncomingMessage,
    { viewer }: Caller,
  ): Promise<string | AsyncIterable<Buffer> | undefined> {
    if (request.method === "GET" || request.method === "HEAD") return undefined;
    if (!isMultipart(request)) return readText(request, viewer.kind === "client" ? mostJsonOfClients : mostJson);
    requireLength(request, mostMultipart);
    return bounded(request, mostMultipart);
  }

  async function execute(request: IncomingMessage, response: ServerResponse, caller: Caller, requestId: string) {
    const idempotencyKey = header(request, "idempotency-key");
    const pull: Pull = { resumeAfter: header(request, "last-event-id"), cut: () => request.socket.destroy() };
    const context = { ...doorman.contextOf(caller, request, { requestId, idempotencyKey }), transport: { pull } };
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    const asked = new graphql.fetchAPI.Request(new URL(request.url ?? "/graphql", baseUrl).href, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body: (await bodyOf(request, caller)) as BodyInit | undefined,
      duplex: "half",
      signal: gone.signal,
    } as RequestInit);
    const answer = await graphql.handleRequest(asked, context as never);
    if (caller.staleSession) response.setHeader("set-cookie", sessions.forgetting);
    const cached = request.method === "GET" && caller.viewer.kind === "public" && answer.status === 200;
    const question = cached ? (new URL(asked.url).searchParams.get("query") ?? "") : "";
    const headers = {
      ...(cached && mayBeCached(question)
        ? { "cache-control": "public, max-age=60", vary: "accept-language, cookie, authorization" }
        : { "cache-control": "no-store" }),
      ...Object.fromEntries(answer.headers),
    };
    if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
      await stream(request, response, answer, headers, caller);
      return;
    }
    const text = await answer.text();
    response.writeHead(answer.status, { ...headers, "content-length": Buffer.byteLength(text) });
    response.end(text);
  }

  /** Open until either side ends it, or the caller's access does. */
  async function stream(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Response,
    headers: Record<string, string>,
    { principal, viewer }: Caller,
  ) {
    const { body } = answer;
    const reader = body?.getReader();
    const account = `${viewer.kind} ${viewer.id}`;
    const open = streams.get(account) ?? 0;
    if (open >= streamsPerAccount) {
      await body?.cancel();
      throw refuseGeneral("invalid/too-many", [], { max: streamsPerAccount });
    }
    streams.set(account, open + 1);
    const unwatch = principal ? revocations.watch(principal, () => request.socket.destroy()) : () => {};
    metrics.eventStreams.inc();
    response.once("close", () => {
      unwatch();
      const left = (streams.get(account) ?? 1) - 1;
      if (left > 0) streams.set(account, left);
      else streams.delete(account);
      metrics.eventStreams.dec();
      // The reader's own `cancel` would wait for the event that is being waited for.
      body?.cancel().catch(() => {});
    });
    request.socket.setNoDelay(true);
    response.writeHead(answer.status, { ...headers, "x-accel-buffering": "no" });
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      if (response.destroyed) return;
      if (!response.write(part.value)) await new Promise((resume) => drainOrClose(response, resume));
    }
    response.end();
  }

  return async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const multipart = request.method === "POST" && isMultipart(request);
    let giveTurnBack = () => {};
    try {
      const page = wantsGraphiql(request);
      // A browser that goes to a page says nothing of where it comes from; the page itself changes nothing.
      const caller = await doorman.identify(request, undefined, page ? { reading: true } : undefined);
      if (page) {
        if (caller.viewer.kind === "user") await serveGraphiql(response);
        else response.writeHead(303, { location: "/" }).end();
        return;
      }
      if (multipart) {
        const rides = caller.viewer.kind === "user";
        if (rides && header(request, "x-hub-request") !== "1") {
          throw refuseGeneral("request/header-missing", [], { header: "x-hub-request: 1" });
        }
        giveTurnBack = turns.take(caller, doorman.contextOf(caller, request, { requestId }).address ?? "");
      }
      await execute(request, response, caller, requestId);
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      const { message, code } = describe(refusal, localeOf(request.headers["accept-language"]));
      const body = { errors: [{ message, extensions: { code } }] };
      answerJson(response, statusOf(code), body, refusalHeaders(refusal));
    } finally {
      giveTurnBack();
    }
  };
}

const refusalIn = (error: unknown): Refusal | undefined => (error instanceof Refusal ? error : undefined);

const isMultipart = ({ headers }: IncomingMessage) => !!headers["content-type"]?.startsWith("multipart/");

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};

function drainOrClose(response: ServerResponse, resume: (value?: unknown) => void) {
  response.once("drain", resume);
  response.once("close", resume);
}
