import type { Facts } from "../activity/event-kind.ts";
import type { EventKind } from "../activity/kinds.ts";
import type { Label } from "../refusals.ts";

/**
 * Whom an event concerns: who handles the complaint or owns the incident, the office in whose hands the case is, the one
 * above it, the city, the province, the leading group, the regions or the departments that it was addressed to, or the
 * body that had asked.
 */
export type Concerned =
  | "handler"
  | "own"
  | "above"
  | "city"
  | "province"
  | "leaders"
  | "addressed"
  | "departments"
  | "asker";

export interface Channels {
  console: boolean;
  mail: boolean;
}

export interface NotificationKind extends Label {
  events: Partial<Readonly<Record<EventKind, readonly Concerned[]>>>;
  /** What somebody is told by who has chosen nothing. */
  channels: Channels;
  /** Not held back at night. */
  urgent?(facts: Facts): boolean;
}

/** Every kind of notification; the sentence is that of the event. */
export const notificationKinds = {
  assigned: {
    zh: "交给我办的事",
    en: "Given to me",
    events: {
      ComplaintAssigned: ["handler"],
      ComplaintReturnedFromTransfer: ["handler"],
      TransferSent: ["departments"],
      JointPunishmentOpened: ["departments"],
      FollowUpOwed: ["own"],
      PolicyDocumentIssued: ["addressed"],
      SupervisionReminderSent: ["addressed"],
      SupervisionInterviewCalled: ["addressed"],
      SupervisionReportedToDiscipline: ["departments"],
      KeySupervisionOrdered: ["addressed"],
      DifficultyRaised: ["addressed"],
      OpinionReported: ["handler", "own"],
      OpinionOwnerNamed: ["handler"],
    },
    channels: { console: true, mail: true },
  },
  awaited: {
    zh: "等我审批或验收",
    en: "Waiting for my decision",
    events: {
      DispatchReportSubmitted: ["above"],
      ExposureSubmitted: ["own"],
      GradeReviewProposed: ["departments"],
      RectificationExtensionAsked: ["city"],
      RectificationSubmitted: ["own"],
      SupervisionAnswered: ["asker"],
    },
    channels: { console: true, mail: true },
  },
  returned: {
    zh: "退回或不予准许",
    en: "Returned or denied",
    events: {
      DispatchReportReturned: ["own"],
      ExposureReturned: ["own"],
      GradeReviewReturned: ["own"],
      RectificationExtensionDenied: ["own"],
      RectificationSentBack: ["own"],
      SupervisionAnswerReturned: ["addressed"],
      TransferReturned: ["own"],
    },
    channels: { console: true, mail: true },
  },
  due: {
    zh: "临近时限的提醒",
    en: "Reminders before a due time",
    events: {
      DispatchReportReminded: ["own"],
      PolicyReadersReminded: ["addressed"],
      ProvincialBriefReminded: ["own", "leaders"],
      RectificationReminded: ["own"],
    },
    channels: { console: true, mail: true },
  },
  overdue: {
    zh: "超过时限",
    en: "Past a due time",
    events: {
      ComplaintOverdue: ["handler", "own"],
      DispatchReportLate: ["own", "above"],
      ExitGuidanceOverdue: ["own"],
      ExposureOverdue: ["own"],
      HandoverOverdue: ["own"],
      OpinionOverdue: ["handler", "own", "above"],
      PenaltyDecisionOverdue: ["own"],
      PenaltyServiceOverdue: ["own"],
      PhaseTaskLate: ["own"],
      PolicyReadingOverdue: ["own", "addressed"],
      ProvincialBriefLate: ["own", "leaders"],
      RectificationOverdue: ["own"],
      RectificationEscalated: ["above"],
      SpotCheckOverdue: ["own"],
      SupervisionOverdue: ["addressed", "asker"],
      TransferOverdue: ["own", "departments"],
    },
    channels: { console: true, mail: true },
  },
  stuck: {
    zh: "推送或邮件已停发",
    en: "A push or a letter was given up",
    events: { CreditPushDead: ["province"], LetterDead: ["own"], ProvincialBriefNotOut: ["own", "leaders"] },
    channels: { console: true, mail: true },
    // The brief is due today, whatever the hour.
    urgent: ({ purpose }) => purpose === "brief" || purpose === "alarm",
  },
  answered: {
    zh: "办理有结果",
    en: "What came of it",
    events: {
      ComplaintReopened: ["handler"],
      ComplaintTransferAnswered: ["handler"],
      GradeReviewConfirmed: ["own"],
      OpinionHeatRaised: ["handler", "own"],
      ProvincialBriefApproved: ["own"],
      RectificationAccepted: ["own"],
      RectificationExtended: ["own"],
      SupervisionSettled: ["addressed"],
      SupervisionWithdrawn: ["addressed"],
    },
    channels: { console: true, mail: false },
  },
} as const satisfies Readonly<Record<string, NotificationKind>>;

export type NotificationKindName = keyof typeof notificationKinds;
export const kindNames = Object.keys(notificationKinds) as NotificationKindName[];

/** Of an event: its kind of notification, and whom it concerns. No event is of two kinds. */
export const concernedBy: ReadonlyMap<string, { kind: NotificationKindName; whom: readonly Concerned[] }> = new Map(
  kindNames.flatMap((kind) =>
    Object.entries(notificationKinds[kind].events as NotificationKind["events"]).map(
      ([event, whom]) => [event, { kind, whom }] as const,
    ),
  ),
);

/** Events that may be urgent, as their facts say. */
export const urgentEvents = kindNames.flatMap((kind) => {
  const { urgent, events }: NotificationKind = notificationKinds[kind];
  return urgent ? (Object.keys(events) as EventKind[]) : [];
});

/** Not held back at night. */
export function isUrgent(event: string, facts: Facts): boolean {
  const kind = concernedBy.get(event)?.kind;
  const { urgent }: NotificationKind = notificationKinds[kind ?? "assigned"];
  return urgent?.(facts) ?? false;
}
