import { ActivityKindEnum } from "../activity/graphql.ts";
import { builder } from "../builder.ts";
import { type Bounds, commandField, type InputBuilder, instructionField, subjectPayload } from "../command.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { NotificationKindEnum } from "../notification/graphql.ts";
import { longestTarget } from "../outbound/rules.ts";
import {
  changeWebhook,
  createWebhook,
  pauseWebhook,
  removeWebhook,
  replayWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { mostWebhooks, overlapHours, testPause } from "./rules.ts";
import { Webhook, WebhookFormatEnum, WebhookStateEnum } from "./types.ts";

listField("webhooks", {
  model: "Webhook",
  ref: Webhook,
  description: "Addresses that are told of events: a system's own; for an office those of its region.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region, with all below it." }),
    states: t.field({ type: [WebhookStateEnum] }),
  }),
  where: ({ region, states }) => ({
    ...(region && { regionCode: { startsWith: region } }),
    ...(states && { state: { in: states } }),
  }),
  orders: { NEWEST: { column: "createdAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("webhook", (t) =>
  t.prismaField({
    type: Webhook,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [Webhook] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.webhook.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

const WebhookPayload = subjectPayload("Webhook", "webhook", Webhook, visibleTo);

const SecretPayload = subjectPayload("Webhook", "webhook", Webhook, visibleTo, {
  name: "WebhookSecretPayload",
  fields: (t) => ({
    secret: t.string({
      nullable: true,
      description: "By which the receiver checks signatures (`whsec_…`): shown once, keep it safe.",
      resolve: ({ result }) => (result as { secret: string } | undefined)?.secret ?? null,
    }),
  }),
});

const many: { extensions: Bounds } = { extensions: { maxItems: 500 } };
const long: { extensions: Bounds } = { extensions: { maxLength: longestTarget } };

const terms = (t: InputBuilder) => ({
  name: t.string({ required: true }),
  url: t.string({ required: true, ...long, description: "https, without user and password." }),
  kinds: t.field({
    type: [ActivityKindEnum],
    required: true,
    defaultValue: [],
    ...many,
    description: "Only these; none: all.",
  }),
  topics: t.field({ type: [NotificationKindEnum], description: "Of a robot, instead of kinds; none: all." }),
  secret: t.string({ description: "Of a robot whose group wants messages signed (钉钉 加签); left out: as it is." }),
  region: t.string({ description: "Code of a region within one's own: only what lies in it." }),
});

commandField("createWebhook", {
  description: `Sets up a webhook of one's own, ${mostWebhooks} at most. Emits WebhookCreated.`,
  payload: SecretPayload,
  input: (t) => ({
    ...terms(t),
    format: t.field({
      type: WebhookFormatEnum,
      required: true,
      defaultValue: "hub",
      description: "Robots are an office's.",
    }),
    after: t.field({
      type: "Cursor",
      description: "Begins after it, as far back as a subscription may resume; without it, at now.",
    }),
  }),
  run: (context, input) => createWebhook(context, input),
});

instructionField("changeWebhook", {
  description: "Changes what is told and where. Emits WebhookChanged.",
  payload: WebhookPayload,
  subject: Webhook,
  input: terms,
  command: (input) => input,
  instruct: (context, id, input, version) => changeWebhook(context, id, input, version),
});

/** A command that needs nothing but to be given. */
const plain = { payload: WebhookPayload, subject: Webhook, command: () => ({}) };

instructionField("pauseWebhook", {
  ...plain,
  description: "Sends nothing until it is resumed; what happens meanwhile waits. Emits WebhookPaused.",
  instruct: (context, id, _, version) => pauseWebhook(context, id, version),
});

instructionField("resumeWebhook", {
  description:
    "Sends on from where it stood, or from now on; from then on by the word of whoever resumes it. Emits WebhookResumed.",
  payload: WebhookPayload,
  subject: Webhook,
  input: (t) => ({ fromNow: t.boolean({ required: true, defaultValue: false }) }),
  command: ({ fromNow }) => fromNow,
  instruct: (context, id, fromNow, version) => resumeWebhook(context, id, fromNow, version),
});

instructionField("rotateWebhookSecret", {
  ...plain,
  description: `Makes another secret. The one before signs as well for ${overlapHours} hours. Emits WebhookSecretRotated.`,
  payload: SecretPayload,
  instruct: (context, id, _, version) => rotateWebhookSecret(context, id, version),
});

instructionField("replayWebhook", {
  description:
    "Tells once more all that came after a cursor, as far back as a subscription may resume. Emits WebhookReplayed.",
  payload: WebhookPayload,
  subject: Webhook,
  input: (t) => ({ after: t.field({ type: "Cursor", required: true }) }),
  command: ({ after }) => after,
  instruct: (context, id, after, version) => replayWebhook(context, id, after, version),
});

instructionField("testWebhook", {
  ...plain,
  description: `Sends a message that tells of nothing, once, whatever the state; its delivery says what came back. Every ${testPause} seconds at most.`,
  instruct: (context, id, _, version) => testWebhook(context, id, version),
});

instructionField("removeWebhook", {
  ...plain,
  description: "Takes it away with its log. Emits WebhookRemoved.",
  instruct: (context, id, _, version) => removeWebhook(context, id, version),
});
