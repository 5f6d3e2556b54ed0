import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type ExecutionArgs, GraphQLError } from "graphql";
import { type Context, makeServer, type SubscribePayload } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { Viewer } from "../../schema/account/viewer.ts";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import type { Caller, Doorman, RequestContext } from "../context.ts";
import { present } from "../graphql/errors.ts";
import { readerOf } from "../graphql/protections.ts";
import type { Graphql } from "../graphql/yoga.ts";
import type { Logger } from "../logging.ts";
import type { Revocations } from "../sign-in/revocation.ts";
import type { FeedTransport } from "./groups.ts";
import { closeCodes, FeedSocket } from "./socket.ts";

export interface SocketServerOptions {
  graphql: Pick<Graphql, "getEnveloped">;
  doorman: Doorman;
  revocations: Pick<Revocations, "watch">;
  log: Logger;
  limits?: Partial<typeof usualLimits>;
}

export const usualLimits = {
  /** Of one message from a client. */
  messageBytes: 1024 * 1024,
  /** That may wait for a client that does not read. */
  waitingBytes: 1024 * 1024,
  /** The same of answers and pongs, once a client has said who it is; before that, of pongs. */
  answerBytes: 8 * 1024 * 1024,
  strangerBytes: 64 * 1024,
  operationsPerSocket: 32,
  socketsPerAccount: 64,
  /** Each may be a group of its own, which is told of every event and keeps the last of them. */
  operationsPerAccount: 512,
  pingEveryMs: 15_000,
};

interface Extra extends Record<PropertyKey, unknown> {
  request: IncomingMessage;
  socket: FeedSocket;
  caller?: Caller;
}

type Connection = Context<Record<string, unknown>, Extra>;
type Engine = ReturnType<Graphql["getEnveloped"]>;

export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly size: number;
  /** Connections that were closed because their client did not read. */
  readonly overflows: number;
  close(): void;
}

/**
 * GraphQL over WebSocket (`graphql-transport-ws`): queries, mutations and the feed. `connectionParams` may carry
 * `authorization` (an API key) and `acceptLanguage`; `extensions.idempotencyKey` belongs to one operation.
 */
