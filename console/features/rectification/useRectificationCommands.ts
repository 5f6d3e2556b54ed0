import {
  Ban,
  BellRing,
  CalendarCheck,
  CalendarPlus,
  CalendarX,
  Check,
  CornerDownLeft,
  OctagonX,
  Play,
  Upload,
} from "@lucide/vue";
import { type ComputedRef, computed } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import { wallClock } from "../../text/days.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, type CommandOutcome, describeCommand, type Progress } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import * as operations from "./commands.operations.ts";
import type { RectificationPage_rectification } from "./operations.ts";

type Rectification = ResultOf<typeof RectificationPage_rectification>;

interface Visit {
  carriedOutAt: string;
  notes: string | null;
  evidenceIds: string[];
}

/** What may be done to a rectification, each with its form; which of it may be done now the hub says. */
export function useRectificationCommands(
  rectification: () => Rectification | undefined,
): ComputedRef<readonly Command[]> {
  const { t } = useText();
  const format = useFormat();
  const hub = useHub();
  const { perform } = hub;
  const now = useNow();

  return computed(() => {
    const subject = rectification();
    if (!subject) return [];
    const about = { id: subject.id, expectedVersion: subject.version };
    const reason = reasonField(t("cases.reason"));

    /** Acceptance and failure are found on the spot: the visit is recorded with the command. */
    const visiting = (
      name: "ACCEPT" | "FAIL",
      icon: typeof Check,
      look: { tone: "primary" | "danger"; confirm?: string },
      run: (inspection: Visit) => Promise<CommandOutcome>,
    ) =>
      describeCommand({
        name,
        label: t(`rectification.command.${name}`),
        icon,
        ...look,
        intro: t(`rectification.intro.${name}`),
        fields: [
          {
            kind: "datetime",
            name: "carriedOutAt",
            label: t("rectification.ask.inspectedAt"),
            required: true,
            initial: () => wallClock(now.value),
          },
          {
            kind: "files",
            name: "evidenceIds",
            label: t("rectification.ask.photos"),
            required: true,
            ...evidenceLimits,
          },
          { kind: "textarea", name: "notes", label: t("rectification.ask.notes"), maxLength: 5000 },
        ],
        run: ({ carriedOutAt, evidenceIds, notes }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            run({ carriedOutAt, notes, evidenceIds: ids }),
          ),
      });

    const proving = (
      name: "SUBMIT" | "REFUSE",
      icon: typeof Check,
      label: string,
      look: { tone: "primary" | "danger"; confirm?: string },
      run: (ids: string[]) => Promise<CommandOutcome>,
    ) =>
      describeCommand({
        name,
        label: t(`rectification.command.${name}`),
        icon,
        ...look,
        intro: t(`rectification.intro.${name}`),
        fields: [{ kind: "files", name: "evidenceIds", label, required: true, ...evidenceLimits }],
        run: ({ evidenceIds }, onProgress: Progress) => withEvidence(hub, "evidenceIds", evidenceIds, onProgress, run),
      });

    return [
      visiting("ACCEPT", Check, { tone: "primary" }, (inspection) =>
        perform(operations.AcceptRectification_Mutation, { input: { ...about, inspection } }),
      ),
      describeCommand({
        name: "SEND_BACK",
        label: t("rectification.command.SEND_BACK"),
        icon: CornerDownLeft,
        intro: t("rectification.intro.SEND_BACK"),
        fields: [{ ...reason, label: t("rectification.ask.shortfall") }],
        run: ({ reason: why }) =>
          perform(operations.SendBackRectification_Mutation, { input: { ...about, reason: why } }),
      }),
      describeCommand({
        name: "REMIND",
        label: t("rectification.command.REMIND"),
        icon: BellRing,
        intro: t("rectification.intro.REMIND"),
        fields: [],
        run: () => perform(operations.RemindRectification_Mutation, { input: about }),
      }),
      describeCommand({
        name: "START",
        label: t("rectification.command.START"),
        icon: Play,
        intro: t("rectification.intro.START"),
        fields: [],
        run: () => perform(operations.StartRectification_Mutation, { input: about }),
      }),
      proving("SUBMIT", Upload, t("rectification.ask.materials"), { tone: "primary" }, (evidenceIds) =>
        perform(operations.SubmitRectification_Mutation, { input: { ...about, evidenceIds } }),
      ),
      describeCommand({
        name: "APPROVE_EXTENSION",
        label: t("rectification.command.APPROVE_EXTENSION"),
        icon: CalendarCheck,
        tone: "primary",
        intro: subject.extensionAskedUntil
          ? `${t("rectification.intro.APPROVE_EXTENSION")} ${t("rectification.extensionUntil", { at: format.due(subject.extensionAskedUntil) })}`
          : t("rectification.intro.APPROVE_EXTENSION"),
        fields: [],
        run: () => perform(operations.ApproveRectificationExtension_Mutation, { input: about }),
      }),
      describeCommand({
        name: "DENY_EXTENSION",
        label: t("rectification.command.DENY_EXTENSION"),
        icon: CalendarX,
        intro: t("rectification.intro.DENY_EXTENSION"),
        fields: [reason],
        run: ({ reason: why }) =>
          perform(operations.DenyRectificationExtension_Mutation, { input: { ...about, reason: why } }),
      }),
      describeCommand({
        name: "ASK_EXTENSION",
        label: t("rectification.command.ASK_EXTENSION"),
        icon: CalendarPlus,
        intro: t("rectification.intro.ASK_EXTENSION"),
        fields: [
          {
            kind: "datetime",
            name: "deadline",
            label: t("rectification.ask.until"),
            required: true,
            earliest: format.date(subject.deadline),
          },
          reason,
        ],
        run: ({ deadline, reason: why }) =>
          perform(operations.AskRectificationExtension_Mutation, { input: { ...about, deadline, reason: why } }),
      }),
      proving(
        "REFUSE",
        Ban,
        t("rectification.ask.proof"),
        { tone: "danger", confirm: t("rectification.confirm.REFUSE") },
        (evidenceIds) => perform(operations.RefuseRectification_Mutation, { input: { ...about, evidenceIds } }),
      ),
      visiting("FAIL", OctagonX, { tone: "danger", confirm: t("rectification.confirm.FAIL") }, (inspection) =>
        perform(operations.FailRectification_Mutation, { input: { ...about, inspection } }),
      ),
    ];
  });
}
