import { DeliveryReceiver, type DeliveryState } from "../../prisma/generated/enums.ts";
import { requireReader } from "../account/reader.ts";
import { builder } from "../builder.ts";
import { commandField, instructionField, resultPayload, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import type { HubContext } from "../context.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { instructDelivery, mostReplayed, replayDeliveries } from "./commands.ts";
import { shownIn, stateShownTo, visibleTo } from "./policy.ts";
import { Delivery, DeliveryReceiverEnum, DeliveryStateEnum } from "./types.ts";

listField("deliveries", {
  model: "Delivery",
  ref: Delivery,
  description: "What was queued for other bodies, as far as the viewer may see it.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    receivers: t.field({ type: [DeliveryReceiverEnum] }),
    states: t.field({ type: [DeliveryStateEnum] }),
    companyId: t.globalID({ for: [Company] }),
  }),
  where: (filter, { viewer }) => ({
    ...(filter.region && withinCityOrCounty(filter.region)),
    ...(filter.receivers && { receiver: { in: filter.receivers } }),
    ...(filter.states && { AND: [shownIn(viewer, filter.states)] }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
  }),
  orders: { NEWEST: { column: "queuedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("delivery", (t) =>
  t.prismaField({
    type: Delivery,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [Delivery] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.delivery.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

interface Standing {
  receiver: DeliveryReceiver;
  /** How many it has not received, by where they stand. */
  counts: readonly { state: DeliveryState; _count: number }[];
}

/** How many the viewer is shown in a state. */
const counted = (state: DeliveryState) => ({
  resolve: ({ counts }: Standing, _args: object, { viewer }: HubContext) =>
    counts
      .filter((group) => stateShownTo(viewer, { ...group, deliveredAt: null }) === state)
      .reduce((sum, { _count }) => sum + _count, 0),
});

const Receiver = builder.objectRef<Standing>("DeliveryReceiverStanding").implement({
  description: "A body that is told, and how what is queued for it stands in the viewer's region.",
  fields: (t) => ({
    receiver: t.field({ type: DeliveryReceiverEnum, resolve: ({ receiver }) => receiver }),
    configured: t.boolean({
      description: "False: nobody has told the hub where it is. Nothing is sent, and what is queued waits.",
      resolve: ({ receiver }, _, { receivers }) => receivers.has(receiver),
    }),
    waiting: t.int(counted("waiting")),
    failing: t.int(counted("failing")),
    dead: t.int(counted("dead")),
  }),
});

builder.queryField("deliveryReceivers", (t) =>
  t.field({
    type: [Receiver],
    description: "The bodies that are told of credit and exits.",
    resolve: async (_root, _args, { db, viewer }): Promise<Standing[]> => {
      requireReader(viewer);
      const groups = await db.delivery.groupBy({
        by: ["receiver", "state"],
        where: { AND: [shownIn(viewer, ["waiting", "failing", "dead"]), visibleTo(viewer)] },
        _count: true,
      });
      return Object.values(DeliveryReceiver).map((receiver) => ({
        receiver,
        counts: groups.filter((group) => group.receiver === receiver),
      }));
    },
  }),
);

const payload = subjectPayload("Delivery", "delivery", Delivery, visibleTo);

instructionField("retryDelivery", {
  description: "Sends it again now: a failing one before its time, a dead letter once more. Emits CreditPushAskedFor.",
  payload,
  subject: Delivery,
  instruct: instructDelivery,
  command: () => ({ type: "retry" as const }),
});

instructionField("replayDelivery", {
  description: "Sends once more, under the same id, what was received already. Emits CreditPushAskedFor.",
  payload,
  subject: Delivery,
  instruct: instructDelivery,
  command: () => ({ type: "replay" as const }),
});

const Replayed = builder.objectRef<{ deliveries: number }>("ReplayedDeliveries").implement({
  description: "What a replay came to.",
  fields: (t) => ({ deliveries: t.exposeInt("deliveries", { description: "How many are sent again." }) }),
});

commandField("replayDeliveries", {
  description: `Sends again, each under its own id and in the companies' order: what the receiver says it lacks, or what has become a dead letter; ${mostReplayed} at most. Emits CreditPushAskedFor for each.`,
  payload: resultPayload("ReplayDeliveriesPayload", "How many are sent again, or why none is.", {
    type: Replayed,
    description: "Null where it was refused.",
  }),
  input: (t) => ({
    receiver: t.field({ type: DeliveryReceiverEnum, required: true }),
    state: t.field({ type: DeliveryStateEnum, required: true, description: "Those that stand there." }),
    companyId: t.globalID({ for: [Company] }),
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    queuedSince: t.field({ type: "DateTime", description: "By the hub's clock." }),
  }),
  run: (context, { companyId, ...chosen }) =>
    replayDeliveries(context, { ...chosen, companyId: companyId && requireUuid(companyId.id) }),
});
