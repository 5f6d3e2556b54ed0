import {
  computed,
  counts,
  type EventTable,
  type Facts,
  type Figures,
  number,
  plain,
  when,
} from "../activity/event-kind.ts";

/** A rectification that is settled frees the counters of what is open and overdue. */
const settles = (outcome: string) =>
  computed("rectification", (facts) => ({
    [`rectification.${outcome}`]: 1,
    "rectification.open": -1,
    ...when(facts.wasOverdue, { "rectification.overdueNow": -1 }),
    ...when(outcome === "accepted", { "finding.rectified": number(facts.findings) }),
  }));

/** A debt that is settled frees the counters of what is owed and, for guidance, late. */
const freed = (facts: Facts): Figures => ({
  "followUp.owed": -1,
  ...when(facts.wasOverdue, { "exit.guidanceOverdueNow": -1 }),
});

export const rectificationEvents = {
  RectificationOrdered: {
    ...computed("rectification", (facts) => ({
      "rectification.ordered": 1,
      "rectification.open": 1,
      "finding.ordered": number(facts.first),
    })),
    zh: "{where}被责令整改[，涉及{findings}项问题]",
    en: "{where} was ordered to rectify[ ({findings})]",
  },
  RectificationStarted: { ...plain("rectification"), zh: "{where}开始整改", en: "Rectification of {where} began" },
  RectificationReminded: {
    ...plain("rectification"),
    zh: "督促{where}的逾期整改",
    en: "Whoever owes the overdue rectification of {where} was reminded",
  },
  RectificationResponsibleNamed: {
    ...plain("rectification"),
    zh: "{where}的整改更换了责任人",
    en: "Somebody else answers for the rectification of {where}",
  },
  RectificationSubmitted: {
    ...plain("rectification"),
    zh: "{where}提交整改材料",
    en: "Evidence of rectification of {where} was submitted",
  },
  RectificationSentBack: {
    ...plain("rectification"),
    zh: "{where}的整改被退回",
    en: "The rectification of {where} was sent back",
  },
  RectificationExtensionAsked: {
    ...plain("rectification"),
    zh: "{where}申请整改延期",
    en: "An extension was asked for {where}",
  },
  RectificationExtended: {
    ...computed("rectification", (facts) => when(facts.wasOverdue, { "rectification.overdueNow": -1 })),
    zh: "{where}的整改准予延期",
    en: "The deadline of {where} was extended",
  },
  RectificationExtensionDenied: {
    ...plain("rectification"),
    zh: "{where}的整改不予延期",
    en: "The extension for {where} was denied",
  },
  RectificationAccepted: {
    ...settles("accepted"),
    zh: "{where}的整改通过验收",
    en: "The rectification of {where} was accepted",
  },
  RectificationRefused: { ...settles("refused"), zh: "{where}拒不整改", en: "Rectification of {where} was refused" },
  RectificationFailed: { ...settles("failed"), zh: "{where}整改不到位", en: "The rectification of {where} failed" },
  RectificationOverdue: {
    ...computed("overdue", (facts) => ({
      "rectification.overdue": 1,
      "rectification.overdueNow": 1,
      // The evidence came in time: it counts against the reviewer.
      ...when(facts.awaitingReview, { "rectification.reviewOverdue": 1 }),
    })),
    zh: "{where}的整改逾期[（{awaitingReview}）]",
    en: "The rectification of {where} is overdue[ ({awaitingReview})]",
  },
  RectificationEscalated: {
    ...computed("overdue", (facts) => ({ [`rectification.escalated/${facts.to}`]: 1 })),
    zh: "{where}的逾期整改升级为{to}",
    en: "The overdue rectification of {where}: {to}",
  },
  FollowUpOwed: {
    ...counts("rectification", { "followUp.owed": 1 }),
    zh: "{where}应启动[{kind}]后续处理",
    en: "A follow-up is owed for {where}[: {kind}]",
  },
  FollowUpOpened: {
    ...computed("rectification", freed),
    zh: "{where}已启动[{kind}]后续处理",
    en: "A follow-up for {where} was opened[: {kind}]",
  },
  FollowUpReopened: {
    ...counts("rectification", { "followUp.owed": 1 }),
    zh: "{where}的[{kind}]后续处理未办成，重新列为应办",
    en: "A follow-up for {where} is owed again[: {kind}]",
  },
  FollowUpWaived: {
    ...computed("rectification", (facts) => ({ ...freed(facts), "followUp.waived": 1 })),
    zh: "{where}免除[{kind}]后续处理",
    en: "A follow-up for {where} was waived[: {kind}]",
  },
} as const satisfies EventTable;
