/** Each attempt to hand a delivery over is written down before it is made, and what came of it after. */
import type { Delivery as Row } from "../../prisma/generated/client.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { askToSend, type Lane } from "./queue.ts";
import { isRefusal, type Outcome, type Patience, settle } from "./rules.ts";

export type Claim =
  /** To be sent now, by whoever asked and nobody else until `sendingUntil`. */
  | { type: "claimed"; delivery: Row }
  /** Nothing is left, or a dead letter holds the rest back. */
  | { type: "nothing" }
  | { type: "later"; inMs: number };

/**
 * The company's next delivery to the receiver, once its time has come. An attempt whose process was killed is known by
 * its time having run out; what it sent is sent again under the same id.
 *
 * @param leaseMs longer than any attempt may take
 */
export const claimNext = (context: HubContext, lane: Lane, leaseMs: number, patience: Patience): Promise<Claim> =>
  transact(context, async (work) => {
    const { tx } = work;
    const { receiver, companyId } = lane;
    // Times are the database's: of several processes each would else go by its own clock.
    const [head] = await tx.$queryRaw<{ id: string; now: Date }[]>`
      select "id", clock_timestamp() as "now" from "Delivery"
      where "receiver" = ${receiver}::"DeliveryReceiver" and "companyId" = ${companyId}::uuid and "state" <> 'delivered'
      order by "sequence" limit 1 for update`;
    if (!head) return { type: "nothing" };
    const row = await tx.delivery.findUniqueOrThrow({ where: { id: head.id } });
    const { id, state, sendingUntil, nextAttemptAt, attempts, tries } = row;
    if (sendingUntil && sendingUntil > head.now) return laterThan(sendingUntil, head.now);
    if (sendingUntil) await closeInterrupted(work, row, head.now);
    if (state === "dead") return { type: "nothing" };
    if (nextAttemptAt && nextAttemptAt > head.now) return laterThan(nextAttemptAt, head.now);
    if (sendingUntil && tries >= patience.most) {
      await bury(work, row, { refused: false, fault: null, status: null });
      return { type: "nothing" };
    }
    await tx.deliveryAttempt.create({ data: { deliveryId: id, number: attempts + 1, startedAt: head.now } });
    const delivery = await tx.delivery.update({
      where: { id },
      data: {
        attempts: attempts + 1,
        tries: tries + 1,
        sendingUntil: new Date(head.now.getTime() + leaseMs),
      },
    });
    return { type: "claimed", delivery };
  });

const laterThan = (moment: Date, now: Date): Claim => ({
  type: "later",
  inMs: Math.max(1, moment.getTime() - now.getTime()),
});

async function closeInterrupted({ tx }: Work, { id, attempts }: Row, now: Date) {
  await tx.deliveryAttempt.update({
    where: { deliveryId_number: { deliveryId: id, number: attempts } },
    data: { endedAt: now, outcome: "interrupted" },
  });
  await tx.delivery.update({ where: { id }, data: { sendingUntil: null } });
}

/**
 * Writes down what came of a claimed attempt. What comes too late, another process having taken the delivery over, is
 * left alone: that one will be told the same.
 */
export const recordOutcome = (
  context: HubContext,
  claimed: Pick<Row, "id" | "attempts">,
  outcome: Outcome,
  patience: Patience,
  chance: number,
): Promise<void> =>
  transact(context, async (work) => {
    const { tx } = work;
    const { id, attempts } = claimed;
    const [now] = await tx.$queryRaw<{ now: Date }[]>`
      select clock_timestamp() as "now" from "Delivery" where "id" = ${id}::uuid for update`;
    const row = await tx.delivery.findUniqueOrThrow({ where: { id } });
    if (!now || row.attempts !== attempts || !row.sendingUntil) return;
    const settled = settle(row.tries, outcome, patience, chance);
    const told = outcome.type === "received" ? { receipt: outcome.receipt } : { ...faultOf(outcome) };
    await tx.deliveryAttempt.update({
      where: { deliveryId_number: { deliveryId: id, number: attempts } },
      data: {
        endedAt: now.now,
        outcome: outcome.type === "received" ? "received" : isRefusal(outcome) ? "refused" : "failed",
        status: outcome.status,
        ...told,
      },
    });
    if (settled.state === "waiting") {
      // Broken off by the hub's own end: the try is given back.
      await tx.delivery.update({ where: { id }, data: { sendingUntil: null, tries: Math.max(0, row.tries - 1) } });
    } else if (settled.state === "failing") {
      await fail(work, row, outcome, new Date(now.now.getTime() + settled.waitMs));
      await askToSend(tx, row, settled.waitMs);
    } else if (settled.state === "dead") {
      const { fault, status } = faultOf(outcome);
      await bury(work, row, { refused: settled.refused, fault, status });
    } else if (outcome.type === "received") await deliver(work, row, outcome.receipt, now.now);
  });

const faultOf = (outcome: Outcome) =>
  outcome.type === "failed"
    ? { fault: outcome.fault, status: outcome.status, detail: outcome.detail }
    : { fault: null, status: outcome.status, detail: null };

async function deliver(work: Work, row: Row, receipt: string, now: Date) {
  const first = row.deliveredAt === null;
  const over = { sendingUntil: null, nextAttemptAt: null };
  await change(work, row, { state: "delivered", deliveredAt: row.deliveredAt ?? now, receipt, ...over });
  tell(work, row, "CreditPushed", { receipt, first });
}

/** Only the first of a row of failures is news; each is among the attempts. */
async function fail(work: Work, row: Row, outcome: Outcome, nextAttemptAt: Date) {
  await change(work, row, { state: "failing", nextAttemptAt, sendingUntil: null });
  const { fault, status } = faultOf(outcome);
  if (row.tries === 1) tell(work, row, "CreditPushFailing", { fault, status });
}

async function bury(work: Work, row: Row, why: { refused: boolean; fault: string | null; status: number | null }) {
  await change(work, row, { state: "dead", nextAttemptAt: null, sendingUntil: null });
  tell(work, row, "CreditPushDead", { ...why, tries: row.tries });
}

export async function change({ tx }: Pick<Work, "tx">, { id }: Row, data: Partial<Row>): Promise<void> {
  await tx.delivery.update({ where: { id }, data: { ...data, content: undefined, version: { increment: 1 } } });
}

type Told = "CreditPushed" | "CreditPushFailing" | "CreditPushDead" | "CreditPushAskedFor";

/** To whoever may see the delivery: its region, and the department that is told. Of attempts the province alone hears. */
export function tell(work: Work, row: Row, kind: Told, facts: Record<string, string | number | boolean | null>): void {
  const { id, version, receiver, companyId, cityCode, countyCode } = row;
  const department = receiver === "creditPlatform" ? "credit" : receiver;
  work.record({
    kind,
    subject: { type: "Delivery", id, version: version + 1 },
    region: countyCode ?? cityCode,
    companyId,
    ...(kind !== "CreditPushed" && { seal: cityCode.slice(0, 2) }),
    audienceDepartments: [cityCode, cityCode.slice(0, 2)].map((region) => `${department}:${region}`),
    facts: { receiver, ...facts },
  });
}
