import {
  Check,
  Flame,
  MessageSquareReply,
  Plus,
  RotateCcw,
  TrendingUp,
  Undo2,
  UserRoundCheck,
  Wrench,
} from "@lucide/vue";
import type { Component } from "vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, type CommandOutcome, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { useHandlers } from "../complaint/useHandlers.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { type Medium, media } from "../publicity/publicity.ts";
import { ownAnd, useRegionPaths } from "../region/regions.ts";
import { useViewer } from "../shell/viewer.ts";
import * as operations from "./operations.ts";
import { type Heat, heats, type Opinion } from "./opinion.ts";

/** What may be done about opinion incidents, as forms. */
export function useOpinionCommands() {
  const { t } = useText();
  const now = useNow();
  const hub = useHub();
  const { perform } = hub;
  const { viewer } = useViewer();
  const handlers = useHandlers();
  const complexes = useComplexChoice();
  const regions = useRegionPaths();

  const mediumField = (label: string) =>
    ({
      kind: "select",
      name: "medium",
      label,
      required: true,
      options: media.map((value) => ({ value, label: t(`publicity.medium.${value}`) })),
    }) as const;
  const linkField = {
    kind: "text",
    name: "link",
    label: t("publicity.field.link"),
    hint: t("opinion.form.linkHint"),
    maxLength: 1000,
    placeholder: "https://",
  } as const;
  const heatField = (options: readonly Heat[]) =>
    ({
      kind: "select",
      name: "heat",
      label: t("opinion.field.heat"),
      hint: t("opinion.form.heatHint"),
      required: true,
      options: options.map((value) => ({ value, label: t(`opinion.heat.${value}`) })),
    }) as const;
  /** Whoever answers for it, of the body that is to handle it. */
  const ownerField = (region: string) =>
    ({
      kind: "select",
      name: "ownerId",
      label: t("opinion.field.owner"),
      hint: t("opinion.form.ownerHint"),
      required: true,
      options: handlers(region),
    }) as const;
  const reason = reasonField(t("cases.reason"));

  return {
    report: (): Command =>
      describeCommand({
        name: "REPORT",
        label: t("opinion.command.REPORT"),
        tone: "primary",
        icon: Plus,
        intro: t("opinion.intro.REPORT"),
        fields: [
          { kind: "text", name: "title", label: t("opinion.field.title"), required: true, maxLength: 200 },
          {
            kind: "textarea",
            name: "summary",
            label: t("opinion.field.summary"),
            hint: t("opinion.form.summaryHint"),
            required: true,
            maxLength: 5000,
          },
          mediumField(t("opinion.field.medium")),
          linkField,
          {
            kind: "datetime",
            name: "seenAt",
            label: t("opinion.field.seenAt"),
            required: true,
            initial: () => new Date(now.value).toISOString(),
          },
          heatField(heats),
          {
            kind: "select",
            name: "complexId",
            label: t("cases.complex"),
            hint: t("opinion.form.complexHint"),
            options: complexes,
          },
          {
            kind: "select",
            name: "region",
            label: t("cases.region"),
            required: true,
            when: ({ complexId }) => !complexId,
            initial: viewer.region.level === "PROVINCE" ? undefined : viewer.region.code,
            options: async (typed) => ownAnd(viewer, regions.value).filter(({ label }) => label.includes(typed.trim())),
          },
          {
            kind: "select",
            name: "ownerId",
            label: t("opinion.field.owner"),
            hint: t("opinion.form.ownerHint"),
            required: true,
            options: async (typed, { region }) =>
              handlers(typeof region === "string" ? region : viewer.region.code)(typed),
          },
          { kind: "files", name: "evidenceIds", label: t("opinion.form.evidence"), ...evidenceLimits },
        ],
        run: ({ medium, heat, complexId, region, evidenceIds, ...values }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
            const input = {
              ...values,
              medium: medium as Medium,
              heat: heat as Heat,
              complexId,
              region: complexId ? null : region,
              evidenceIds: ids,
            };
            const sent = await hub.send(operations.ReportOpinion_Mutation, { input });
            if (!sent.done) return sent;
            const { opinionIncident } = sent.data.reportOpinion;
            const to = opinionIncident ? { name: "opinion", params: { id: opinionIncident.id } } : undefined;
            return { done: true, to };
          }),
      }),

    onIncident: (incident: Opinion): readonly Command[] => {
      const about = { id: incident.id, expectedVersion: incident.version };
      const saying = (
        name: "HANDLE" | "CLOSE" | "REOPEN" | "WITHDRAW",
        icon: Component,
        label: string,
        run: (text: string) => Promise<CommandOutcome>,
        tone?: "primary" | "danger",
      ) =>
        describeCommand({
          name,
          label: t(name === "HANDLE" && incident.measures ? "opinion.command.HANDLE_AGAIN" : `opinion.command.${name}`),
          icon,
          tone,
          intro: t(`opinion.intro.${name}`),
          fields: [{ kind: "textarea", name: "text", label, required: true, maxLength: 5000 }],
          run: ({ text }) => run(text),
        });
      return [
        saying(
          "HANDLE",
          Wrench,
          t("opinion.field.measures"),
          (measures) => perform(operations.HandleOpinion_Mutation, { input: { ...about, measures } }),
          incident.measures ? undefined : "primary",
        ),
        describeCommand({
          name: "ANSWER",
          label: t("opinion.command.ANSWER"),
          tone: "primary",
          icon: MessageSquareReply,
          intro: t("opinion.intro.ANSWER"),
          fields: [
            mediumField(t("opinion.field.answerMedium")),
            linkField,
            { kind: "textarea", name: "answer", label: t("opinion.field.answer"), required: true, maxLength: 5000 },
            { kind: "files", name: "evidenceIds", label: t("opinion.form.evidence"), ...evidenceLimits },
          ],
          run: ({ medium, evidenceIds, ...values }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
              perform(operations.AnswerOpinion_Mutation, {
                input: { ...about, ...values, medium: medium as Medium, evidenceIds: ids },
              }),
            ),
        }),
        saying(
          "CLOSE",
          Check,
          t("opinion.field.conclusion"),
          (conclusion) => perform(operations.CloseOpinion_Mutation, { input: { ...about, conclusion } }),
          "primary",
        ),
        describeCommand({
          name: "RAISE",
          label: t("opinion.command.RAISE"),
          icon: Flame,
          intro: t("opinion.intro.RAISE"),
          fields: [heatField(heats.slice(heats.indexOf(incident.heat) + 1)), reason],
          run: ({ heat, reason: why }) =>
            perform(operations.RaiseOpinionHeat_Mutation, { input: { ...about, heat: heat as Heat, reason: why } }),
        }),
        describeCommand({
          name: "TAKE_OVER",
          label: t("opinion.command.TAKE_OVER"),
          icon: TrendingUp,
          intro: t("opinion.intro.TAKE_OVER"),
          fields: [ownerField(viewer.region.code), reason],
          run: ({ ownerId, reason: why }) =>
            perform(operations.TakeOverOpinion_Mutation, { input: { ...about, ownerId, reason: why } }),
        }),
        describeCommand({
          name: "NAME_OWNER",
          label: t("opinion.command.NAME_OWNER"),
          icon: UserRoundCheck,
          intro: t("opinion.intro.NAME_OWNER"),
          fields: [ownerField(incident.holder.code)],
          run: ({ ownerId }) => perform(operations.NameOpinionOwner_Mutation, { input: { ...about, ownerId } }),
        }),
        saying("REOPEN", RotateCcw, t("cases.reason"), (why) =>
          perform(operations.ReopenOpinion_Mutation, { input: { ...about, reason: why } }),
        ),
        saying(
          "WITHDRAW",
          Undo2,
          t("cases.reason"),
          (why) => perform(operations.WithdrawOpinion_Mutation, { input: { ...about, reason: why } }),
          "danger",
        ),
      ];
    },
  };
}
