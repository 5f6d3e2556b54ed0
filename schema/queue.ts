/** Asking the job workers for something, from within a transaction. */
import type { Tx } from "../prisma/client.ts";

export interface Job {
  /** Name of the task. */
  task: string;
  payload: object;
  /** Of those that wait under one key there is one. */
  key: string;
  /** Of the jobs in one queue one runs at a time, whoever runs it. */
  queue?: string | null;
  inMs?: number;
}

/**
 * Asks for a job after the commit, or in so many milliseconds. Where no worker has ever run there is no queue to ask in:
 * each kind of work has a sweep that finds what waits.
 */
export async function addJob(
  tx: Pick<Tx, "$queryRaw">,
  { task, payload, key, queue: line = null, inMs = 0 }: Job,
): Promise<void> {
  const [queue] = await tx.$queryRaw<{ there: boolean }[]>`
    select to_regclass('graphile_worker._private_jobs') is not null as "there"`;
  if (!queue?.there) return;
  await tx.$queryRaw`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key => ${key},
    queue_name => ${line},
    run_at => now() + ${inMs} * interval '1 millisecond')::text`;
}
