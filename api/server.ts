import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Refusal } from "../schema/refusal.ts";
import { schema } from "../schema/schema.ts";
import { callerAddress, inBlocks, isLoopback } from "./address.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "./answer.ts";
import { briefRoute } from "./brief/route.ts";
import { createDoorman } from "./context.ts";
import { createDownloadRoute } from "./downloads.ts";
import { createPicturesRoute, picturesPath } from "./evidence/pictures.ts";
import { createFilesRoute, filesPath } from "./evidence/serve.ts";
import { createUploadsRoute, uploadsPath } from "./evidence/upload.ts";
import { exportRoute } from "./export.ts";
import { Groups } from "./feed/groups.ts";
import { LogReader } from "./feed/reader.ts";
import { createSocketServer } from "./feed/websocket.ts";
import { createGraphqlRoute } from "./graphql/route.ts";
import { createGraphql } from "./graphql/yoga.ts";
import { type Readiness, serveHealth, serveReadiness } from "./health.ts";
import type { Hub } from "./hub.ts";
import { importRoute } from "./import.ts";
import { watchFeed } from "./metrics.ts";
import { originOf } from "./origin.ts";
import { outageIn } from "./outage.ts";
import { bulletinRoute, exposureRoute, paperRoute } from "./paper/route.ts";
import { securityHeaders } from "./security-headers.ts";
import { createAuth } from "./sign-in/auth.ts";
import { Devices } from "./sign-in/devices.ts";
import { Lockout } from "./sign-in/lockout.ts";
import { type Revocations, watchRevocations } from "./sign-in/revocation.ts";
import { createSignInRoute } from "./sign-in/route.ts";
import { Sessions } from "./sign-in/session.ts";
import { createStatic } from "./static.ts";

