import { Check, CornerDownLeft, MessageSquareReply, Send, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import * as operations from "./operations.ts";
import { outcomes, type Transfer, type Transferee, type TransferOutcome, transferees } from "./transfer.ts";

/** What is handed over: a complaint, or findings. */
export type Matter = { complaintId: string } | { findingIds: readonly string[] };

/** What may be done about transfers, as forms. */
export function useTransferCommands() {
  const { t } = useText();
  const hub = useHub();
  const { perform } = hub;

  const reason = (label: string) =>
    ({ kind: "textarea", name: "reason", label, required: true, maxLength: 5000 }) as const;

  return {
    send: (matter: Matter): Command =>
      describeCommand({
        name: "TRANSFER",
        label: t("transfer.command.SEND"),
        icon: Send,
        intro: t("complaintId" in matter ? "transfer.intro.SEND_COMPLAINT" : "transfer.intro.SEND_FINDINGS"),
        fields: [
          {
            kind: "select",
            name: "department",
            label: t("transfer.form.department"),
            required: true,
            options: transferees.map((value) => ({ value, label: t(`shell.department.${value}`) })),
          },
          { ...reason(t("transfer.form.reason")), hint: t("transfer.form.reasonHint") },
          {
            kind: "check",
            name: "withWords",
            label: t("transfer.form.withWords"),
            hint: t("transfer.form.withWordsHint"),
            when: () => "complaintId" in matter,
          },
          {
            kind: "files",
            name: "evidenceIds",
            label: t("transfer.form.papers"),
            hint: t("complaintId" in matter ? "transfer.form.papersHint" : "transfer.form.photosGoAlong"),
            ...evidenceLimits,
          },
        ],
        run: ({ department, reason: why, withWords, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
            const sent = await hub.send(operations.SendTransfer_Mutation, {
              input: {
                ...("complaintId" in matter
                  ? { complaintId: matter.complaintId, withWords }
                  : { findingIds: [...matter.findingIds], withWords: false }),
                department: department as Transferee,
                reason: why,
                evidenceIds: ids,
              },
            });
            if (!sent.done) return sent;
            const { transfer } = sent.data.sendTransfer;
            return { done: true, to: transfer ? { name: "transfer", params: { id: transfer.id } } : undefined };
          }),
      }),

    onTransfer: (transfer: Transfer): readonly Command[] => {
      const about = { id: transfer.id, expectedVersion: transfer.version };
      return [
        describeCommand({
          name: "ACCEPT",
          label: t("transfer.command.ACCEPT"),
          tone: "primary",
          icon: Check,
          intro: t("transfer.intro.ACCEPT"),
          fields: [],
          run: () => perform(operations.AcceptTransfer_Mutation, { input: about }),
        }),
        describeCommand({
          name: "ANSWER",
          label: t("transfer.command.ANSWER"),
          tone: "primary",
          icon: MessageSquareReply,
          intro: t("transfer.intro.ANSWER"),
          fields: [
            {
              kind: "select",
              name: "outcome",
              label: t("transfer.form.outcome"),
              required: true,
              options: outcomes.map((value) => ({ value, label: t(`transfer.outcome.${value}`) })),
            },
            {
              kind: "textarea",
              name: "answer",
              label: t("transfer.form.answer"),
              hint: t("transfer.form.answerHint"),
              required: true,
              maxLength: 5000,
            },
            { kind: "files", name: "evidenceIds", label: t("transfer.form.answerPapers"), ...evidenceLimits },
          ],
          run: ({ outcome, answer, evidenceIds }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
              perform(operations.AnswerTransfer_Mutation, {
                input: { ...about, outcome: outcome as TransferOutcome, answer, evidenceIds: ids },
              }),
            ),
        }),
        describeCommand({
          name: "RETURN",
          label: t("transfer.command.RETURN"),
          icon: CornerDownLeft,
          intro: t("transfer.intro.RETURN"),
          fields: [reason(t("cases.reason"))],
          run: ({ reason: why }) => perform(operations.ReturnTransfer_Mutation, { input: { ...about, reason: why } }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("transfer.command.WITHDRAW"),
          tone: "danger",
          icon: Undo2,
          intro: t("transfer.intro.WITHDRAW"),
          fields: [reason(t("cases.reason"))],
          run: ({ reason: why }) => perform(operations.WithdrawTransfer_Mutation, { input: { ...about, reason: why } }),
        }),
      ];
    },
  };
}
