import type { Prisma } from "../../prisma/generated/client.ts";
import type { DeliveryReceiver, DeliveryState } from "../../prisma/generated/enums.ts";
import { instruct } from "../activity/instruct.ts";
import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { deliveryOutbox, tell } from "./attempts.ts";
import { visibleTo } from "./policy.ts";
import { askToSend } from "./queue.ts";
import { refuse } from "./refusals.ts";
import { type Command, decideDelivery } from "./rules.ts";

/** Sends one again now: a failing one before its time, a dead letter once more. */
export const instructDelivery = instruct<Prisma.DeliveryGetPayload<object>, { type: Command }>({
  subject: "Delivery",
  domain: "delivery",
  find: (tx, id, viewer) => tx.delivery.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, { type }) => {
    const again = { state: decideDelivery(row.state, type), tries: 0, nextAttemptAt: null };
    await deliveryOutbox.write(work.tx, row.id, again, true);
    tell(work, row, "CreditPushAskedFor", { before: row.state });
    await askToSend(work.tx, row);
  },
});

export interface Replay {
  receiver: DeliveryReceiver;
  state: DeliveryState;
  companyId?: string | null;
  region?: string | null;
  queuedSince?: Date | null;
}

export const mostReplayed = 1_000;

/**
 * Sends again all that the receiver says it lacks, or all that has become a dead letter: each under its own id, in the
 * companies' order.
 *
 * @throws {Refusal} `delivery/too-many`; nothing is sent again then
 */
export const replayDeliveries = (
  context: HubContext,
  { receiver, state, companyId, region, queuedSince }: Replay,
): Promise<{ result: { deliveries: number } }> =>
  transact(context, async (work) => {
    const { tx, viewer } = work;
    work.require("delivery.replay");
    const next = decideDelivery(state, state === "delivered" ? "replay" : "retry");
    const chosen = {
      receiver,
      state,
      ...(companyId && { companyId }),
      ...(region && withinCityOrCounty(region)),
      ...(queuedSince && { queuedAt: { gte: queuedSince } }),
    };
    const where = { AND: [chosen, visibleTo(viewer)] };
    const rows = await tx.delivery.findMany({ where, orderBy: { position: "asc" }, take: mostReplayed + 1 });
    if (rows.length > mostReplayed) throw refuse("delivery/too-many", [], { max: mostReplayed });
    const ids = rows.map(({ id }) => id);
    // What has changed since it was read is left alone: a sender was faster.
    const version = { increment: 1 };
    const again = await tx.delivery.updateManyAndReturn({
      where: { id: { in: ids }, state },
      data: { state: next, tries: 0, nextAttemptAt: null, version },
      select: { id: true },
    });
    const sent = new Set(again.map(({ id }) => id));
    for (const row of rows) if (sent.has(row.id)) tell(work, row, "CreditPushAskedFor", { before: state });
    for (const of of new Set(rows.map((row) => row.companyId))) await askToSend(tx, { receiver, companyId: of });
    return { result: { deliveries: sent.size } };
  });
