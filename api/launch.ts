import { migrate } from "../prisma/migrate.ts";
import { eraseAgain } from "../schema/erasure/run.ts";
import { buildConsoleIfStale } from "./console-build.ts";
import type { Environment } from "./environment.ts";
import { seedOnFirstStart } from "./first-start.ts";
import type { Readiness } from "./health.ts";
import { type Hub, openHub } from "./hub.ts";
import { startJobs } from "./jobs/runner.ts";
import { cronItems, incomingWork, outgoingWork, tasksOf } from "./jobs/tasks.ts";
import { backupBeforeUpgrade } from "./keeping/before-upgrade.ts";
import { createLogger, type Logger } from "./logging.ts";
import { createMailer } from "./mail/mailer.ts";
import { createMailboxReader } from "./mailbox/reader.ts";
import { StartRefused } from "./operator.ts";
import { startEmbedded } from "./postgres/embedded.ts";
import { createSender } from "./push/sender.ts";
import { watchSchema } from "./schema-watch.ts";
import { createHubServer } from "./server.ts";
import { startTicker } from "./ticker.ts";
import { followForWebhooks } from "./webhook/follower.ts";
import { createWebhookSender } from "./webhook/sender.ts";

export interface Running {
  stop(): Promise<void>;
  /** Resolves with a sentence when the hub cannot go on, the embedded server having ended for one. */
  ended: Promise<string>;
}

interface Stops {
  parts: (() => Promise<void>)[];
  /** The embedded server, which ends last and takes its time: it writes out what it holds. */
  server?: () => Promise<void>;
}

/** Starts the parts one after the other, and on `stop` ends them in reverse; what fails on the way ends the ones before. */
export async function launch(environment: Environment, say: (line: string) => void): Promise<Running> {
  const log = createLogger(environment.logLevel ?? "warn");
  const stops: Stops = { parts: [] };
  const stop = async () => {
    const unclean = (err: unknown) => log.error({ err }, "a part did not stop cleanly");
    for (const end of stops.parts.splice(0).reverse()) await inTime(end()).catch(unclean);
    await stops.server?.().catch(unclean);
  };
  try {
    return { stop, ...(await start(environment, log, say, stops)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  environment: Environment,
  log: Logger,
  say: (line: string) => void,
  stops: Stops,
): Promise<Pick<Running, "ended">> {
  const { databaseUrl, ended } = await openDatabaseServer(environment, say, stops);
  await migrate({ url: databaseUrl, log: say, beforeUpgrade: backupBeforeUpgrade(environment, databaseUrl, say) });
  const hub = await openHub({ environment, databaseUrl, log });
  stops.parts.push(hub.close);
  await seedOnFirstStart(hub, say);
  const again = await eraseAgain(hub.ownContext());
  if (again > 0)
    say(`Destroyed the personal data of ${again} complaints again: the backup was older than their proof.`);
  const work = environment.role === "api" ? {} : await startWork(hub, stops);
  if (environment.role !== "worker") {
    if (await buildConsoleIfStale()) say("Built the console.");
    await serve(hub, work, say, stops);
  } else say("Working: timers and jobs. This process answers no requests.");
  const watch = await watchSchema(hub.pool, log);
  stops.parts.push(watch.stop);
  return { ended: Promise.race([ended, watch.upgraded]) };
}

async function openDatabaseServer(
  { databaseUrl, dataDir }: Environment,
  say: (line: string) => void,
  stops: Stops,
): Promise<{ databaseUrl: string; ended: Promise<string> }> {
  if (databaseUrl) return { databaseUrl, ended: new Promise(() => {}) };
  const embedded = await startEmbedded({ dataDir, log: say });
  stops.server = embedded.stop;
  return { databaseUrl: embedded.url, ended: embedded.exited.then(() => "The embedded PostgreSQL has ended.") };
}

async function startWork(hub: Hub, stops: Stops): Promise<Readiness> {
  const ticker = startTicker(hub);
  stops.parts.push(ticker.stop);
  const jobs = await startJobs(hub, { tasks: tasksOf(hub), cron: cronItems() });
  stops.parts.push(jobs.stop);
  const sender = await createSender(hub);
  const mailer = await createMailer(hub);
  const webhooks = createWebhookSender(hub);
  const outgoing = await startJobs(hub, outgoingWork(sender, mailer, webhooks));
  stops.parts.push(() => {
    sender.stop();
    mailer.stop();
    webhooks.stop();
    return outgoing.stop();
  });
  await sender.sweep();
  await mailer.sweep();
  await webhooks.sweep();
  const follower = await followForWebhooks(hub);
  stops.parts.push(() => follower.close());
  const reading = await startReading(hub, stops);
  return { timers: () => ticker.healthy, jobs: () => jobs.healthy && outgoing.healthy && reading() };
}

/** Of a hub that is told of no mailbox none is read. */
async function startReading(hub: Hub, stops: Stops): Promise<() => boolean> {
  const reader = await createMailboxReader(hub);
  if (!reader) return () => true;
  const reading = await startJobs(hub, incomingWork(reader));
  stops.parts.push(() => {
    reader.stop();
    return reading.stop();
  });
  await reader.sweep();
  return () => reading.healthy;
}

async function serve(hub: Hub, work: Readiness, say: (line: string) => void, stops: Stops) {
  const server = await createHubServer(hub);
  Object.assign(server.readiness, work);
  stops.parts.push(server.close);
  const { port, host, publicUrl } = hub.environment;
  const address = await server.listen().catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "EADDRINUSE" && cause.code !== "EACCES" && cause.code !== "EADDRNOTAVAIL") throw cause;
    const why = cause.code === "EADDRINUSE" ? "is in use by another program" : "cannot be used";
    throw new StartRefused(`${host}:${port} ${why}: set PORT or HOST.`, { cause });
  });
  say(
    `Console:  ${publicUrl ?? address}/\nPublic:   ${publicUrl ?? address}/public\nGraphQL:  ${publicUrl ?? address}/graphql`,
  );
}

/** A part that waits for a database which does not answer must not keep the others, or the process, from ending. */
async function inTime(ending: Promise<void>, milliseconds = 8_000): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it takes too long")), milliseconds);
  });
  await Promise.race([ending, late]).finally(() => clearTimeout(timer));
}