export interface HubServer {
  readonly revocations: Revocations;
  /** What `/readyz` asks; parts that must run add themselves. */
  readonly readiness: Readiness;
  /** Returns the address it listens on, for people on this machine. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export const consoleFolder = join(dirname(import.meta.dirname), "console", "dist");

/** The one HTTP server of a process: sign-in, GraphQL, console, health. */
export async function createHubServer(hub: Hub): Promise<HubServer> {
  const { environment, metrics, pool, log } = hub;
  const secure = environment.publicUrl?.startsWith("https:") ?? false;
  const baseUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
  const addressOf = callerAddress(inBlocks(environment.trustedProxies));
  const origin = originOf(environment.publicUrl);
  const secret = hub.vault.secret("session");

  const reader = await LogReader.open({ pool, clock: hub.clock, log });
  const groups = new Groups({ reader, log });
  hub.onGrowth(() => reader.wake());

  const sessions = new Sessions(pool, secret, secure);
  const doorman = createDoorman({ hub, sessions, addressOf, originOf: origin });
  const revocations = watchRevocations(pool, log);
  const graphql = createGraphql(schema, groups, log);
  const serveGraphql = createGraphqlRoute({ graphql, doorman, sessions, revocations, metrics, baseUrl });
  const serveSignIn = createSignInRoute({
    auth: createAuth({ db: hub.db, secret, baseUrl, secure, log }),
    lockout: new Lockout(pool),
    devices: new Devices(hub.vault.secret("device"), secure),
    baseUrl,
    addressOf,
    originOf: origin,
    onAttempt: (outcome) => metrics.signIns.inc({ outcome }),
  });
  const serveFiles = createFilesRoute(doorman);
  const servePictures = createPicturesRoute(doorman);
  const serveUploads = createUploadsRoute(doorman, hub.unfinished);
  const serveExport = createDownloadRoute(doorman, revocations, exportRoute);
  const serveImport = createDownloadRoute(doorman, revocations, importRoute);
  const serveTypicalCases = createDownloadRoute(doorman, revocations, exposureRoute);
  const servePaper = createDownloadRoute(doorman, revocations, paperRoute);
  const serveBrief = createDownloadRoute(doorman, revocations, briefRoute);
  const serveBulletin = createDownloadRoute(doorman, revocations, bulletinRoute);
  const serveStatic = await createStatic(consoleFolder);
  const readiness: Readiness = {
    database: async () => (await pool.query("select 1")).rowCount === 1,
    feed: () => reader.healthy,
  };
  const sockets = createSocketServer({ graphql, doorman, revocations, log });
  watchFeed(metrics.registry, groups, sockets);

  const mayReadMetrics = inBlocks(environment.metricsAddresses);
  async function serveMetrics(request: IncomingMessage, response: ServerResponse) {
    const address = addressOf(request);
    // A proxy that nobody declared makes the whole world look like this machine.
    const direct = request.headers["x-forwarded-for"] === undefined && request.headers.forwarded === undefined;
    if (!mayReadMetrics(address) && !(direct && isLoopback(address))) return notFound(request, response);
    const text = await metrics.registry.metrics();
    response.writeHead(200, { "content-type": metrics.registry.contentType }).end(text);
  }

  async function route(request: IncomingMessage, response: ServerResponse, path: string, requestId: string) {
    if (path === "/graphql") return serveGraphql(request, response, requestId);
    if (path.startsWith("/api/auth/")) return serveSignIn(request, response);
    if (path.startsWith(filesPath)) return serveFiles(request, response, path, requestId);
    if (path.startsWith(picturesPath)) return servePictures(request, response, path, requestId);
    if (isUpload(path)) return serveUploads(request, response, path, requestId);
    if (path.startsWith(exportRoute.path)) return serveExport(request, response, path, requestId);
    if (path.startsWith(importRoute.path)) return serveImport(request, response, path, requestId);
    if (path.startsWith(exposureRoute.path)) return serveTypicalCases(request, response, path, requestId);
    if (path.startsWith(paperRoute.path)) return servePaper(request, response, path, requestId);
    if (path.startsWith(briefRoute.path)) return serveBrief(request, response, path, requestId);
    if (path.startsWith(bulletinRoute.path)) return serveBulletin(request, response, path, requestId);
    if (path === "/healthz") return serveHealth(response);
    if (path === "/readyz") return serveReadiness(readiness, response);
    if (path === "/metrics") return serveMetrics(request, response);
    if (!(await serveStatic(request, response, path))) notFound(request, response);
  }

  const headers = securityHeaders(secure);
  const server = createServer(serverLimits, (request, response) => {
    const requestId = randomUUID();
    const began = performance.now();
    const path = pathOf(request);
    for (const [name, value] of headers) response.setHeader(name, value);
    response.setHeader("x-request-id", requestId);
    response.once("close", () => {
      const seconds = (performance.now() - began) / 1000;
      const status = response.statusCode;
      metrics.requests.observe({ route: routeName(path), status: `${Math.floor(status / 100)}xx` }, seconds);
      log.debug({ requestId, method: request.method, path: routeName(path), status, seconds }, "request");
    });
    route(request, response, path, requestId).catch((err) => {
      // Only the caller's own connection says that the caller has gone: that of the database breaks with the same code.
      if (response.destroyed || request.socket.destroyed) return response.destroy();
      log.error({ requestId, err }, "a request failed");
      const refusal = outageIn(err) ?? new Refusal("internal");
      const { code, message } = describe(refusal, localeOf(request.headers["accept-language"]));
      const body = { errors: [{ message, extensions: { code, requestId } }] };
      answerJson(response, statusOf(code), body, refusalHeaders(refusal));
    });
  });
  server.keepAliveTimeout = 65_000;

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const known = pathOf(request) === "/graphql";
    if (known && origin(request) !== "foreign") sockets.upgrade(request, socket, head);
    else socket.end(`HTTP/1.1 ${known ? "403 Forbidden" : "404 Not Found"}\r\nConnection: close\r\n\r\n`);
  });

  return {
    revocations,
    readiness,
    listen: () => listen(server, environment.port, environment.host),
    async close() {
      revocations.close();
      sockets.close();
      groups.close();
      await closeServer(server);
      await reader.close();
      await graphql.dispose();
    },
  };
}

const pathOf = ({ url }: IncomingMessage) => (url ?? "/").split("?")[0] ?? "/";

const isUpload = (path: string) => path === uploadsPath || path.startsWith(`${uploadsPath}/`);

/** Slow senders are cut off: headers within 15 seconds, the whole request, photos included, within two minutes. */
const serverLimits = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};

function notFound(request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 404, describe({ code: "not-found", facts: {} }, localeOf(request.headers["accept-language"])));
}

/** For metrics and log: never the path as it was sent. */
function routeName(path: string): string {
  if (path === "/graphql" || path === "/healthz" || path === "/readyz" || path === "/metrics") return path;
  if (path.startsWith(filesPath)) return "/files";
  if (path.startsWith(picturesPath)) return "/pictures";
  if (isUpload(path)) return "/uploads";
  if (path.startsWith(exportRoute.path)) return "/export";
  if (path.startsWith(importRoute.path)) return "/import";
  if (path.startsWith(exposureRoute.path)) return "/typical-cases";
  if (path.startsWith(paperRoute.path)) return "/papers";
  if (path.startsWith(briefRoute.path)) return "/briefs";
  if (path.startsWith(bulletinRoute.path)) return "/bulletins";
  return path.startsWith("/api/auth/") ? "/api/auth" : "static";
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: 1024 }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { address, port: bound } = server.address() as AddressInfo;
  const anywhere = address === "0.0.0.0" || address === "::";
  return `http://${anywhere ? "localhost" : address.includes(":") ? `[${address}]` : address}:${bound}`;
}

/** Lets running requests finish for three seconds. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), 3_000);
  await closed;
  clearTimeout(force);
}
