import type { Tx } from "../../prisma/client.ts";
import type { Timer } from "../../prisma/generated/client.ts";
import { hubViewer } from "../account/viewer.ts";
import { isContention, openWork } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { type Handler, timerHandlers, waitsForEarlier } from "./handlers.ts";

export interface Tick {
  fired: number;
  /** Timers whose handler failed; they are tried again later, in real time. */
  failed: readonly { timer: Timer; error: unknown }[];
}

export interface TickOptions {
  handlers?: Readonly<Record<string, Handler>>;
  waits?: ReadonlySet<string>;
  /** Timers taken at once: a batch is one transaction. */
  batchSize?: number;
}

/**
 * Fires the timers that are due by the hub's clock, the latest-overdue first, each in one transaction with its removal:
 * exactly once, however many processes tick and whichever of them is killed when.
 */
export async function tick(context: HubContext, options: TickOptions = {}): Promise<Tick> {
  const acting = { ...context, viewer: hubViewer, idempotency: undefined };
  const batch = { handlers: timerHandlers, waits: waitsForEarlier, batchSize: 20, ...options };
  const result = await fireTogether(acting, batch).catch((error: unknown) => {
    if (isContention(error)) return { fired: 0, failed: [] };
    // One of them has spoiled the whole: each for itself it spoils nothing else, which costs more statements.
    return fireApart(acting, batch);
  });
  if (result.fired > 0) context.wake();
  return result;
}

const limits = { maxWait: 10_000, timeout: 60_000 };

const fireTogether = (context: HubContext, batch: Required<TickOptions>): Promise<Tick> =>
  context.db.$transaction(async (tx) => {
    const due = await takeDue(tx, context.clock.now(), batch);
    const { work: whole, finish } = openWork(tx, context);
    for (const timer of due) {
      const { work, handOver } = openWork(tx, context, timer.dueAt);
      await handlerOf(timer, batch)(work, timer.subjectId, timer.dueAt, timer.kind);
      handOver(whole);
    }
    await finish();
    return { fired: due.length, failed: [] };
  }, limits);

const fireApart = (context: HubContext, batch: Required<TickOptions>): Promise<Tick> =>
  context.db.$transaction(async (tx) => {
    const due = await takeDue(tx, context.clock.now(), batch);
    const failed: { timer: Timer; error: unknown }[] = [];
    for (const timer of due) {
      try {
        await tx.$transaction(async (inner) => {
          const { work, finish } = openWork(inner, context, timer.dueAt);
          await handlerOf(timer, batch)(work, timer.subjectId, timer.dueAt, timer.kind);
          await finish();
        });
      } catch (error) {
        failed.push({ timer, error });
      }
    }
    for (const { timer, error } of failed) await postpone(tx, timer, error);
    return { fired: due.length - failed.length, failed };
  }, limits);

function handlerOf({ kind }: Timer, { handlers }: Required<TickOptions>): Handler {
  const handler = handlers[kind];
  if (!handler) throw new Error(`no handler for timers of kind ${kind}`);
  return handler;
}

/**
 * Rows that another process holds are passed over. Kinds that wait do so until nothing is due before them, and hold back
 * what is due after them; a timer that has failed three times is no longer waited for, nor does it hold anything back.
 */
async function takeDue(tx: Tx, now: Date, { waits, batchSize }: Required<TickOptions>): Promise<Timer[]> {
  const waiting = [...waits];
  const due = await tx.$queryRaw<Timer[]>`
    delete from "Timer" where "id" in (
      select "id" from "Timer" t where "dueAt" <= ${now} and ("retryAt" is null or "retryAt" <= now())
        and ("kind" <> all(${waiting}::text[]) or not exists (
          select 1 from "Timer" earlier
          where earlier."dueAt" <= t."dueAt" and earlier."kind" <> all(${waiting}::text[]) and earlier."attempts" < 3))
        and "dueAt" <= coalesce((
          select min(later."dueAt") from "Timer" later
          where later."kind" = any(${waiting}::text[]) and later."dueAt" <= ${now} and later."attempts" < 3), ${now})
      order by "dueAt", "id" limit ${batchSize} for update of t skip locked)
    returning *`;
  return due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** Back in the table, to be tried again in 1, 2, 4 ... minutes of real time, an hour at most; at once after a deadlock. */
async function postpone(tx: Tx, timer: Timer, error: unknown) {
  const met = isContention(error);
  const minutes = met ? 0 : Math.min(60, 2 ** timer.attempts);
  await tx.timer.upsert({
    where: { kind_subjectId: { kind: timer.kind, subjectId: timer.subjectId } },
    create: {
      ...timer,
      calendarYears: timer.calendarYears ?? [],
      attempts: timer.attempts + (met ? 0 : 1),
      retryAt: new Date(Date.now() + minutes * 60_000),
      lastError: whatOf(error),
    },
    update: {},
  });
}

/** For the operator who looks at the table. A database's complaint may quote a row: then only its class and code. */
function whatOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? ` ${String(error.code)}` : "";
  return error.name.startsWith("Prisma") ? `${error.name}${code}` : `${error.name}: ${error.message}`.slice(0, 500);
}
