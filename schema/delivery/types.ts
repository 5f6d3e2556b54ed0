import { encodeGlobalID } from "@pothos/plugin-relay";
import type { DeliveryAttempt as DeliveryAttemptRow } from "../../prisma/generated/client.ts";
import { DeliveryFault, DeliveryOutcome, DeliveryReceiver, DeliveryState } from "../../prisma/generated/enums.ts";
import { ActivityKindEnum } from "../activity/graphql.ts";
import { permitted } from "../activity/instruct.ts";
import type { EventKind } from "../activity/kinds.ts";
import { builder } from "../builder.ts";
import type { HubContext } from "../context.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { visibleRows } from "../visible-rows.ts";
import { followsAttempts, stateShownTo, versionShownTo, visibleTo } from "./policy.ts";
import { allowedDeliveryCommands, transitions } from "./rules.ts";

export const DeliveryReceiverEnum = enumOf("DeliveryReceiver", DeliveryReceiver, "Who is told.", {
  creditPlatform: "山西省信用信息共享平台",
});
export const DeliveryStateEnum = enumOf("DeliveryState", DeliveryState, "Where a delivery stands.", {
  waiting:
    "To be sent, or sent again; or one of the company's before it has not been received. Below the province whatever has not been received.",
  failing: "The last attempt came to nothing; the next one has its time. Told to the province.",
  dead: "A dead letter: given up until the office asks for it. It holds back its own company's, and no others. Told to the province.",
});
const DeliveryOutcomeEnum = enumOf("DeliveryOutcome", DeliveryOutcome, "What came of an attempt.", {
  refused: "The receiver will never take it as it is.",
  interrupted: "Its process was gone before it ended: whether it was received nobody knows.",
});
const DeliveryFaultEnum = enumOf("DeliveryFault", DeliveryFault, "Why an attempt came to nothing.", {
  answered: "With a status that is none of success.",
  stopped: "The hub itself was stopped.",
  rejected: "A mail server will never take it; `status` and `detail` are its words.",
  unanswered: "A letter was handed over whole, and no answer came: whether it was taken nobody knows.",
});
const DeliveryCommand = commandEnum("DeliveryCommand", transitions, "A command to a delivery.");

const DeliverySubject = builder.objectRef<{ type: string; id: string }>("DeliverySubject").implement({
  description: "What a delivery tells of.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "Name of its type." }),
    id: t.id({
      description: "Global id, for `node(id:)`.",
      resolve: ({ type, id }) => encodeGlobalID(type, id),
    }),
  }),
});

export const DeliveryAttempt = builder.objectRef<Omit<DeliveryAttemptRow, "deliveryId">>("DeliveryAttempt").implement({
  description: "One attempt to hand a delivery or a letter over. Its times are real, not the hub's clock.",
  fields: (t) => ({
    number: t.exposeInt("number"),
    startedAt: t.expose("startedAt", { type: "DateTime" }),
    endedAt: t.expose("endedAt", { type: "DateTime", nullable: true, description: "Null: it is under way." }),
    outcome: t.expose("outcome", { type: DeliveryOutcomeEnum, nullable: true }),
    status: t.exposeInt("status", { nullable: true, description: "Of HTTP or SMTP, where there was an answer." }),
    fault: t.expose("fault", { type: DeliveryFaultEnum, nullable: true }),
    detail: t.exposeString("detail", { nullable: true, description: "What the other side said, cut short." }),
    receipt: t.exposeString("receipt", { nullable: true }),
  }),
});

/** Attempts that a page shows. */
export const latestAttempts = { orderBy: { number: "desc" }, take: 50 } as const;

export const Delivery = builder.prismaNode("Delivery", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "Something that is to leave the hub, queued in the transaction that made it due, and how it fares.",
  fields: (t) => ({
    version: t.int({
      resolve: ({ version, deliveredAt }, _, { viewer }) => versionShownTo(viewer, version, deliveredAt !== null),
    }),
    receiver: t.expose("receiver", { type: DeliveryReceiverEnum }),
    company: t.relation("company"),
    region: t.field({ type: Region, resolve: ({ cityCode, countyCode }) => ({ code: countyCode ?? cityCode }) }),
    kind: t.field({
      type: ActivityKindEnum,
      description: "What it tells of.",
      resolve: ({ kind }) => kind as EventKind,
    }),
    subject: t.field({
      type: DeliverySubject,
      resolve: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId }),
    }),
    content: t.string({
      description: "What the receiver is told, as JSON.",
      resolve: ({ content }) => JSON.stringify(content),
    }),
    state: t.field({ type: DeliveryStateEnum, resolve: (row, _, { viewer }) => stateShownTo(viewer, row) }),
    sending: t.boolean({
      description: "An attempt is under way; told to the province, like all that follows of attempts.",
      resolve: ({ sendingUntil }, _, { viewer }) => followsAttempts(viewer) && sendingUntil !== null,
    }),
    queuedAt: t.expose("queuedAt", { type: "DateTime", description: "By the hub's clock." }),
    tries: t.int({
      nullable: true,
      description: "Made since it was queued, or asked for again.",
      resolve: ({ tries }, _, { viewer }) => (followsAttempts(viewer) ? tries : null),
    }),
    nextAttemptAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "In real time.",
      resolve: ({ nextAttemptAt }, _, { viewer }) => (followsAttempts(viewer) ? nextAttemptAt : null),
    }),
    deliveredAt: t.expose("deliveredAt", {
      type: "DateTime",
      nullable: true,
      description: "For the first time, in real time. Null: not yet.",
    }),
    receipt: t.exposeString("receipt", { nullable: true, description: "The receiver's, of the last time." }),
    heldBackBy: t.prismaField({
      type: "Delivery",
      nullable: true,
      description: "An earlier one of the company's, failing or dead, behind which it waits.",
      resolve: (query, { state, receiver, companyId, sequence }, _, { db, viewer }) =>
        state === "delivered" || !followsAttempts(viewer)
          ? null
          : db.delivery.findFirst({
              ...query,
              where: {
                AND: [
                  { receiver, companyId, sequence: { lt: sequence }, state: { in: ["failing", "dead"] } },
                  visibleTo(viewer),
                ],
              },
              orderBy: { sequence: "asc" },
            }),
    }),
    lastAttempt: t.field({
      type: DeliveryAttempt,
      nullable: true,
      select: { history: { orderBy: { number: "desc" }, take: 1 } },
      resolve: ({ history }, _, { viewer }) => (followsAttempts(viewer) && history[0]) || null,
    }),
    attempts: t.field({
      type: [DeliveryAttempt],
      description: "The latest first, 50 at most.",
      select: { history: latestAttempts },
      resolve: ({ history }, _, { viewer }) => (followsAttempts(viewer) ? history : []),
    }),
    allowedCommands: t.field({
      type: [DeliveryCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      resolve: ({ state }, _, { viewer }) => permitted(viewer, "delivery", allowedDeliveryCommands(state)),
    }),
  }),
});

const ofSubject = visibleRows("Delivery", "subjectId", visibleTo, { position: "asc" });

/** The field `deliveries` of what other bodies are told of; its resolver is `deliveriesOf`. */
export const deliveriesField = {
  type: [Delivery] as [typeof Delivery],
  description: "What was queued for other bodies because of it, oldest first.",
};

/** Of a subject, and of what it brought about. */
export async function deliveriesOf(context: HubContext, query: object, ...subjects: readonly (string | null)[]) {
  const ids = subjects.filter((id) => id !== null);
  const queued = await Promise.all(ids.map((id) => ofSubject(context, query, id)));
  return queued.flat().sort((one, other) => Number(one.position - other.position));
}
