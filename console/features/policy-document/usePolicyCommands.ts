import { Bell, FileCheck, RefreshCw, Send, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { useRegionPaths } from "../region/regions.ts";
import { useViewer } from "../shell/viewer.ts";
import * as operations from "./operations.ts";
import { type Level, levelsBelow, type PolicyDocument } from "./policyDocument.ts";

/** What may be done about policy documents, as forms. */
export function usePolicyCommands() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const { perform } = hub;
  const { viewer } = useViewer();
  const regions = useRegionPaths();

  const editionFields = (former?: PolicyDocument) =>
    [
      {
        kind: "text",
        name: "documentNumber",
        label: t("policyDocument.field.documentNumber"),
        required: true,
        maxLength: 100,
        initial: former?.documentNumber,
      },
      {
        kind: "text",
        name: "title",
        label: t("policyDocument.field.title"),
        required: true,
        maxLength: 200,
        initial: former?.title,
      },
      {
        kind: "text",
        name: "issuingBody",
        label: t("policyDocument.field.issuingBody"),
        required: true,
        maxLength: 100,
        initial: former?.issuingBody,
      },
      {
        kind: "date",
        name: "inForceOn",
        label: t("policyDocument.field.inForceOn"),
        required: true,
        initial: former?.inForceOn ?? format.date(now.value),
      },
      {
        kind: "textarea",
        name: "text",
        label: t("policyDocument.field.text"),
        hint: t("policyDocument.form.textHint"),
        maxLength: 50000,
        initial: former?.text ?? undefined,
      },
      {
        kind: "files",
        name: "evidenceIds",
        label: t("policyDocument.field.files"),
        hint: t("policyDocument.form.filesHint"),
        ...evidenceLimits,
      },
    ] as const;

  return {
    issue: (): Command => {
      const levels = levelsBelow(viewer.region.level);
      return describeCommand({
        name: "ISSUE",
        label: t("policyDocument.command.ISSUE"),
        tone: "primary",
        icon: Send,
        intro: t("policyDocument.intro.ISSUE"),
        fields: [
          ...editionFields(),
          {
            kind: "multiSelect",
            name: "regions",
            label: t("policyDocument.field.regions"),
            hint: t("policyDocument.form.regionsHint"),
            options: async (typed) => regions.value.filter(({ label }) => label.includes(typed.trim())).slice(0, 200),
          },
          {
            kind: "select",
            name: "downTo",
            label: t("policyDocument.field.downTo"),
            required: true,
            options: levels.map((value) => ({ value, label: t(`policyDocument.level.${value}`) })),
            initial: levels.at(-1),
          },
        ],
        run: ({ evidenceIds, regions: chosen, downTo, ...values }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
            const input = { ...values, evidenceIds: ids, regions: [...chosen], downTo: downTo as Level };
            const sent = await hub.send(operations.IssuePolicyDocument_Mutation, { input });
            if (!sent.done) return sent;
            const { policyDocument } = sent.data.issuePolicyDocument;
            const to = policyDocument ? { name: "policyDocument", params: { id: policyDocument.id } } : undefined;
            return { done: true, to };
          }),
      });
    },

    /** Of one's own region: a person says that it has been read. */
    confirm: (document: PolicyDocument): Command =>
      describeCommand({
        name: "CONFIRM",
        label: t("policyDocument.command.CONFIRM"),
        tone: "primary",
        icon: FileCheck,
        intro: t("policyDocument.intro.CONFIRM", { name: viewer.name, region: viewer.region.name }),
        fields: [],
        run: () => {
          const { id = "", version: expectedVersion } = document.receipt ?? {};
          return perform(operations.ConfirmPolicyReading_Mutation, { input: { id, expectedVersion } });
        },
      }),

    onDocument: (document: PolicyDocument): readonly Command[] => {
      const about = { id: document.id, expectedVersion: document.version };
      const reason = reasonField(t("cases.reason"));
      return [
        describeCommand({
          name: "REMIND",
          label: t("policyDocument.command.REMIND"),
          icon: Bell,
          intro: t("policyDocument.intro.REMIND"),
          fields: [],
          run: () => perform(operations.RemindPolicyReaders_Mutation, { input: { id: document.id } }),
        }),
        describeCommand({
          name: "REPLACE",
          label: t("policyDocument.command.REPLACE"),
          icon: RefreshCw,
          intro: t("policyDocument.intro.REPLACE"),
          fields: [...editionFields(document), { ...reason, label: t("policyDocument.field.replaceReason") }],
          run: ({ evidenceIds, ...values }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
              const input = { ...about, ...values, evidenceIds: ids };
              const sent = await hub.send(operations.ReplacePolicyDocument_Mutation, { input });
              if (!sent.done) return sent;
              const next = sent.data.replacePolicyDocument.policyDocument?.replacedBy;
              return { done: true, to: next ? { name: "policyDocument", params: { id: next.id } } : undefined };
            }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("policyDocument.command.WITHDRAW"),
          tone: "danger",
          icon: Undo2,
          intro: t("policyDocument.intro.WITHDRAW"),
          fields: [reason],
          run: ({ reason: why }) =>
            perform(operations.WithdrawPolicyDocument_Mutation, { input: { ...about, reason: why } }),
        }),
      ];
    },
  };
}
