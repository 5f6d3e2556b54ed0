import { Ban, KeyRound, PlugZap } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, type CommandOutcome, describeCommand } from "../../ui/command.ts";
import type { FieldOption } from "../../ui/fields.ts";
import {
  type ClientRow,
  CreateApiClient_Mutation,
  IssueApiKey_Mutation,
  RevokeApiClient_Mutation,
  RevokeApiKey_Mutation,
} from "./operations.ts";
import type { Secret } from "./secret.ts";

const scopes: readonly ClientRow["scopes"][number][] = ["READ", "LEDGER", "CASES", "REPORTS", "WEBHOOKS"];

/** What may be done about API clients, as forms. `show` gets each new key: nobody can ask for it again. */
export function useClientCommands(show: (secret: Secret) => void) {
  const { send, perform } = useHub();
  const { t } = useText();

  const days = {
    kind: "number",
    name: "expiresInDays",
    label: t("access.command.days"),
    unit: t("access.command.daysUnit"),
    required: true,
    min: 1,
    max: 730,
    initial: "365",
  } as const;
  const shown = (whose: string, text: string | null): CommandOutcome => {
    if (text) show({ kind: "key", whose, text });
    return { done: true };
  };

  return {
    create: (regions: readonly FieldOption[]): Command =>
      describeCommand({
        name: "CREATE",
        label: t("access.command.createClient"),
        tone: "primary",
        icon: PlugZap,
        intro: t("access.command.createClientIntro"),
        fields: [
          { kind: "text", name: "name", label: t("access.command.name"), required: true, maxLength: 100 },
          { kind: "select", name: "region", label: t("access.command.region"), required: true, options: regions },
          {
            kind: "multiSelect",
            name: "scopes",
            label: t("access.command.scopes"),
            required: true,
            options: scopes.map((value) => ({ value, label: t(`access.client.scope.${value}`) })),
          },
          {
            kind: "textarea",
            name: "addresses",
            label: t("access.command.addresses"),
            hint: t("access.command.addressesHint"),
          },
          days,
        ],
        run: async (values) => {
          const sent = await send(CreateApiClient_Mutation, {
            input: {
              name: values.name,
              region: values.region,
              scopes: [...values.scopes] as ClientRow["scopes"],
              addresses: (values.addresses ?? "").split(/[\s,，、]+/).filter(Boolean),
              expiresInDays: Number(values.expiresInDays),
            },
          });
          return sent.done ? shown(values.name, sent.data.createApiClient.key) : sent;
        },
      }),

    onClient: (client: ClientRow): readonly Command[] => [
      describeCommand({
        name: "ISSUE_KEY",
        label: t("access.command.issue"),
        icon: KeyRound,
        intro: t("access.command.issueIntro"),
        fields: [days],
        run: async ({ expiresInDays }) => {
          const sent = await send(IssueApiKey_Mutation, {
            input: { id: client.id, expiresInDays: Number(expiresInDays) },
          });
          return sent.done ? shown(client.name, sent.data.issueApiKey.key) : sent;
        },
      }),
      describeCommand({
        name: "REVOKE",
        label: t("access.command.revoke"),
        tone: "danger",
        icon: Ban,
        confirm: t("access.command.revokeConfirm"),
        fields: [],
        run: () => perform(RevokeApiClient_Mutation, { input: { id: client.id, expectedVersion: client.version } }),
      }),
    ],

    revokeKey: (id: string): Command =>
      describeCommand({
        name: "REVOKE_KEY",
        label: t("access.command.revokeKey"),
        tone: "danger",
        confirm: t("access.command.revokeKeyConfirm"),
        fields: [],
        run: () => perform(RevokeApiKey_Mutation, { input: { id } }),
      }),
  };
}
