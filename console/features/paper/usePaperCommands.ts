import { FileX2, MailCheck } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { ReplacePaper_Mutation, ServePaper_Mutation } from "./operations.ts";
import { type Manner, mannerField, type PaperRow } from "./paper.ts";

/** What may be done with an issued paper, as forms; which of it may be done now the hub says. */
export function usePaperCommands() {
  const { t } = useText();
  const format = useFormat();
  const hub = useHub();
  const now = useNow();

  return ({ id, version, datedOn, number }: PaperRow): readonly Command[] => {
    const about = { id, expectedVersion: version };
    return [
      describeCommand({
        name: "SERVE",
        label: t("paper.command.SERVE"),
        icon: MailCheck,
        intro: t("paper.intro.SERVE", { number }),
        fields: [
          mannerField(t),
          {
            kind: "date",
            name: "servedOn",
            label: t("paper.ask.servedOn"),
            hint: t("paper.ask.servedOnHint"),
            required: true,
            initial: format.date(now.value),
            earliest: datedOn,
            latest: format.date(now.value),
          },
          {
            kind: "text",
            name: "receivedBy",
            label: t("paper.ask.receivedBy"),
            required: true,
            maxLength: 100,
            when: ({ manner }) => manner !== "PUBLIC_NOTICE",
          },
          { kind: "files", name: "evidenceIds", label: t("paper.ask.receipt"), required: true, ...evidenceLimits },
          { kind: "textarea", name: "note", label: t("paper.ask.note"), maxLength: 5000 },
        ],
        run: ({ manner, servedOn, receivedBy, note, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            hub.perform(ServePaper_Mutation, {
              input: { ...about, manner: manner as Manner, servedOn, receivedBy, note, evidenceIds: ids },
            }),
          ),
      }),
      describeCommand({
        name: "REPLACE",
        label: t("paper.command.REPLACE"),
        icon: FileX2,
        intro: t("paper.intro.REPLACE", { number }),
        fields: [reasonField(t("paper.ask.wrong"))],
        run: ({ reason }) => hub.perform(ReplacePaper_Mutation, { input: { ...about, reason } }),
      }),
    ];
  };
}
