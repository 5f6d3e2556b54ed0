import {
  Check,
  FilePenLine,
  GitMerge,
  GitPullRequestClosed,
  type LucideIcon,
  MessageSquareReply,
  PhoneCall,
  Play,
  RotateCcw,
  ShieldOff,
  TimerReset,
  Undo2,
  UserRoundCheck,
  X,
} from "@lucide/vue";
import { type ComputedRef, computed } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { type Command, type CommandOutcome, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { erasureReasons } from "../erasure/erasure.ts";
import { useCountyOptions } from "../region/regions.ts";
import { useTransferCommands } from "../transfer/useTransferCommands.ts";
import { useViolationKinds } from "../violation/useViolationKinds.ts";
import * as operations from "./commands.operations.ts";
import { complaintSources } from "./complaint.ts";
import type { ComplaintPage_complaint } from "./operations.ts";
import { useHandlers } from "./useHandlers.ts";

type Complaint = ResultOf<typeof ComplaintPage_complaint>;
type Told = Complaint["allowedCommands"][number];
/** What is done to its transfer is done there. */
type TransfersDoing = "TRANSFER" | "ANSWER_TRANSFER" | "RETURN_FROM_TRANSFER";

/** What may be done to a complaint, each with its form; which of it may be done now the hub says. */
export function useComplaintCommands(
  complaint: () => Complaint | undefined,
  /** A visit is on record: its conclusion is the natural next step. */
  visited: () => boolean,
): ComputedRef<readonly Command[]> {
  const { t } = useText();
  const format = useFormat();
  const { perform } = useHub();
  const transfers = useTransferCommands();
  const { options: kinds } = useViolationKinds();

  const handlers = useHandlers();
  const complexes = useComplexChoice();
  const counties = useCountyOptions();

  return computed(() => {
    const subject = complaint();
    if (!subject) return [];
    const about = { id: subject.id, expectedVersion: subject.version };

    const saying = (
      name: Exclude<Told, TransfersDoing | "ANSWER_SATISFIED" | "ANSWER_UNSATISFIED" | "CLOSE" | "ASSIGN" | "ERASE">,
      icon: LucideIcon,
      label: string,
      run: (text: string) => Promise<CommandOutcome>,
      more: { tone?: "primary" | "danger"; intro?: string } = {},
    ) =>
      describeCommand({
        name,
        label: t(`complaint.command.${name}`),
        icon,
        ...more,
        fields: [{ kind: "textarea", name: "text", label, required: true, maxLength: 5000 }],
        run: ({ text }) => run(text),
      });

    const plain = (
      name: "CONFIRM" | "START_VERIFICATION" | "SUBSTANTIATE",
      icon: LucideIcon,
      run: () => Promise<CommandOutcome>,
    ) =>
      describeCommand({
        name,
        label: t(`complaint.command.${name}`),
        icon,
        tone: name === "CONFIRM" || (name === "SUBSTANTIATE" && !visited()) ? undefined : "primary",
        intro: t(`complaint.intro.${name}`),
        fields: [],
        run,
      });

    const reason = t("cases.reason");
    const assign = describeCommand({
      name: "ASSIGN",
      label: t(subject.handler ? "complaint.command.REASSIGN" : "complaint.command.ASSIGN"),
      icon: UserRoundCheck,
      tone: subject.handler ? undefined : "primary",
      intro: t("complaint.intro.ASSIGN"),
      fields: [
        {
          kind: "select",
          name: "handlerId",
          label: t("complaint.ask.handler"),
          required: true,
          options: handlers(subject.region.code),
        },
      ],
      run: ({ handlerId }) => perform(operations.AssignComplaint_Mutation, { input: { ...about, handlerId } }),
    });
    const join = describeCommand({
      name: "JOIN",
      label: t("complaint.command.JOIN"),
      icon: GitMerge,
      intro: t("complaint.intro.JOIN"),
      fields: [
        {
          kind: "select",
          name: "primaryId",
          label: t("complaint.ask.primary"),
          required: true,
          options: subject.proposedDuplicates.map(({ id, number, filedAt, state }) => ({
            value: id,
            label: number,
            hint: `${format.day(filedAt)} ${t(`complaint.state.${state}`)}`,
          })),
        },
        reasonField(reason),
      ],
      run: ({ primaryId, reason: why }) =>
        perform(operations.JoinComplaint_Mutation, { input: { ...about, primaryId, reason: why } }),
    });
    return [
      ...(subject.handler ? [] : [assign]),
      plain("START_VERIFICATION", Play, () =>
        perform(operations.StartComplaintVerification_Mutation, { input: about }),
      ),
      plain("CONFIRM", PhoneCall, () => perform(operations.ConfirmComplaint_Mutation, { input: about })),
      plain("SUBSTANTIATE", Check, () => perform(operations.SubstantiateComplaint_Mutation, { input: about })),
      saying(
        "UNSUBSTANTIATE",
        X,
        t("complaint.ask.ground"),
        (text) => perform(operations.UnsubstantiateComplaint_Mutation, { input: { ...about, reason: text } }),
        { intro: t("complaint.intro.UNSUBSTANTIATE") },
      ),
      saying(
        "GIVE_FEEDBACK",
        MessageSquareReply,
        t("complaint.ask.feedback"),
        (text) => perform(operations.GiveComplaintFeedback_Mutation, { input: { ...about, text } }),
        { tone: "primary", intro: t("complaint.intro.GIVE_FEEDBACK") },
      ),
      transfers.send({ complaintId: subject.id }),
      ...(subject.handler ? [assign] : []),
      saying(
        "REOPEN",
        RotateCcw,
        reason,
        (text) => perform(operations.ReopenComplaint_Mutation, { input: { ...about, reason: text } }),
        { intro: t("complaint.intro.REOPEN") },
      ),
      saying(
        "EXTEND",
        TimerReset,
        reason,
        (text) => perform(operations.ExtendComplaint_Mutation, { input: { ...about, reason: text } }),
        { intro: t("complaint.intro.EXTEND") },
      ),
      ...(subject.proposedDuplicates.length > 0 ? [join] : []),
      saying(
        "SEPARATE",
        GitPullRequestClosed,
        reason,
        (text) => perform(operations.SeparateComplaint_Mutation, { input: { ...about, reason: text } }),
        { intro: t("complaint.intro.SEPARATE") },
      ),
      describeCommand({
        name: "CORRECT",
        label: t("complaint.command.CORRECT"),
        icon: FilePenLine,
        intro: t("complaint.intro.CORRECT"),
        fields: [
          { kind: "select", name: "complexId", label: t("complaint.record.complex"), options: complexes },
          {
            kind: "select",
            name: "county",
            label: t("complaint.record.county"),
            when: ({ complexId }) => !complexId && subject.region.code.length === 4,
            options: async (typed) => counties.value.filter(({ label }) => label.includes(typed.trim())),
          },
          {
            kind: "select",
            name: "kind",
            label: t("complaint.record.kind"),
            hint: t("complaint.ask.stays"),
            options: async (typed) => kinds.value.filter(({ label }) => label.includes(typed.trim())),
          },
          {
            kind: "select",
            name: "source",
            label: t("complaint.record.source"),
            options: complaintSources.map((value) => ({ value, label: t(`complaint.source.${value}`) })),
          },
          reasonField(t("complaint.ask.correction")),
        ],
        run: ({ complexId, county, kind, source, reason: why }) =>
          perform(operations.CorrectComplaint_Mutation, {
            input: {
              ...about,
              reason: why,
              complexId,
              county: complexId ? null : county,
              kind: kind || null,
              source: (source || null) as (typeof complaintSources)[number] | null,
            },
          }),
      }),
      saying(
        "WITHDRAW",
        Undo2,
        reason,
        (text) => perform(operations.WithdrawComplaint_Mutation, { input: { ...about, reason: text } }),
        { tone: "danger", intro: t("complaint.intro.WITHDRAW") },
      ),
      describeCommand({
        name: "ERASE",
        label: t("complaint.command.ERASE"),
        icon: ShieldOff,
        tone: "danger",
        intro: t("complaint.intro.ERASE"),
        fields: [
          {
            kind: "select",
            name: "ground",
            label: t("complaint.ask.erasureGround"),
            required: true,
            options: erasureReasons.map((value) => ({ value, label: t(`erasure.reason.${value}`) })),
          },
        ],
        run: ({ ground }) =>
          perform(operations.EraseComplaint_Mutation, {
            input: { ...about, ground: ground as (typeof erasureReasons)[number] },
          }),
      }),
    ];
  });
}
