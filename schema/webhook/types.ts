import { WebhookFormat } from "../../prisma/generated/enums.ts";
import { writeCursor } from "../activity/cursor.ts";
import { readEnd } from "../activity/event.ts";
import { ActivityKindEnum } from "../activity/graphql.ts";
import { permitted } from "../activity/instruct.ts";
import type { EventKind } from "../activity/kinds.ts";
import { builder } from "../builder.ts";
import type { HubContext } from "../context.ts";
import { DeliveryAttempt, DeliveryStateEnum, latestAttempts } from "../delivery/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { NotificationKindEnum } from "../notification/graphql.ts";
import type { NotificationKindName } from "../notification/kinds.ts";
import { Region } from "../region/graphql.ts";
import { withHolder } from "./holder.ts";
import { visibleTo } from "./policy.ts";
import { allowedWebhookCommands, type State, signing, standsOn, transitions } from "./rules.ts";
import { shownUrl, unsealed } from "./sealed.ts";

export const WebhookStateEnum = enumOf(
  "WebhookState",
  Object.keys(transitions) as State[],
  "Whether a webhook is sent to.",
  { stopped: "Its receiver did not take what it was told, however often it was tried: it waits to be resumed." },
);
export const WebhookFormatEnum = enumOf("WebhookFormat", WebhookFormat, "How a webhook is told.", {
  hub: "Signed batches of events, for a system.",
  wecom: "A robot in a group of 企业微信: notifications of the office, in words.",
  dingtalk: "The same in a group of 钉钉.",
});
const WebhookCommand = commandEnum("WebhookCommand", transitions, "A command to a webhook.");

const incarnations = new WeakMap<HubContext, Promise<string>>();

/** Asked once for all the rows of an answer. */
function incarnationOf(context: HubContext): Promise<string> {
  const known = incarnations.get(context) ?? readEnd(context.pool).then(({ incarnation }) => incarnation);
  incarnations.set(context, known);
  return known;
}

builder.prismaObject("WebhookDelivery", {
  description: "Events that a webhook's receiver is told of at once, or a test. Its times but one are real.",
  fields: (t) => ({
    webhookId: t.exposeString("id", { description: "What the header `webhook-id` says: a repeat has the same." }),
    test: t.boolean({
      description: "It tells of nothing.",
      select: { after: true },
      resolve: ({ after }) => after === null,
    }),
    events: t.exposeInt("events", { description: "How many events it tells of." }),
    after: t.field({
      type: "Cursor",
      nullable: true,
      description: "The place that it goes on from, for a replay; null for a test.",
      select: { after: true, afterAt: true },
      resolve: async ({ after, afterAt }, _, context) => {
        if (after === null || afterAt === null) return null;
        const incarnation = await incarnationOf(context);
        return writeCursor(context.vault, { id: Number(after), incarnation, recordedAt: afterAt });
      },
    }),
    queuedAt: t.expose("queuedAt", { type: "DateTime", description: "By the hub's clock." }),
    state: t.expose("state", {
      type: DeliveryStateEnum,
      description: "`DEAD`: given up, or another took its place.",
    }),
    tries: t.exposeInt("tries", { description: "Made since it was queued, or the webhook was resumed." }),
    nextAttemptAt: t.expose("nextAttemptAt", { type: "DateTime", nullable: true }),
    deliveredAt: t.expose("deliveredAt", { type: "DateTime", nullable: true, description: "Null: not yet." }),
    attempts: t.field({
      type: [DeliveryAttempt],
      description: "The latest first, 50 at most. Of the receiver's words nothing is kept.",
      select: { history: latestAttempts },
      resolve: ({ history }) => history.map((attempt) => ({ ...attempt, detail: null, receipt: null })),
    }),
  }),
});

export const Webhook = builder.prismaNode("Webhook", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  nullable: true,
  description: "An address that the hub tells of events as they happen: what a subscription would be told, in batches.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    name: t.exposeString("name"),
    region: t.field({
      type: Region,
      description: "It is told at the most what a system of this region may follow.",
      resolve: ({ regionCode }) => ({ code: regionCode }),
    }),
    client: t.string({
      nullable: true,
      description: "Name of the system that it belongs to; null: the office of the region.",
      select: { client: { select: { name: true } } },
      resolve: ({ client }) => client?.name ?? null,
    }),
    url: t.string({
      description: "Of a robot without the key in it.",
      select: { sealed: true, format: true },
      resolve: (row, _, { vault }) => shownUrl(row.format, unsealed(vault, row).url),
    }),
    format: t.expose("format", { type: WebhookFormatEnum }),
    kinds: t.field({
      type: [ActivityKindEnum],
      description: "Empty: all. Of a robot see `topics`.",
      select: { kinds: true, format: true },
      resolve: ({ kinds, format }) => (format === "hub" ? (kinds as EventKind[]) : []),
    }),
    topics: t.field({
      type: [NotificationKindEnum],
      description: "What a robot tells its group of what concerns the office; empty: all.",
      select: { kinds: true, format: true },
      resolve: ({ kinds, format }) => (format === "hub" ? [] : (kinds as NotificationKindName[])),
    }),
    within: t.field({
      type: Region,
      nullable: true,
      description: "Only what lies in it; null: all that it may be told.",
      resolve: ({ within }) => (within === null ? null : { code: within }),
    }),
    state: t.expose("state", { type: WebhookStateEnum }),
    stands: t.boolean({
      description:
        "The key or account by which it was set up last may still have it sent. False: nothing is, until it is resumed by another.",
      select: withHolder,
      resolve: (row) => standsOn(row, new Date()),
    }),
    signatures: t.int({
      description: "Signatures that each message carries: two while the receiver changes over to another secret.",
      select: { sealed: true },
      resolve: (row, _, { vault }) => signing(unsealed(vault, row), new Date()).length,
    }),
    haltedAt: t.expose("haltedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when it has not been active, by the hub's clock.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "By the hub's clock." }),
    deliveries: t.relation("deliveries", {
      description: "The latest first, 50 at most. Each is kept for 30 days.",
      query: { orderBy: [{ queuedAt: "desc" }, { id: "desc" }], take: 50 },
    }),
    allowedCommands: t.field({
      type: [WebhookCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, format: true, ...withHolder },
      resolve: (row, _, { viewer }) =>
        permitted(
          viewer,
          "webhook",
          allowedWebhookCommands(row.state, standsOn(row, new Date()), row.format !== "hub"),
        ),
    }),
  }),
});
