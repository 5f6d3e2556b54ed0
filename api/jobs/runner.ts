import { EventEmitter } from "node:events";
import { type ParsedCronItem, Logger as QueueLogger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Hub } from "../hub.ts";
import type { Logger } from "../logging.ts";
import { holdLiveness, type Liveness } from "./liveness.ts";

export interface Jobs {
  readonly healthy: boolean;
  /** Lets the jobs under way end. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  tasks: TaskList;
  cron: ParsedCronItem[];
  /** Jobs at once in this process. */
  concurrency?: number;
  /** How often jobs of dead workers are looked for. */
  releaseEveryMs?: number;
}

/** Works through the queue of real-time work: deliveries, documents, housekeeping. Any number of processes may. */
export async function startJobs(
  hub: Hub,
  { tasks, cron, concurrency = 3, releaseEveryMs = 15_000 }: JobsOptions,
): Promise<Jobs> {
  const { pool, log } = hub;
  const events: WorkerEvents = new EventEmitter();
  let liveness: Promise<Liveness> | undefined;
  events.on("pool:create", ({ workerPool }) => {
    liveness = holdLiveness(hub, workerPool.id);
    liveness.catch((err) => log.error({ err }, "the job worker cannot say that it lives"));
  });
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: cron,
    concurrency,
    noHandleSignals: true,
    events,
    logger: quietly(log),
  });
  let healthy = true;
  runner.promise
    .catch((err) => log.error({ err }, "the job worker has ended"))
    .finally(() => {
      healthy = false;
    });
  const release = () => {
    liveness?.then((held) => held.release()).catch((err) => log.warn({ err }, "dead workers could not be looked for"));
  };
  release();
  const timer = setInterval(release, releaseEveryMs).unref();
  return {
    get healthy() {
      return healthy;
    },
    async stop() {
      clearInterval(timer);
      await runner.stop();
      await (await liveness?.catch(() => undefined))?.close();
    },
  };
}

/** Its own lines tell of every job and quote payloads: only that something is wrong is passed on. */
const quietly = (log: Logger) =>
  new QueueLogger((scope) => (level, _message, meta) => {
    if (level !== "error" && level !== "warning") return;
    const fields = { task: scope.taskIdentifier, job: scope.jobId, err: meta?.error };
    if (level === "error") log.error(fields, "the job queue reports an error");
    else log.warn(fields, "the job queue reports a warning");
  });
