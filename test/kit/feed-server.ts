import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { GraphQLError } from "graphql";
import { createYoga } from "graphql-yoga";
import { pino } from "pino";
import { Groups, type GroupsOptions } from "../../api/feed/groups.ts";
import { useFeed } from "../../api/feed/plugin.ts";
import { LogReader, type ReaderOptions } from "../../api/feed/reader.ts";
import { createSocketServer, type OperationOptions, type SocketServerOptions } from "../../api/feed/websocket.ts";
import { publicViewer, type Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { Refusal } from "../../schema/refusal.ts";
import { message } from "../../schema/refusals.ts";
import { schema } from "../../schema/schema.ts";
import type { TestHub } from "./hub.ts";
import { aViewer } from "./log.ts";

const silent = pino({ level: "silent" });

interface Principal {
  kind: "session" | "key";
  id: string;
}
interface Caller {
  viewer: Viewer;
  principal: Principal | null;
}

/** `Bearer city/1401`: whoever says so is it. */
function callerOf(authorization: string | undefined): Caller {
  const [role, region] = authorization?.replace(/^Bearer /, "").split("/") ?? [];
  if (!role) return { viewer: publicViewer, principal: null };
  if (region === undefined) throw new Refusal("unauthenticated");
  const viewer = aViewer(role as Viewer["role"], region);
  return { viewer, principal: { kind: viewer.kind === "client" ? "key" : "session", id: `${role}/${region}` } };
}

export interface FeedServerOptions {
  reader?: Partial<ReaderOptions>;
  groups?: Partial<GroupsOptions>;
  limits?: SocketServerOptions<Principal, HubContext>["limits"];
}

/** A process of the hub with nothing but its feed, and sign-in by saying who one is. */
export async function startFeedServer(hub: TestHub, options: FeedServerOptions = {}) {
  const reader = await LogReader.open({ pool: hub.pool, clock: hub.clock, log: silent, ...options.reader });
  const groups = new Groups({ reader, log: silent, ...options.groups });
  const watched = new Map<string, Set<() => void>>();

  const contextOf = (
    { viewer }: Caller,
    _request: unknown,
    { acceptLanguage }: Partial<OperationOptions> = {},
  ): HubContext => ({
    ...hub.as(viewer),
    locale: acceptLanguage?.startsWith("en") ? "en" : "zh",
    wake: () => reader.wake(),
  });
  const present = (error: GraphQLError) => {
    const cause = error.originalError;
    if (!(cause instanceof Refusal)) return error;
    return new GraphQLError(message(cause, "zh"), { path: error.path, extensions: { code: cause.code } });
  };
  const graphql = createYoga<HubContext>({
    schema,
    plugins: [useFeed(groups)],
    maskedErrors: { maskError: (error) => present(error as GraphQLError), errorMessage: "internal" },
    logging: false,
  });
  const sockets = createSocketServer<Principal, HubContext>({
    graphql,
    identify: async (request, authorization = request.headers.authorization) => callerOf(authorization),
    contextOf,
    watch(principal, onRevoked) {
      const callbacks = watched.get(principal.id) ?? new Set();
      watched.set(principal.id, callbacks.add(onRevoked));
      return () => void callbacks.delete(onRevoked);
    },
    present,
    log: silent,
    limits: options.limits,
  });
  const server = createServer((request, response) => {
    void graphql(request, response, contextOf(callerOf(request.headers.authorization), request) as never);
  });
  server.on("upgrade", (request: IncomingMessage, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    reader,
    groups,
    sockets,
    revoke: (who: string) => {
      for (const callback of watched.get(who) ?? []) callback();
    },
    async close() {
      if (!server.listening) return;
      sockets.close();
      groups.close();
      await reader.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await graphql.dispose();
    },
  };
}

export type FeedServer = Awaited<ReturnType<typeof startFeedServer>>;
