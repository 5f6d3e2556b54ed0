import { Activity } from "../activity/graphql.ts";
import { builder } from "../builder.ts";
import { commandField, resultPayload } from "../command.ts";
import { enumOf } from "../enum.ts";
import { listField } from "../list.ts";
import { perAnswer } from "../loader.ts";
import { requireUuid, visibleById } from "../node.ts";
import { chooseChannels, readNotifications } from "./commands.ts";
import { type Channels, kindNames, type NotificationKindName, notificationKinds } from "./kinds.ts";
import { requirePerson, visibleTo } from "./policy.ts";
import { eventsOf } from "./told.ts";

export const NotificationKindEnum = enumOf(
  "NotificationKind",
  kindNames,
  "What a notification is about.",
  Object.fromEntries(kindNames.map((kind) => [kind, notificationKinds[kind].en])),
);

type Told = Parameters<typeof eventsOf>[2][number];
const eventOf = perAnswer((context, rows: readonly Told[]) => eventsOf(context, context.viewer, rows));

const Notification = builder.prismaNode("Notification", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "That something concerns whoever asks.",
  fields: (t) => ({
    kind: t.field({ type: NotificationKindEnum, resolve: ({ kind }) => kind as NotificationKindName }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "By the hub's clock." }),
    readAt: t.expose("readAt", { type: "DateTime", nullable: true, description: "Null: not yet." }),
    activity: t.field({
      type: Activity,
      nullable: true,
      description: "What has happened; null where the reader may no longer see it.",
      select: { eventKind: true, subjectType: true, subjectId: true, subjectVersion: true },
      resolve: (row, _args, context) => eventOf(context, row),
    }),
  }),
});

listField("notifications", {
  model: "Notification",
  ref: Notification,
  description: "What concerns whoever asks; kept for 90 days, once it is read for 30.",
  visibleTo,
  filter: (t) => ({
    unread: t.boolean({ description: "True: those that were not read." }),
    kinds: t.field({ type: [NotificationKindEnum] }),
  }),
  where: (filter) => ({
    ...(filter.unread != null && { readAt: filter.unread ? null : { not: null } }),
    ...(filter.kinds && { kind: { in: filter.kinds } }),
  }),
  orders: { NEWEST: { column: "occurredAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("unreadNotifications", (t) =>
  t.int({
    description: "How many of them were not read.",
    resolve: async (_root, _args, { db, viewer }) => {
      if (viewer.kind !== "user" || viewer.id === null) return 0;
      return (await db.notificationCount.findUnique({ where: { userId: viewer.id } }))?.unread ?? 0;
    },
  }),
);

type Setting = Channels & { kind: NotificationKindName };

const NotificationSetting = builder.objectRef<Setting>("NotificationSetting").implement({
  description: "How whoever asks is told of a kind.",
  fields: (t) => ({
    kind: t.field({ type: NotificationKindEnum, resolve: ({ kind }) => kind }),
    console: t.exposeBoolean("console", { description: "In the console's centre." }),
    mail: t.exposeBoolean("mail", { description: "By mail, put together in digests; not at night." }),
  }),
});

builder.queryField("notificationSettings", (t) =>
  t.field({
    type: [NotificationSetting],
    description: "How whoever asks is told, kind by kind; none for a system's key.",
    resolve: async (_root, _args, { db, viewer }): Promise<Setting[]> => {
      if (viewer.kind !== "user" || viewer.id === null) return [];
      const rows = await db.notificationSetting.findMany({ where: { userId: requirePerson(viewer) } });
      const chosen = new Map(rows.map((row) => [row.kind, row]));
      return kindNames.map((kind) => ({ ...(chosen.get(kind) ?? notificationKinds[kind].channels), kind }));
    },
  }),
);

const ReadNotifications = builder.objectRef<{ read: number }>("ReadNotifications").implement({
  description: "What marking came to.",
  fields: (t) => ({ read: t.exposeInt("read", { description: "How many were marked now." }) }),
});

commandField("readNotifications", {
  description: "Marks notifications as read: those named, or all.",
  payload: resultPayload("ReadNotificationsPayload", "How many were marked, or why none was.", {
    type: ReadNotifications,
    description: "Null where it was refused.",
  }),
  input: (t) => ({ ids: t.globalIDList({ for: [Notification], description: "Left out: all." }) }),
  run: (context, { ids }) => readNotifications(context, ids?.map(({ id }) => requireUuid(id)) ?? null),
});

commandField("setNotificationChannels", {
  description: "Chooses how one is told of a kind from now on.",
  payload: resultPayload("SetNotificationChannelsPayload", "What holds from now on, or why nothing was changed.", {
    type: NotificationSetting,
    description: "Null where it was refused.",
  }),
  input: (t) => ({
    kind: t.field({ type: NotificationKindEnum, required: true }),
    console: t.boolean({ required: true }),
    mail: t.boolean({ required: true }),
  }),
  run: (context, { kind, console, mail }) => chooseChannels(context, kind, { console, mail }),
});
