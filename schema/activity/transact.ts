import { createHash } from "node:crypto";
import type { Tx } from "../../prisma/client.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import type { Settings } from "../campaign/settings.ts";
import { settingsInForce } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import { notify } from "../notification/notify.ts";
import { followWithPapers } from "../paper/follow.ts";
import { type Action, requireMay } from "../permissions.ts";
import { Refusal } from "../refusal.ts";
import { moveTimers, type NewTimer, type TimerChange } from "../timer/timers.ts";
import { append, type NewEvent, type SubjectType } from "./log.ts";

/** One command at work: its transaction, its moment, and what it wants written at the end. */
export interface Work {
  readonly tx: Tx;
  /** The hub's clock, read once: everything a command does happens at one moment. */
  readonly now: Date;
  readonly viewer: Viewer;
  readonly context: HubContext;
  /** The campaign's settings in force on a day; today's by default. */
  settings(on?: Date): Promise<Settings>;
  /** @throws {Refusal} `forbidden` */
  require(action: Action): void;
  /** Says what happened; appended with all others as the last statement. */
  record(...events: NewEvent[]): void;
  /** Sets or moves the timer of that kind and subject. */
  setTimer(timer: NewTimer): void;
  /** Without kinds: all timers of the subject. */
  cancelTimers(subjectId: string, kinds?: readonly string[]): void;
}

/**
 * Runs one command in one transaction and appends its events last.
 *
 * Under an `Idempotency-Key` the outcome is kept in the same transaction: a repeat waits for the first and is given the
 * same outcome, whenever the process was killed in between. `Outcome` must therefore survive JSON.
 *
 * @throws {Refusal} when the rule says no; nothing has happened then.
 */
export async function transact<Outcome>(context: HubContext, run: (work: Work) => Promise<Outcome>): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await context.db.$transaction((tx) => attemptOnce(tx, context, run), transactionLimits);
      context.wake();
      return outcome;
    } catch (error) {
      if (attempt === 4 || !isContention(error)) throw error;
    }
  }
}

const transactionLimits = { maxWait: 10_000, timeout: 30_000 };

async function attemptOnce<Outcome>(tx: Tx, context: HubContext, run: (work: Work) => Promise<Outcome>) {
  const earlier = await claim(tx, context);
  if (earlier) return earlier.outcome as Outcome;
  const { work, finish, subjects } = openWork(tx, context);
  const outcome = await run(work);
  await keepOutcome(tx, context, outcome, subjects());
  await finish();
  return outcome;
}

/**
 * For whoever already holds a transaction (the ticker, bulk rows): events and timers are flushed by `finish`, and formal
 * acts among the events get their papers.
 * `occurredAt`: when what is recorded happened, where that is not now and an event does not say so itself.
 */
export function openWork(
  tx: Tx,
  context: HubContext,
  occurredAt?: Date,
): { work: Work; finish: () => Promise<void>; handOver: (to: Work) => void; subjects: () => string[] } {
  const now = context.clock.now();
  const events: NewEvent[] = [];
  const timers: TimerChange[] = [];
  const work: Work = {
    tx,
    now,
    viewer: context.viewer,
    context,
    settings: (on = now) => settingsInForce(tx, context.campaign, on),
    require: (action) => requireMay(context.viewer, action),
    record: (...added) => {
      for (const event of added) events.push({ ...event, occurredAt: event.occurredAt ?? occurredAt });
    },
    setTimer: (timer) => void timers.push({ set: timer }),
    cancelTimers: (subjectId, kinds) => void timers.push({ cancel: { subjectId, kinds } }),
  };
  return {
    work,
    finish: async () => {
      await followWithPapers(work, events);
      await notify(work, events);
      await moveTimers(tx, timers);
      await append(tx, events, context.viewer, now);
    },
    subjects: () => [...new Set(events.map(({ subject }) => subject.id))],
    // A part that may be rolled back alone gives what it has to the whole once it is through.
    handOver: (to) => {
      to.record(...events);
      for (const { set, cancel } of timers) set ? to.setTimer(set) : to.cancelTimers(cancel.subjectId, cancel.kinds);
    },
  };
}

