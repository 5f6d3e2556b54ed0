/**
 * How whatever leaves the hub is handed over, be it a push or a letter: each attempt is written down before it is made,
 * and what came of it after.
 */
import type { Tx } from "../../prisma/client.ts";
import type { DeliveryAttempt } from "../../prisma/generated/client.ts";
import type { DeliveryState } from "../../prisma/generated/enums.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { isRefusal, type Outcome, type Patience, settle } from "../delivery/rules.ts";

/** What every table of things to be sent has. */
export interface Outgoing {
  id: string;
  state: DeliveryState;
  attempts: number;
  tries: number;
  sendingUntil: Date | null;
  nextAttemptAt: Date | null;
  deliveredAt: Date | null;
}

type Columns = Partial<Outgoing> & { receipt?: string };
type AttemptColumns = Partial<Omit<DeliveryAttempt, "deliveryId" | "number">>;

/** One such table; `Of` says which of its rows are sent one after the other. */
export interface Outbox<Row extends Outgoing, Of> {
  table: "Delivery" | "Letter" | "WebhookDelivery";
  /** Locks the next one until the end of the transaction. Of several processes each would go by its own clock: by the database's. */
  lockNext(tx: Tx, of: Of): Promise<{ id: string; now: Date; notBefore?: Date | null } | undefined>;
  read(tx: Tx, id: string): Promise<Row>;
  /** @param news what people are shown has changed, and with it the row's version */
  write(tx: Tx, id: string, columns: Columns, news: boolean): Promise<Row>;
  begin(tx: Tx, id: string, number: number, startedAt: Date): Promise<unknown>;
  end(tx: Tx, id: string, number: number, columns: AttemptColumns): Promise<unknown>;
  /** Asks the workers to look again. */
  ask(tx: Pick<Tx, "$queryRaw">, row: Row, inMs: number): Promise<void>;
  /** Says what has become of one; it has been written. */
  tell(work: Work, row: Row, news: News): Promise<void> | void;
}

export type News =
  | { type: "delivered"; receipt: string; first: boolean }
  /** Only the first of a row of failures is news; each is among the attempts. */
  | { type: "failing"; fault: string | null; status: number | null }
  | { type: "dead"; refused: boolean; fault: string | null; status: number | null };

export type Claim<Row> =
  /** To be sent now, by whoever asked and nobody else until `sendingUntil`. */
  | { type: "claimed"; row: Row }
  /** Nothing is left, or a dead letter holds the rest back. */
  | { type: "nothing" }
  | { type: "later"; inMs: number };

/**
 * The next one to be sent, once its time has come. An attempt whose process was killed is known by its time having run
 * out; what it sent is sent again under the same id.
 *
 * @param leaseMs longer than any attempt may take
 */
export const claim = <Row extends Outgoing, Of>(
  outbox: Outbox<Row, Of>,
  context: HubContext,
  of: Of,
  leaseMs: number,
  patience: Patience,
): Promise<Claim<Row>> =>
  transact(context, async (work) => {
    const { tx } = work;
    const next = await outbox.lockNext(tx, of);
    if (!next) return { type: "nothing" };
    const { id, now } = next;
    const row = await outbox.read(tx, id);
    const { state, sendingUntil, attempts, tries } = row;
    if (sendingUntil && sendingUntil > now) return laterThan(sendingUntil, now);
    if (sendingUntil) {
      await outbox.end(tx, id, attempts, { endedAt: now, outcome: "interrupted" });
      await outbox.write(tx, id, { sendingUntil: null }, false);
    }
    if (state === "dead") return { type: "nothing" };
    for (const moment of [row.nextAttemptAt, next.notBefore]) if (moment && moment > now) return laterThan(moment, now);
    if (sendingUntil && tries >= patience.most) {
      await bury(outbox, work, row, { refused: false, fault: null, status: null });
      return { type: "nothing" };
    }
    await outbox.begin(tx, id, attempts + 1, now);
    const lease = new Date(now.getTime() + leaseMs);
    const columns = { attempts: attempts + 1, tries: tries + 1, sendingUntil: lease };
    return { type: "claimed", row: await outbox.write(tx, id, columns, false) };
  });

const laterThan = (moment: Date, now: Date) => ({
  type: "later" as const,
  inMs: Math.max(1, moment.getTime() - now.getTime()),
});

/**
 * Writes down what came of a claimed attempt. What comes too late, another process having taken it over, is left alone:
 * that one will be told the same.
 */
export const record = <Row extends Outgoing, Of>(
  outbox: Outbox<Row, Of>,
  context: HubContext,
  { id, attempts }: Pick<Outgoing, "id" | "attempts">,
  outcome: Outcome,
  patience: Patience,
  chance: number,
): Promise<void> =>
  transact(context, async (work) => {
    const { tx } = work;
    const [locked] = await tx.$queryRawUnsafe<{ now: Date }[]>(
      `select clock_timestamp() as "now" from "${outbox.table}" where "id" = $1::uuid for update`,
      id,
    );
    // Taken away while it was on its way.
    if (!locked) return;
    const row = await outbox.read(tx, id);
    if (row.attempts !== attempts || !row.sendingUntil) return;
    const { now } = locked;
    const settled = settle(row.tries, outcome, patience, chance);
    const { status } = outcome;
    const fault = outcome.type === "failed" ? outcome.fault : null;
    await outbox.end(tx, id, attempts, {
      endedAt: now,
      outcome: outcome.type === "received" ? "received" : isRefusal(outcome) ? "refused" : "failed",
      status,
      ...(outcome.type === "received" ? { receipt: outcome.receipt } : { fault, detail: outcome.detail }),
    });
    if (settled.state === "waiting") {
      // Broken off by the hub's own end: the try is given back.
      await outbox.write(tx, id, { sendingUntil: null, tries: Math.max(0, row.tries - 1) }, false);
    } else if (settled.state === "failing") {
      const nextAttemptAt = new Date(now.getTime() + settled.waitMs);
      await outbox.write(tx, id, { state: "failing", nextAttemptAt, sendingUntil: null }, true);
      if (row.tries === 1) await outbox.tell(work, row, { type: "failing", fault, status });
      await outbox.ask(tx, row, settled.waitMs);
    } else if (settled.state === "dead") {
      await bury(outbox, work, row, { refused: settled.refused, fault, status });
    } else if (outcome.type === "received") await deliver(outbox, work, row, outcome.receipt, now);
  });

async function deliver<Row extends Outgoing, Of>(
  outbox: Outbox<Row, Of>,
  work: Work,
  row: Row,
  receipt: string,
  now: Date,
) {
  const first = row.deliveredAt === null;
  const columns = { deliveredAt: row.deliveredAt ?? now, receipt, sendingUntil: null, nextAttemptAt: null };
  await outbox.write(work.tx, row.id, { state: "delivered", ...columns }, true);
  await outbox.tell(work, row, { type: "delivered", receipt, first });
}

async function bury<Row extends Outgoing, Of>(
  outbox: Outbox<Row, Of>,
  work: Work,
  row: Row,
  why: Omit<Extract<News, { type: "dead" }>, "type">,
) {
  await outbox.write(work.tx, row.id, { state: "dead", nextAttemptAt: null, sendingUntil: null }, true);
  await outbox.tell(work, row, { type: "dead", ...why });
}
