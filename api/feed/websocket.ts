import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type ExecutionArgs, GraphQLError } from "graphql";
import { type Context, makeServer, type SubscribePayload } from "graphql-ws";
import type { YogaServerInstance } from "graphql-yoga";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import type { FeedTransport } from "./groups.ts";
import { closeCodes, FeedSocket } from "./socket.ts";

/** What a caller's rights rest on; as `api/sign-in` has it. */
interface Principal {
  kind: string;
  id: string;
}

interface Caller<P extends Principal> {
  viewer: { kind: string; id: string | null };
  principal: P | null;
}

export interface SocketServerOptions<P extends Principal, C extends object> {
  graphql: Pick<YogaServerInstance<C, object>, "getEnveloped">;
  /** @throws {Refusal} for credentials that do not hold, or a cookie that another site's page sent along. */
  identify(request: IncomingMessage, authorization?: string): Promise<Caller<P>>;
  contextOf(caller: Caller<P>, request: IncomingMessage, operation: OperationOptions): C;
  /** Calls back when the principal may no longer be here; the result ends the watch. */
  watch(principal: P, onRevoked: () => void): () => void;
  /** An error as it leaves the hub, in the caller's language. */
  present(error: GraphQLError, context: C): GraphQLError;
  log: Logger;
  limits?: Partial<typeof usualLimits>;
}

/** What a client says with an operation beside the operation. */
export interface OperationOptions {
  requestId: string;
  /** From `extensions.idempotencyKey`. */
  idempotencyKey?: string;
  /** From `connectionParams.acceptLanguage`: a browser's page cannot set the header. */
  acceptLanguage?: string;
}

const usualLimits = {
  /** Of one message from a client. */
  messageBytes: 1024 * 1024,
  /** That may wait for a client that does not read. */
  waitingBytes: 1024 * 1024,
  operationsPerSocket: 32,
  socketsPerAccount: 64,
  pingEveryMs: 15_000,
};

interface Extra<P extends Principal> extends Record<PropertyKey, unknown> {
  request: IncomingMessage;
  socket: FeedSocket;
  caller?: Caller<P>;
}

type Enveloped = ReturnType<YogaServerInstance<object, object>["getEnveloped"]>;

export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly size: number;
  /** Connections that were closed because their client did not read. */
  readonly overflows: number;
  close(): void;
}

/** GraphQL over WebSocket (`graphql-transport-ws`): queries, mutations and the feed. */
export function createSocketServer<P extends Principal, C extends object>(
  options: SocketServerOptions<P, C>,
): SocketServer {
  const { graphql, identify, contextOf, watch, present, log } = options;
  const limits = { ...usualLimits, ...options.limits };
  const accounts = new Map<string, number>();
  const alive = new Map<WebSocket, boolean>();
  const engines = new WeakMap<object, Enveloped>();
  let overflows = 0;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false),
  });

  /** @throws {Refusal} */
  async function enter({ extra, connectionParams }: Context<Record<string, unknown>, Extra<P>>) {
    const given = connectionParams?.authorization;
    const caller = await identify(extra.request, typeof given === "string" ? given : undefined);
    const { viewer, principal } = caller;
    if (!principal) throw new Refusal("unauthenticated");
    const account = `${viewer.kind} ${viewer.id}`;
    const count = accounts.get(account) ?? 0;
    if (count >= limits.socketsPerAccount)
      throw refuseGeneral("invalid/too-many", [], { max: limits.socketsPerAccount });
    accounts.set(account, count + 1);
    const unwatch = watch(principal, () => extra.socket.close(closeCodes.unauthorized, "credentials/revoked"));
    extra.caller = caller;
    extra.socket.onClose(() => {
      unwatch();
      const left = (accounts.get(account) ?? 1) - 1;
      if (left > 0) accounts.set(account, left);
      else accounts.delete(account);
    });
  }

  function contextFor(
    { extra, connectionParams }: Context<Record<string, unknown>, Extra<P>>,
    payload: SubscribePayload,
  ) {
    const language = connectionParams?.acceptLanguage;
    const key = payload.extensions?.idempotencyKey;
    return contextOf(extra.caller as Caller<P>, extra.request, {
      requestId: randomUUID(),
      ...(typeof key === "string" && { idempotencyKey: key }),
      ...(typeof language === "string" && { acceptLanguage: language }),
    });
  }

  const server = makeServer<Record<string, unknown>, Extra<P>>({
    execute: (args) => (engines.get(args) as Enveloped).execute(args),
    subscribe: (args) => (engines.get(args) as Enveloped).subscribe(args),
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
      const presented = (errors: readonly unknown[]) => errors.map((error) => present(asGraphQL(error), context));
      if (Object.keys(connection.subscriptions).length > limits.operationsPerSocket)
        return presented([refuseGeneral("invalid/too-many", [], { max: limits.operationsPerSocket })]);
      const transport: FeedTransport = { push: connection.extra.socket.push(id) };
      const engine = graphql.getEnveloped({ ...context, params: payload, transport }) as Enveloped;
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
    alive.set(socket, true);
    socket.on("pong", () => alive.set(socket, true));
    // A frame that breaks the protocol or is too large: ws has closed the connection by then.
    socket.on("error", (err) => log.debug({ err }, "a socket failed"));
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve) => {
            if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
            else resolve();
          }),
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
      { request, socket: feedSocket },
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

const closeOf = ({ code }: Refusal) =>
  code === "invalid/too-many"
    ? closeCodes.tooMany
    : code === "request/origin-foreign" || code === "forbidden"
      ? closeCodes.forbidden
      : closeCodes.unauthorized;

const asGraphQL = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError("internal", { originalError: error instanceof Error ? error : new Error(String(error)) });