/** Who the key belongs to. An anonymous caller's key is itself a secret of at least 128 bits. */
const callerOf = ({ kind, id }: Viewer) => `${kind}:${id ?? ""}`;

const hashOf = (key: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(key).digest());

/** Of the key under which a command was sent, where it came with one; `part` says which of several it is. */
export const keyHashOf = ({ idempotency }: HubContext, part = "") =>
  idempotency ? hashOf(`${idempotency.key}${part}`) : null;

/**
 * Whether this call was carried out before under its `Idempotency-Key`: what comes before the transaction, and must not
 * be asked of a repeat, is left out then.
 */
export async function isRepeat({ db, idempotency, viewer }: HubContext): Promise<boolean> {
  if (!idempotency) return false;
  const keyHash = hashOf(idempotency.key);
  const { field } = idempotency;
  return (await db.idempotencyRecord.count({ where: { caller: callerOf(viewer), keyHash, field } })) > 0;
}

async function claim(tx: Tx, { idempotency, viewer, vault }: HubContext): Promise<{ outcome: unknown } | null> {
  if (!idempotency) return null;
  const keyHash = hashOf(idempotency.key);
  const caller = callerOf(viewer);
  const { field, bodyHash } = idempotency;
  // Waits here while the first call is still running: the unique index does it.
  const claimed = await tx.$executeRaw`
    insert into "IdempotencyRecord" ("caller", "keyHash", "field", "bodyHash", "createdAt")
    values (${caller}, ${keyHash}, ${field}, ${bodyHash}, now()) on conflict do nothing`;
  if (claimed === 1) return null;
  const record = await tx.idempotencyRecord.findUniqueOrThrow({
    where: { caller_keyHash_field: { caller, keyHash, field } },
  });
  if (!bodyHash.equals(record.bodyHash)) throw new Refusal("idempotency/key-reused");
  return { outcome: JSON.parse(vault.open(record.outcome ?? new Uint8Array()).toString("utf8")) };
}

async function keepOutcome(
  tx: Tx,
  { idempotency, viewer, vault }: HubContext,
  outcome: unknown,
  subjects: readonly string[],
) {
  if (!idempotency) return;
  const keyHash = hashOf(idempotency.key);
  await tx.idempotencyRecord.update({
    where: { caller_keyHash_field: { caller: callerOf(viewer), keyHash, field: idempotency.field } },
    data: { outcome: vault.seal(Buffer.from(JSON.stringify(outcome ?? null), "utf8")), subjects: [...subjects] },
  });
}

/** Deadlocks and serialization failures are nobody's fault: the command is simply run again. */
export const isContention = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === "P2034" || /40P01|40001|deadlock detected/.test(error.message));

/** @throws {Refusal} `conflict/stale` with the current version. */
export function requireVersion(row: { version: number }, expected: number | null | undefined) {
  if (expected != null && expected !== row.version)
    throw new Refusal("conflict/stale", ["expectedVersion"], { currentVersion: row.version });
}

/** Locks rows until the end of the transaction, in one order for all, so that two calls wait instead of deadlocking. */
export async function lockRows({ tx }: Pick<Work, "tx">, table: SubjectType, ids: readonly string[]): Promise<void> {
  // The name comes from a closed list, never from a request.
  const statement = `select 1 from "${table}" where "id" = any($1::uuid[]) order by "id" for update`;
  if (ids.length > 0) await tx.$queryRawUnsafe(statement, ids);
}

export const lockRow = (work: Pick<Work, "tx">, table: SubjectType, id: string) => lockRows(work, table, [id]);

/**
 * Locks a row until the end of the transaction and reads it as the viewer may see it.
 *
 * @throws {Refusal} `not-found` also where the viewer may not see it: the two cannot be told apart.
 */
export async function lockVisible<Row>(
  work: Work,
  table: SubjectType,
  id: string,
  find: (tx: Tx) => Promise<Row | null>,
): Promise<Row> {
  await lockRow(work, table, id);
  const row = await find(work.tx);
  if (!row) throw new Refusal("not-found");
  return row;
}
