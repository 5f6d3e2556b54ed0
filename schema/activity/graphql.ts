import { encodeGlobalID } from "@pothos/plugin-relay";
import { builder } from "../builder.ts";
import { versionShownTo } from "../delivery/policy.ts";
import { graphqlName } from "../enum.ts";
import { Region } from "../region/graphql.ts";
import { writeCursor } from "./cursor.ts";
import { type FeedItem, isCheckpoint, type LoggedEvent } from "./event.ts";
import type { Topic } from "./event-kind.ts";
import { type EventKind, eventKinds } from "./kinds.ts";
import { namesActors } from "./policy.ts";
import { textOf } from "./sentences.ts";

type ActivityKind = EventKind | "Checkpoint";

const kindValues = Object.keys(eventKinds) as EventKind[];

export const ActivityKindEnum = builder.enumType("ActivityKind", {
  description:
    "What happened. New kinds are added without notice: treat one that you do not know as news of its subject.",
  values: Object.fromEntries(
    (["Checkpoint", ...kindValues] as ActivityKind[]).map((kind) => [
      graphqlName(kind),
      {
        value: kind,
        ...(kind === "Checkpoint" && {
          description:
            "Nothing happened; `cursor` is how far the feed has come. Sent every 30 s and after catching up.",
        }),
      },
    ]),
  ) as Record<string, { value: ActivityKind; description?: string }>,
});

export const ActivityTopicEnum = builder.enumType("ActivityTopic", {
  description: "What a kind of event is about, for filters.",
  values: Object.fromEntries(
    [...new Set(Object.values(eventKinds).map(({ topic }) => topic))].map((topic) => [
      graphqlName(topic),
      { value: topic },
    ]),
  ) as Record<string, { value: Topic }>,
});

const ActorKindEnum = builder.enumType("ActivityActorKind", {
  description: "Who did it.",
  values: {
    USER: { value: "user", description: "A member of staff." },
    CLIENT: { value: "client", description: "A city's system." },
    PUBLIC: { value: "public", description: "An owner." },
    HUB: { value: "hub", description: "The hub itself: a clock that ran out." },
  },
});

const ActivitySubject = builder.objectRef<LoggedEvent>("ActivitySubject").implement({
  description: "What the event is about.",
  fields: (t) => ({
    type: t.exposeString("subjectType", { description: "Name of its type." }),
    id: t.id({
      description: "Global id, for `node(id:)`.",
      resolve: ({ subjectType, subjectId }) => encodeGlobalID(subjectType, subjectId),
    }),
    version: t.int({
      description: "Its version after the event: what you hold with this version or a later one needs no update.",
      resolve: ({ subjectType, subjectVersion }, _, { viewer }) =>
        subjectType === "Delivery" ? versionShownTo(viewer, subjectVersion, true) : subjectVersion,
    }),
  }),
});

const ActivityActor = builder.objectRef<LoggedEvent>("ActivityActor").implement({
  description: "Who brought it about.",
  fields: (t) => ({
    kind: t.field({
      type: ActorKindEnum,
      resolve: ({ actorKind }) => actorKind as "user" | "client" | "public" | "hub",
    }),
    name: t.string({
      nullable: true,
      description: "Of a member of staff or a city's system; never of an owner, and not on a wall screen.",
      resolve: ({ actorName }, _, { viewer }) => (namesActors(viewer) ? actorName : null),
    }),
  }),
});

const ActivityFact = builder.objectRef<{ name: string; value: string }>("ActivityFact").implement({
  description: "A number, code or id of the event; never personal data.",
  fields: (t) => ({
    name: t.exposeString("name"),
    value: t.exposeString("value", { description: "As text; several values are separated by commas." }),
  }),
});

const ActivityName = builder.objectRef<{ type: string; id: string; name: string }>("ActivityName").implement({
  description: "A complex or company by its name of today.",
  fields: (t) => ({
    id: t.id({ description: "Global id, for `node(id:)`.", resolve: ({ type, id }) => encodeGlobalID(type, id) }),
    name: t.exposeString("name"),
  }),
});

const named = (type: string, id: string | null, name: string | null) =>
  id !== null && name !== null ? { type, id, name } : null;

/** Null for a checkpoint. */
const ofEvent = <Result>(item: FeedItem, read: (event: LoggedEvent) => Result) =>
  isCheckpoint(item) ? null : read(item);

export const Activity = builder.objectRef<FeedItem>("Activity").implement({
  description: "Something that happened, or (in the subscription) a checkpoint.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Resume after it. Always the same for the same event, so that you know it again.",
      resolve: (item, _, { vault }) => writeCursor(vault, item),
    }),
    kind: t.field({
      type: ActivityKindEnum,
      resolve: (item): ActivityKind => (isCheckpoint(item) ? "Checkpoint" : (item.kind as EventKind)),
    }),
    topic: t.field({
      type: ActivityTopicEnum,
      nullable: true,
      description: "Null for a checkpoint.",
      resolve: (item) => ofEvent(item, ({ kind }) => eventKinds[kind as EventKind].topic),
    }),
    urgent: t.boolean({
      description: "Somebody has hours to act, not days.",
      resolve: (item) => ofEvent(item, ({ facts }) => facts.urgent === true) ?? false,
    }),
    occurredAt: t.field({
      type: "DateTime",
      description: "By the hub's clock; for what a clock brought about, the time it was due.",
      resolve: (item) => (isCheckpoint(item) ? item.recordedAt : item.occurredAt),
    }),
    recordedAt: t.expose("recordedAt", { type: "DateTime", description: "When the hub wrote it down." }),
    region: t.field({
      type: Region,
      nullable: true,
      description: "Deepest division that it lies in; null for a checkpoint.",
      resolve: (item) => ofEvent(item, ({ regionCode }) => ({ code: regionCode })),
    }),
    subject: t.field({
      type: ActivitySubject,
      nullable: true,
      description: "Null for a checkpoint.",
      resolve: (item) => ofEvent(item, (event) => event),
    }),
    actor: t.field({
      type: ActivityActor,
      nullable: true,
      description: "Null for a checkpoint.",
      resolve: (item) => ofEvent(item, (event) => event),
    }),
    complex: t.field({
      type: ActivityName,
      nullable: true,
      resolve: (item) => ofEvent(item, ({ complexId, complexName }) => named("Complex", complexId, complexName)),
    }),
    company: t.field({
      type: ActivityName,
      nullable: true,
      resolve: (item) => ofEvent(item, ({ companyId, companyName }) => named("Company", companyId, companyName)),
    }),
    facts: t.field({
      type: [ActivityFact],
      resolve: (item) =>
        ofEvent(item, ({ facts }) =>
          Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [{ name, value: String(value) }])),
        ) ?? [],
    }),
    text: t.string({
      description: "One line for people, in the language of `Accept-Language`; empty for a checkpoint.",
      resolve: (item, _, context) => ofEvent(item, (event) => textOf(event, context)) ?? "",
    }),
  }),
});
