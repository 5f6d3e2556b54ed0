import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { localeOf } from "../../api/answer.ts";
import type { Caller, Doorman } from "../../api/context.ts";
import { Groups, type GroupsOptions } from "../../api/feed/groups.ts";
import { LogReader, type ReaderOptions } from "../../api/feed/reader.ts";
import { createSocketServer, type SocketServerOptions } from "../../api/feed/websocket.ts";
import { createGraphqlRoute } from "../../api/graphql/route.ts";
import { createGraphql } from "../../api/graphql/yoga.ts";
import { createMetrics } from "../../api/metrics.ts";
import { publicViewer, type Viewer } from "../../schema/account/viewer.ts";
import { Refusal } from "../../schema/refusal.ts";
import { schema } from "../../schema/schema.ts";
import type { TestHub } from "./hub.ts";
import { aViewer } from "./log.ts";

const silent = pino({ level: "silent" });

/** `Bearer city/1401`: whoever says so is it. */
function callerOf(authorization: string | undefined): Caller {
  const [role, region] = authorization?.replace(/^Bearer /, "").split("/") ?? [];
  if (!role) return { viewer: publicViewer, principal: null };
  if (region === undefined) throw new Refusal("unauthenticated");
  const viewer = aViewer(role as Viewer["role"], region);
  return { viewer, principal: { kind: "session", id: `${role}/${region}`, standing: "" } };
}

export interface FeedServerOptions {
  reader?: Partial<ReaderOptions>;
  groups?: Partial<GroupsOptions>;
  limits?: SocketServerOptions["limits"];
}

/** A process of the hub with nothing but its feed, and sign-in by saying who one is. */
export async function startFeedServer(hub: TestHub, options: FeedServerOptions = {}) {
  const reader = await LogReader.open({ pool: hub.pool, clock: hub.clock, log: silent, ...options.reader });
  const groups = new Groups({ reader, log: silent, ...options.groups });
  const watched = new Map<string, Set<() => void>>();

  const doorman: Doorman = {
    identify: async (request, authorization = request.headers.authorization) => callerOf(authorization),
    contextOf: ({ viewer, principal }, request, { requestId, acceptLanguage, idempotencyKey }) => ({
      ...hub.as(viewer),
      locale: localeOf(acceptLanguage ?? request.headers["accept-language"]),
      wake: () => reader.wake(),
      principal,
      requestId,
      idempotencyKey,
    }),
  };
  const graphql = createGraphql(schema, groups, silent);
  const revocations = {
    watch(principal: { id: string }, onRevoked: () => void) {
      const callbacks = watched.get(principal.id) ?? new Set();
      watched.set(principal.id, callbacks.add(onRevoked));
      return () => void callbacks.delete(onRevoked);
    },
  };
  const sockets = createSocketServer({ graphql, doorman, revocations, log: silent, limits: options.limits });
  const route = createGraphqlRoute({
    graphql,
    doorman,
    sessions: { forgetting: "" },
    revocations,
    metrics: createMetrics(hub.pool),
    baseUrl: "http://127.0.0.1",
  });
  const server = createServer((request, response) => {
    route(request, response, randomUUID()).catch(() => response.destroy());
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
