import { type EventTable, type Facts, type Figures, plain, unlessUnconfirmed, when } from "../activity/event-kind.ts";

/** Counted under another name from now on; undefined where that did not change. */
const moves = (figure: string, before: Facts[string] | undefined, after: Facts[string] | undefined): Figures =>
  before === undefined || before === after
    ? {}
    : { [`${figure}/${before ?? "none"}`]: -1, [`${figure}/${after ?? "none"}`]: 1 };

/** Whatever happens to a complaint may be what ends its being overdue. */
const complaint = (figures: (facts: Facts) => Figures = () => ({})) =>
  unlessUnconfirmed("complaint", (facts) => ({
    ...figures(facts),
    ...when(facts.wasOverdue, { "complaint.overdueNow": -1 }),
  }));

const verified = (facts: Facts): Figures =>
  when(facts.round === 1, { "complaint.verified": 1, ...when(facts.inTime, { "complaint.verifiedInTime": 1 }) });

export const complaintEvents = {
  ComplaintFiled: {
    ...complaint((facts) => ({
      "complaint.received": 1,
      "complaint.open": 1,
      [`complaint.received/source/${facts.source}`]: 1,
      [`complaint.received/kind/${facts.violationKind ?? "none"}`]: 1,
    })),
    zh: "{where}收到投诉[（{source}）]",
    en: "A complaint about {where} came in[ ({source})]",
  },
  /** Brings with it whatever its complaint would have counted until now. */
  ComplaintConfirmed: {
    ...complaint(),
    zh: "{where}的投诉已核实，计入统计",
    en: "The complaint about {where} is confirmed and counts",
  },
  ComplaintAssigned: {
    ...complaint(),
    zh: "{where}的投诉已确定专人办理",
    en: "The complaint about {where} has a named handler",
  },
  ComplaintVerificationStarted: {
    ...complaint(),
    zh: "{where}的投诉开始核查",
    en: "Verification of the complaint about {where} began",
  },
  ComplaintSubstantiated: {
    ...complaint((facts) => ({ ...verified(facts), "complaint.substantiated": 1 })),
    zh: "{where}的投诉经核查属实",
    en: "The complaint about {where} was substantiated",
  },
  ComplaintUnsubstantiated: {
    ...complaint(verified),
    zh: "{where}的投诉经核查不属实",
    en: "The complaint about {where} was not substantiated",
  },
  ComplaintTransferred: {
    ...complaint(),
    zh: "{where}的投诉移送[{department}]",
    en: "The complaint about {where} was transferred[ to {department}]",
  },
  ComplaintReturnedFromTransfer: {
    ...complaint(),
    zh: "{where}的投诉移送后退回继续核查",
    en: "The complaint about {where} came back from its transfer",
  },
  ComplaintTransferAnswered: {
    ...complaint(verified),
    zh: "{where}的投诉收到受移送部门答复",
    en: "The department answered the complaint about {where}",
  },
  ComplaintFeedbackGiven: {
    ...complaint((facts) =>
      // A rate has each complaint once: what is fed back after a reopening counts for no second one.
      when(facts.round === 1 && facts.first, {
        "complaint.fedBack": 1,
        ...when(facts.inTime, { "complaint.fedBackInTime": 1 }),
      }),
    ),
    zh: "{where}的投诉已反馈",
    en: "Feedback on the complaint about {where} was given",
  },
  ComplaintOutcomeOwed: {
    ...complaint(),
    zh: "{where}的投诉应反馈整改结果",
    en: "The outcome is now owed to who complained about {where}",
  },
  ComplaintAnswered: {
    ...complaint((facts) => ({
      "complaint.answered": 1,
      ...when(facts.satisfied, { "complaint.satisfied": 1 }),
    })),
    zh: "{where}的投诉人评价：{satisfied}",
    en: "Who complained about {where} is {satisfied}",
  },
  ComplaintReopened: {
    ...complaint((facts) => ({
      "complaint.reopened": 1,
      ...when(facts.wasClosed, { "complaint.open": 1 }),
    })),
    zh: "{where}的投诉重新办理",
    en: "The complaint about {where} was reopened",
  },
  ComplaintClosed: {
    ...complaint(() => ({ "complaint.closed": 1, "complaint.open": -1 })),
    zh: "{where}的投诉办结",
    en: "The complaint about {where} was closed",
  },
  ComplaintWithdrawn: {
    ...complaint(() => ({ "complaint.withdrawn": 1, "complaint.open": -1 })),
    zh: "{where}的投诉撤回",
    en: "The complaint about {where} was withdrawn",
  },
  ComplaintCorrected: {
    ...complaint((facts) => ({
      ...moves("complaint.received/source", facts.sourceBefore, facts.source),
      ...moves("complaint.received/kind", facts.violationKindBefore, facts.violationKind),
    })),
    zh: "{where}的投诉信息更正",
    en: "The complaint about {where} was corrected",
  },
  ComplaintJoined: {
    ...complaint(),
    zh: "{where}的投诉并入同一事项",
    en: "A complaint about {where} was joined with another of the same matter",
  },
  ComplaintSeparated: {
    ...complaint(),
    zh: "{where}的投诉改为单独办理",
    en: "A complaint about {where} is a matter of its own again",
  },
  ComplaintExtended: {
    ...complaint(),
    zh: "{where}的投诉延期[{workingDays}个工作日]",
    en: "The complaint about {where} was extended[ by {workingDays} working days]",
  },
  ComplaintOverdue: {
    ...unlessUnconfirmed("overdue", (facts) => when(facts.first, { "complaint.overdueNow": 1 })),
    zh: "{where}的投诉[{clock}]超时",
    en: "The complaint about {where} is overdue[: {clock}]",
  },
  ComplaintMessageReceived: {
    ...complaint(),
    zh: "{where}的投诉人来信补充情况",
    en: "Who complained about {where} wrote again",
  },
  ComplaintRevealed: {
    ...plain("administration"),
    zh: "查看了{where}一件投诉的个人信息",
    en: "Personal data of a complaint about {where} was looked at",
  },
  ComplaintErased: {
    ...plain("administration"),
    zh: "{where}一件投诉的个人信息已销毁",
    en: "Personal data of a complaint about {where} was destroyed",
  },
} as const satisfies EventTable;
