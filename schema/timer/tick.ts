import type { Tx } from "../../prisma/client.ts";
import type { Timer } from "../../prisma/generated/client.ts";
import { hubViewer } from "../account/viewer.ts";
import { openWork } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { timerHandlers } from "./handlers.ts";

/** Timers taken at once: a batch is one transaction. */
export const batchSize = 20;

export interface Tick {
  fired: number;
  /** Timers whose handler failed; they are tried again later, in real time. */
  failed: readonly { timer: Timer; error: unknown }[];
}

/**
 * Fires the timers that are due by the hub's clock, the latest-overdue first, each in one transaction with its removal:
 * exactly once, however many processes tick and whichever of them is killed when.
 */
export async function tick(context: HubContext): Promise<Tick> {
  const acting = { ...context, viewer: hubViewer, idempotency: undefined };
  const now = context.clock.now();
  const result = await context.db.$transaction(
    async (tx) => {
      const due = await tx.$queryRaw<Timer[]>`
        delete from "Timer" where "id" in (
          select "id" from "Timer" where "dueAt" <= ${now} and ("retryAt" is null or "retryAt" <= now())
          order by "dueAt", "id" limit ${batchSize} for update skip locked)
        returning *`;
      due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
      const { work, finish } = openWork(tx, acting);
      const failed: { timer: Timer; error: unknown }[] = [];
      for (const timer of due) {
        const error = await fire(tx, acting, timer, work);
        if (error) failed.push({ timer, error });
      }
      for (const { timer, error } of failed) await postpone(tx, timer, error);
      await finish();
      return { fired: due.length - failed.length, failed };
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
  if (result.fired > 0) context.wake();
  return result;
}

/** One poisoned timer rolls back alone; what it recorded is forgotten with it. */
async function fire(tx: Tx, context: HubContext, timer: Timer, batch: ReturnType<typeof openWork>["work"]) {
  const handler = timerHandlers[timer.kind];
  if (!handler) return new Error(`no handler for timers of kind ${timer.kind}`);
  try {
    await (tx as Tx & { $transaction: Nested }).$transaction(async (inner) => {
      const { work, handOver } = openWork(inner, context);
      await handler(work, timer);
      handOver(batch);
    });
    return null;
  } catch (error) {
    return error ?? new Error("unknown");
  }
}

type Nested = <Result>(run: (tx: Tx) => Promise<Result>) => Promise<Result>;

/** Back in the table, to be tried again in 1, 2, 4 ... minutes of real time, an hour at most. */
async function postpone(tx: Tx, timer: Timer, error: unknown) {
  const minutes = Math.min(60, 2 ** timer.attempts);
  await tx.timer.upsert({
    where: { kind_subjectId: { kind: timer.kind, subjectId: timer.subjectId } },
    create: {
      ...timer,
      attempts: timer.attempts + 1,
      retryAt: new Date(Date.now() + minutes * 60_000),
      lastError: String(error).slice(0, 500),
    },
    update: {},
  });
}
