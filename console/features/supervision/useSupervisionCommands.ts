import {
  Bell,
  CircleCheck,
  Eye,
  FileWarning,
  Megaphone,
  MessageSquareReply,
  Mic,
  Milestone,
  Undo2,
  X,
} from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import * as operations from "./operations.ts";
import type { Ladder, Matter, Step } from "./supervision.ts";

const stepIcons = { REMINDER: Bell, INTERVIEW: Mic, DISCIPLINE_REPORT: FileWarning } as const;

/** What one level may ask of another, and answer, as forms. */
export function useSupervisionCommands() {
  const { t } = useText();
  const hub = useHub();
  const { perform } = hub;

  const prose = <const Name extends string>(name: Name, label: string) =>
    ({ kind: "textarea", name, label, required: true, maxLength: 5000 }) as const;
  const dueOn = {
    kind: "date",
    name: "dueOn",
    label: t("supervision.form.dueOn"),
    hint: t("supervision.form.dueHint"),
  } as const;
  const ifSaid = (text: string | null) => text || undefined;

  return {
    /** A step with a region: of each the form that it needs. */
    steps: (
      region: { code: string; name: string },
      { allowedSteps }: Pick<Ladder, "allowedSteps">,
    ): readonly Command[] => allowedSteps.map(({ kind, skips }) => step(kind, skips, region)),

    keySupervision: (of: { rectificationId: string } | { findingId: string }): Command =>
      describeCommand({
        name: "KEY_SUPERVISION",
        label: t("supervision.command.KEY_SUPERVISION"),
        icon: Eye,
        intro: t("supervision.intro.KEY_SUPERVISION"),
        fields: [prose("text", t("supervision.form.text")), dueOn],
        run: ({ text, dueOn: day }) =>
          perform(operations.OrderKeySupervision_Mutation, { input: { ...of, text, dueOn: ifSaid(day) } }),
      }),

    difficulty: (): Command =>
      describeCommand({
        name: "DIFFICULTY",
        label: t("supervision.command.DIFFICULTY"),
        icon: Milestone,
        intro: t("supervision.intro.DIFFICULTY"),
        fields: [prose("text", t("supervision.form.difficulty"))],
        run: ({ text }) => perform(operations.RaiseDifficulty_Mutation, { input: { text } }),
      }),

    bulletin: (week: { id: string; isoWeek: number }): Command =>
      describeCommand({
        name: "BULLETIN",
        label: t("supervision.command.BULLETIN"),
        icon: Megaphone,
        intro: t("supervision.intro.BULLETIN", { week: week.isoWeek }),
        fields: [{ ...prose("remarks", t("supervision.form.remarks")), required: false }],
        run: ({ remarks }) =>
          perform(operations.PublishBulletin_Mutation, { input: { week: week.id, remarks: ifSaid(remarks) } }),
      }),

    onMatter: ({ id, version }: Matter): readonly Command[] => {
      const about = { id, expectedVersion: version };
      return [
        describeCommand({
          name: "ANSWER",
          label: t("supervision.command.ANSWER"),
          tone: "primary",
          icon: MessageSquareReply,
          intro: t("supervision.intro.ANSWER"),
          fields: [
            prose("answer", t("supervision.form.answer")),
            { kind: "files", name: "evidenceIds", label: t("supervision.form.files"), ...evidenceLimits },
          ],
          run: ({ answer, evidenceIds }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
              perform(operations.AnswerSupervision_Mutation, { input: { ...about, answer, evidenceIds: ids } }),
            ),
        }),
        describeCommand({
          name: "SETTLE",
          label: t("supervision.command.SETTLE"),
          tone: "primary",
          icon: CircleCheck,
          intro: t("supervision.intro.SETTLE"),
          fields: [],
          run: () => perform(operations.SettleSupervision_Mutation, { input: about }),
        }),
        describeCommand({
          name: "RETURN",
          label: t("supervision.command.RETURN"),
          icon: Undo2,
          intro: t("supervision.intro.RETURN"),
          fields: [prose("reason", t("supervision.form.reason")), dueOn],
          run: ({ reason, dueOn: day }) =>
            perform(operations.ReturnSupervisionAnswer_Mutation, { input: { ...about, reason, dueOn: ifSaid(day) } }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("supervision.command.WITHDRAW"),
          tone: "danger",
          icon: X,
          intro: t("supervision.intro.WITHDRAW"),
          fields: [prose("reason", t("supervision.form.reason"))],
          run: ({ reason }) => perform(operations.WithdrawSupervision_Mutation, { input: { ...about, reason } }),
        }),
      ];
    },
  };

  function step(kind: Step, skips: number, region: { code: string; name: string }): Command {
    const meets = kind === "INTERVIEW";
    return describeCommand({
      name: kind,
      label: t(`supervision.command.${kind}`),
      icon: stepIcons[kind],
      intro: skips
        ? t("supervision.intro.SKIPS", { region: region.name, n: skips })
        : t("supervision.intro.STEP", { region: region.name }),
      fields: [
        { ...prose("skipReason", t("supervision.form.skipReason")), when: () => skips > 0 },
        { kind: "datetime", name: "meetsAt", label: t("supervision.form.meetsAt"), required: true, when: () => meets },
        { kind: "text", name: "venue", label: t("supervision.form.venue"), required: true, when: () => meets },
        prose("text", t("supervision.form.text")),
        dueOn,
      ],
      run: ({ skipReason, meetsAt, venue, text, dueOn: day }) =>
        perform(operations.TakeStep_Mutation, {
          input: {
            kind,
            region: region.code,
            text,
            dueOn: ifSaid(day),
            ...(skips > 0 && { skipReason }),
            ...(meets && { meetsAt, venue }),
          },
        }),
    });
  }
}
