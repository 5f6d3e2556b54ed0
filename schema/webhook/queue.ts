import type { Tx } from "../../prisma/client.ts";
import { addJob } from "../queue.ts";

/** Name of the job that sends what a webhook is to be told. */
export const webhookTask = "webhook";

/** A webhook's batches go one after the other; its tests do not wait for them. */
export interface Lane {
  webhookId: string;
  test: boolean;
}

/** Asks the workers to look at a webhook. */
export const askToTell = (tx: Pick<Tx, "$queryRaw">, { webhookId, test }: Lane, inMs = 0): Promise<void> =>
  addJob(tx, {
    task: webhookTask,
    payload: { webhookId, test },
    key: `${webhookTask} ${webhookId}${test ? " test" : ""}`,
    inMs,
  });