export function createSocketServer({
  graphql,
  doorman,
  revocations,
  log,
  ...options
}: SocketServerOptions): SocketServer {
  const limits = { ...usualLimits, ...options.limits };
  const accounts = new Map<string, Set<Connection>>();
  const alive = new Map<WebSocket, boolean>();
  const engines = new WeakMap<object, Engine>();
  let overflows = 0;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false),
  });

  /** @throws {Refusal} */
  async function enter(connection: Connection) {
    const { extra, connectionParams } = connection;
    const caller = await doorman.identify(extra.request, text(connectionParams?.authorization));
    const { viewer, principal } = caller;
    if (!principal) throw new Refusal("unauthenticated");
    const account = accountOf(viewer);
    const connections = accounts.get(account) ?? new Set();
    if (connections.size >= limits.socketsPerAccount)
      throw refuseGeneral("invalid/too-many", [], { max: limits.socketsPerAccount });
    accounts.set(account, connections.add(connection));
    const unwatch = revocations.watch(principal, () =>
      extra.socket.close(closeCodes.unauthorized, "credentials/revoked"),
    );
    extra.caller = caller;
    extra.socket.onClose(() => {
      unwatch();
      connections.delete(connection);
      if (connections.size === 0 && accounts.get(account) === connections) accounts.delete(account);
    });
  }

  /** The limit that one more operation breaks; 0: none. */
  function limitBroken(connection: Connection): number {
    const own = Object.keys(connection.subscriptions).length;
    if (own > limits.operationsPerSocket) return limits.operationsPerSocket;
    const { viewer } = connection.extra.caller as Caller;
    let all = 0;
    for (const { subscriptions } of accounts.get(accountOf(viewer)) ?? []) all += Object.keys(subscriptions).length;
    return all > limits.operationsPerAccount ? limits.operationsPerAccount : 0;
  }

  const contextFor = ({ extra, connectionParams }: Connection, payload: SubscribePayload): RequestContext =>
    doorman.contextOf(extra.caller as Caller, extra.request, {
      requestId: randomUUID(),
      idempotencyKey: text(payload.extensions?.idempotencyKey),
      acceptLanguage: text(connectionParams?.acceptLanguage),
    });

  const server = makeServer<Record<string, unknown>, Extra>({
    execute: (args) => (engines.get(args) as Engine).execute(args),
    subscribe: (args) => (engines.get(args) as Engine).subscribe(args),
    async onConnect(connection) {
      try {
        await enter(connection);
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        connection.extra.socket.close(closeOf(error), error.code);
        // Closed already, with a code that says more than the 4403 that `false` stands for.
        return false;
      }
    },
    async onSubscribe(connection, id, payload) {
      const context = contextFor(connection, payload);
      const presented = (errors: readonly unknown[]) =>
        errors.map((error) => present(asGraphQL(error), readerOf(context), log));
      const max = limitBroken(connection);
      if (max > 0) return presented([refuseGeneral("invalid/too-many", [], { max })]);
      const transport: FeedTransport = { push: connection.extra.socket.push(id) };
      const engine = graphql.getEnveloped({ ...context, params: payload, transport });
      try {
        const document = engine.parse(payload.query);
        const errors = engine.validate(engine.schema, document);
        if (errors.length > 0) return presented(errors);
        const args: ExecutionArgs = {
          schema: engine.schema,
          document,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: await engine.contextFactory(),
        };
        engines.set(args, engine);
        return args;
      } catch (error) {
        return presented([error]);
      }
    },
  });

  function opened(socket: WebSocket, request: IncomingMessage, raw: Duplex) {
    const feedSocket = new FeedSocket(socket, raw, limits.waitingBytes, () => {
      overflows += 1;
    });
    const extra: Extra = { request, socket: feedSocket };
    const room = () => (extra.caller ? limits.answerBytes : limits.strangerBytes);
    alive.set(socket, true);
    socket.on("pong", () => alive.set(socket, true));
    // A frame that breaks the protocol or is too large: ws has closed the connection by then.
    socket.on("error", (err) => log.debug({ err }, "a socket failed"));
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => feedSocket.send(data, room()),
        close: (code = closeCodes.failed, reason = "") => feedSocket.close(code, reason),
        onMessage: (take) =>
          socket.on("message", (data) => {
            // Whoever is being sent away is not heard any more.
            if (feedSocket.closing) return;
            take(String(data)).catch((err) => {
              log.error({ err }, "a message over a socket failed");
              feedSocket.close(closeCodes.failed, "internal");
            });
          }),
      },
      extra,
    );
    socket.once("close", (code, reason) => {
      alive.delete(socket);
      Promise.resolve(closed(code, String(reason))).catch((err) => log.error({ err }, "a socket could not be closed"));
    });
  }

  const pings = setInterval(() => {
    for (const [socket, answered] of alive) {
      if (!answered) socket.terminate();
      else {
        alive.set(socket, false);
        socket.ping();
      }
    }
  }, limits.pingEveryMs).unref();

  return {
    upgrade(request, raw, head) {
      sockets.handleUpgrade(request, raw, head, (socket) => opened(socket, request, raw));
    },
    get size() {
      return alive.size;
    },
    get overflows() {
      return overflows;
    },
    close() {
      clearInterval(pings);
      for (const socket of alive.keys()) socket.close(1001, "the hub is stopping");
    },
  };
}

const accountOf = ({ kind, id }: Viewer) => `${kind} ${id}`;

const closeOf = ({ code }: Refusal) =>
  code === "invalid/too-many"
    ? closeCodes.tooMany
    : code === "request/origin-foreign" || code === "forbidden"
      ? closeCodes.forbidden
      : closeCodes.unauthorized;

/** What a client sent, where it is a text. */
const text = (value: unknown) => (typeof value === "string" ? value : undefined);

const asGraphQL = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError("internal", { originalError: error instanceof Error ? error : new Error(String(error)) });
