import { FilePenLine, Plus, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import * as operations from "./operations.ts";
import { type About, abouts, type Medium, media, type PublicityItem } from "./publicity.ts";
import { useCompanyChoice } from "./useCompanyChoice.ts";

/** What may be done about publicity, as forms. */
export function usePublicityCommands() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const { perform } = hub;
  const companies = useCompanyChoice();

  const fieldsOf = (item?: PublicityItem) =>
    [
      {
        kind: "select",
        name: "medium",
        label: t("publicity.field.medium"),
        required: true,
        options: media.map((value) => ({ value, label: t(`publicity.medium.${value}`) })),
        initial: item?.medium,
      },
      {
        kind: "text",
        name: "outlet",
        label: t("publicity.field.outlet"),
        hint: t("publicity.form.outletHint"),
        required: true,
        maxLength: 200,
        initial: item?.outlet,
      },
      {
        kind: "text",
        name: "title",
        label: t("publicity.field.title"),
        required: true,
        maxLength: 200,
        initial: item?.title,
      },
      {
        kind: "date",
        name: "publishedOn",
        label: t("publicity.field.publishedOn"),
        required: true,
        latest: format.date(now.value),
        initial: item?.publishedOn ?? format.date(now.value),
      },
      {
        kind: "text",
        name: "link",
        label: t("publicity.field.link"),
        hint: t("publicity.form.linkHint"),
        maxLength: 1000,
        placeholder: "https://",
        initial: item?.link ?? undefined,
      },
      {
        kind: "select",
        name: "about",
        label: t("publicity.field.about"),
        required: true,
        options: abouts.map((value) => ({ value, label: t(`publicity.about.${value}`) })),
        initial: item?.about,
      },
      {
        kind: "select",
        name: "companyId",
        label: t("cases.company"),
        hint: item?.company ? t("publicity.form.companyKept", { name: item.company.name }) : undefined,
        when: ({ about }: Readonly<Record<string, unknown>>) =>
          about !== undefined && about !== null && about !== "CAMPAIGN",
        options: companies,
      },
    ] as const;

  return {
    record: (): Command =>
      describeCommand({
        name: "RECORD",
        label: t("publicity.command.RECORD"),
        tone: "primary",
        icon: Plus,
        intro: t("publicity.intro.RECORD"),
        fields: fieldsOf(),
        run: async ({ medium, about, companyId, ...values }) => {
          const input = {
            ...values,
            medium: medium as Medium,
            about: about as About,
            companyId: about === "CAMPAIGN" ? null : companyId,
          };
          const sent = await hub.send(operations.RecordPublicity_Mutation, { input });
          if (!sent.done) return sent;
          const { publicityItem } = sent.data.recordPublicity;
          return {
            done: true,
            to: publicityItem ? { name: "publicityItem", params: { id: publicityItem.id } } : undefined,
          };
        },
      }),

    onItem: (item: PublicityItem): readonly Command[] => {
      const about = { id: item.id, expectedVersion: item.version };
      const reason = reasonField(t("cases.reason"));
      return [
        describeCommand({
          name: "CORRECT",
          label: t("publicity.command.CORRECT"),
          icon: FilePenLine,
          intro: t("publicity.intro.CORRECT"),
          fields: [...fieldsOf(item), reason],
          run: ({ medium, about: matter, companyId, ...values }) =>
            perform(operations.CorrectPublicity_Mutation, {
              input: {
                ...about,
                ...values,
                medium: medium as Medium,
                about: matter as About,
                companyId: matter === "CAMPAIGN" ? null : (companyId ?? item.company?.id),
              },
            }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("publicity.command.WITHDRAW"),
          tone: "danger",
          icon: Undo2,
          intro: t("publicity.intro.WITHDRAW"),
          fields: [reason],
          run: ({ reason: why }) =>
            perform(operations.WithdrawPublicity_Mutation, { input: { ...about, reason: why } }),
        }),
      ];
    },
  };
}
