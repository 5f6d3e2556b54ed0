import { KeyRound, Pause, Pencil, Play, Send, Trash2, Webhook } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, type CommandOutcome, describeCommand } from "../../ui/command.ts";
import type { FieldOption, FieldValues } from "../../ui/fields.ts";
import {
  ChangeWebhook_Mutation,
  CreateWebhook_Mutation,
  PauseWebhook_Mutation,
  RemoveWebhook_Mutation,
  ReplayWebhook_Mutation,
  ResumeWebhook_Mutation,
  RotateWebhookSecret_Mutation,
  TestWebhook_Mutation,
  type WebhookRow,
} from "./operations.ts";

const formats: readonly WebhookRow["format"][] = ["HUB", "WECOM", "DINGTALK"];
const topics: readonly WebhookRow["topics"][number][] = [
  "ASSIGNED",
  "AWAITED",
  "RETURNED",
  "DUE",
  "OVERDUE",
  "STUCK",
  "ANSWERED",
];

interface Terms {
  name: string;
  url: string;
  region: string | null;
  kinds: string | null;
  topics: readonly string[];
  secret: string | null;
}

/** Chosen in the form, or of what is changed. */
const formatOf = (values: FieldValues, row?: WebhookRow) => row?.format ?? values.format;

/** What may be done about webhooks, as forms. */
export function useWebhookCommands() {
  const { send, perform } = useHub();
  const { t } = useText();

  const fields = (regions: readonly FieldOption[], row?: WebhookRow) =>
    [
      { kind: "text", name: "name", label: t("webhook.name"), required: true, maxLength: 200, initial: row?.name },
      {
        kind: "text",
        name: "url",
        label: t("webhook.url"),
        hint: t("webhook.urlHint"),
        required: true,
        maxLength: 2_000,
        initial: row?.url,
      },
      {
        kind: "select",
        name: "region",
        label: t("webhook.within"),
        hint: t("webhook.withinHint"),
        options: regions,
        initial: row?.within?.code,
      },
      {
        kind: "multiSelect",
        name: "topics",
        label: t("webhook.topics"),
        hint: t("webhook.kindsHint"),
        options: topics.map((value) => ({ value, label: t(`notification.kind.${value}`) })),
        initial: row?.topics ?? [],
        when: (values: FieldValues) => formatOf(values, row) !== "HUB",
      },
      {
        kind: "text",
        name: "secret",
        label: t("webhook.robotSecret"),
        hint: t("webhook.robotSecretHint"),
        when: (values: FieldValues) => formatOf(values, row) === "DINGTALK",
      },
      {
        kind: "textarea",
        name: "kinds",
        when: (values: FieldValues) => formatOf(values, row) === "HUB",
        label: t("webhook.kinds"),
        hint: t("webhook.namesHint"),
        initial: row?.kinds.join(" "),
      },
    ] as const;
  const formatField = {
    kind: "select",
    name: "format",
    label: t("webhook.formatLabel"),
    required: true,
    options: formats.map((value) => ({ value, label: t(`webhook.format.${value}`) })),
    initial: "HUB",
  } as const;
  const termsOf = (values: Terms) => ({
    name: values.name,
    url: values.url,
    region: values.region,
    topics: [...values.topics] as WebhookRow["topics"],
    secret: values.secret,
    kinds: (values.kinds ?? "").split(/[\s,，、]+/).filter(Boolean) as WebhookRow["kinds"],
  });
  const secretShown = (value: string | null): CommandOutcome => ({
    done: true,
    ...(value && { shown: { label: t("webhook.secret"), value, hint: t("webhook.secretHint") } }),
  });

  return {
    create: (regions: readonly FieldOption[]): Command =>
      describeCommand({
        name: "CREATE",
        label: t("webhook.create"),
        tone: "primary",
        icon: Webhook,
        intro: t("webhook.createIntro"),
        fields: [formatField, ...fields(regions)],
        run: async (values) => {
          const sent = await send(CreateWebhook_Mutation, {
            input: { ...termsOf(values), format: values.format as WebhookRow["format"] },
          });
          return sent.done ? secretShown(sent.data.createWebhook.secret) : sent;
        },
      }),

    onWebhook: (row: WebhookRow, regions: readonly FieldOption[]): readonly Command[] => {
      const input = { id: row.id, expectedVersion: row.version };
      return [
        describeCommand({
          name: "TEST",
          label: t("webhook.test"),
          icon: Send,
          fields: [],
          run: () => perform(TestWebhook_Mutation, { input: { id: row.id } }),
        }),
        describeCommand({
          name: "RESUME",
          label: t("webhook.resume"),
          tone: "primary",
          icon: Play,
          intro: t("webhook.resumeIntro"),
          fields: [{ kind: "check", name: "fromNow", label: t("webhook.fromNow") }],
          run: ({ fromNow }) => perform(ResumeWebhook_Mutation, { input: { ...input, fromNow } }),
        }),
        describeCommand({
          name: "PAUSE",
          label: t("webhook.pause"),
          icon: Pause,
          fields: [],
          run: () => perform(PauseWebhook_Mutation, { input }),
        }),
        describeCommand({
          name: "CHANGE",
          label: t("webhook.change"),
          icon: Pencil,
          fields: fields(regions, row),
          run: (values) => perform(ChangeWebhook_Mutation, { input: { ...input, ...termsOf(values) } }),
        }),
        describeCommand({
          name: "ROTATE",
          label: t("webhook.rotate"),
          icon: KeyRound,
          intro: t("webhook.rotateIntro"),
          fields: [],
          run: async () => {
            const sent = await send(RotateWebhookSecret_Mutation, { input });
            return sent.done ? secretShown(sent.data.rotateWebhookSecret.secret) : sent;
          },
        }),
        describeCommand({
          name: "REMOVE",
          label: t("webhook.remove"),
          tone: "danger",
          icon: Trash2,
          confirm: t("webhook.removeConfirm"),
          fields: [],
          run: () => perform(RemoveWebhook_Mutation, { input }),
        }),
      ];
    },

    replay: (row: WebhookRow, after: string): Command =>
      describeCommand({
        name: "REPLAY",
        label: t("webhook.replay"),
        intro: t("webhook.replayIntro"),
        fields: [],
        run: () => perform(ReplayWebhook_Mutation, { input: { id: row.id, expectedVersion: row.version, after } }),
      }),
  };
}
