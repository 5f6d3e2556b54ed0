// node test/bench/feed-servers.ts hub|stock|raw URL: who is compared, each in a process of its own.

import { mkdtemp } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useServer } from "graphql-ws/use/ws";
import { createPubSub, createYoga } from "graphql-yoga";
import pg from "pg";
import { WebSocketServer } from "ws";
import { readEnvironment } from "../../api/environment.ts";
import { LogReader } from "../../api/feed/reader.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createHubServer } from "../../api/server.ts";
import type { FeedItem } from "../../schema/activity/event.ts";
import type { HubContext } from "../../schema/context.ts";
import { schema } from "../../schema/schema.ts";
import { aViewer } from "../kit/log.ts";
import { processorTime, serve } from "./child.ts";

const [which, url = ""] = process.argv.slice(2);
const environment = readEnvironment({
  PORT: "0",
  DATABASE_URL: url,
  HUB_DATA_DIR: await mkdtemp(join(tmpdir(), "hub-bench-")),
  HUB_DEMO: "0",
});
const log = createLogger("error");

const listen = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, () =>
      resolve(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
    );
  });

const start = { hub: startHub, stock: startStock, raw: startRaw }[which as "hub" | "stock" | "raw"];
serve({ start, processorTime });

/** The running hub as it is. */
async function startHub() {
  const hub = await openHub({ environment, databaseUrl: url, log });
  const server = await createHubServer(hub);
  return `${(await server.listen()).replace("http", "ws")}/graphql`;
}

/**
 * What the libraries' own documentation builds: Yoga with its pubsub, graphql-ws over ws. The same schema, the same
 * reader of the same log; each subscriber is resolved alone and looks at nothing.
 */
async function startStock() {
  const hub = await openHub({ environment, databaseUrl: url, log });
  const reader = await LogReader.open({ pool: hub.pool, clock: hub.clock, log });
  const pubSub = createPubSub<{ activity: [FeedItem] }>();
  reader.listen({
    onEvents: (events) => {
      for (const event of events) pubSub.publish("activity", event);
    },
    onRenewed: () => {},
  });
  const viewer = aViewer("office", "14");
  const feed = { follow: () => pubSub.subscribe("activity") };
  const context = (): HubContext => ({ ...hub.context({ viewer, locale: "zh", address: null }), feed });
  const yoga = createYoga({ schema, context, logging: false });
  const server = createServer(yoga);
  const sockets = new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false });
  type Engine = ReturnType<typeof yoga.getEnveloped>;
  useServer(
    {
      execute: (args) => (args as unknown as { rootValue: Engine }).rootValue.execute(args),
      subscribe: (args) => (args as unknown as { rootValue: Engine }).rootValue.subscribe(args),
      onSubscribe: async ({ extra }, _id, params) => {
        const engine = yoga.getEnveloped({ req: extra.request, socket: extra.socket, params });
        const args = {
          schema: engine.schema,
          operationName: params.operationName,
          document: engine.parse(params.query),
          variableValues: params.variables,
          contextValue: await engine.contextFactory(),
          rootValue: { execute: engine.execute, subscribe: engine.subscribe },
        };
        const errors = engine.validate(args.schema, args.document);
        return errors.length > 0 ? errors : args;
      },
    },
    sockets,
  );
  return listen(server);
}

/** The limit: what was notified goes to every socket as it is. */
async function startRaw() {
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  await listener.query("listen bench_raw");
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  listener.on("notification", ({ payload = "" }) => {
    for (const socket of sockets.clients) socket.send(payload);
  });
  return listen(server);
}
