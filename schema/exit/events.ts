import { computed, counts, type EventTable, type Facts, type Figures, plain, when } from "../activity/event-kind.ts";

/** The exits that stand at a step, and whatever else the event counts. */
const exit = (figures: (facts: Facts) => Figures = () => ({})) =>
  computed("exit", (facts) => ({
    ...figures(facts),
    ...when(facts.from !== facts.to && facts.from, { [`exit.step/${facts.from}`]: -1 }),
    ...when(facts.from !== facts.to && facts.to, { [`exit.step/${facts.to}`]: 1 }),
  }));

export const exitEvents = {
  ExitGuidanceOverdue: {
    ...counts("overdue", { "exit.guidanceOverdue": 1, "exit.guidanceOverdueNow": 1 }),
    zh: "{where}的退出引导逾期未启动",
    en: "Guidance of the owners of {where} is overdue",
  },
  ExitGuidanceOpened: {
    ...exit(() => ({ "exit.opened": 1, "exit.running": 1 })),
    zh: "{where}启动退出引导[（{ground}）]",
    en: "Guidance of the owners of {where} began[ ({ground})]",
  },
  OwnersMeetingCalled: { ...exit(), zh: "{where}召集业主大会", en: "A meeting of the owners of {where} was called" },
  OwnersVoteRecorded: {
    ...exit((facts) => ({ "exit.votes": 1, ...when(facts.passed, { "exit.votesPassed": 1 }) })),
    zh: "{where}业主表决[{passed}]",
    en: "The owners of {where} voted[: {passed}]",
  },
  CompanyDismissed: {
    ...exit(() => ({ "exit.dismissed": 1 })),
    zh: "{where}业主决定解聘{who}",
    en: "The owners of {where} dismissed {who}",
  },
  ExitNoticeServed: {
    ...exit(() => ({ "exit.noticesServed": 1 })),
    zh: "{where}的解除通知已送达[（{by}）]",
    en: "Notice to end the contract of {where} was served[ ({by})]",
  },
  ExitContractEnded: {
    ...exit(() => ({ "exit.contractsEnded": 1 })),
    zh: "{where}的物业服务合同终止",
    en: "The service contract of {where} ended",
  },
  HandoverAgreed: { ...plain("exit"), zh: "{where}约定了移交期限", en: "A day for the handover of {where} was agreed" },
  HandoverItemHandedOver: { ...plain("exit"), zh: "{where}移交了[{item}]", en: "{where}: handed over[: {item}]" },
  HandoverItemMissing: {
    ...plain("exit"),
    zh: "{where}无法移交[{item}]，已记录",
    en: "{where}: cannot be handed over[: {item}]",
  },
  HandoverOverdue: {
    ...counts("overdue", { "exit.handoverOverdue": 1, "exit.handoverOverdueNow": 1 }),
    zh: "{where}的移交逾期",
    en: "The handover of {where} is overdue",
  },
  HandoverCompleted: {
    ...exit((facts) => ({
      "exit.handedOver": 1,
      ...when(facts.wasOverdue, { "exit.handoverOverdueNow": -1 }),
    })),
    zh: "{where}移交完毕",
    en: "The handover of {where} is complete",
  },
  HandoverRefused: {
    ...exit(() => ({ "exit.handoversRefused": 1, "credit.reports": 1 })),
    zh: "{where}的{who}[{refusal}]",
    en: "{who} refuses in {where}[: {refusal}]",
  },
  SuitAdvanced: {
    ...exit((facts) => ({
      "credit.pushes": 1,
      "credit.reports": 1,
      ...when(facts.first, { "exit.suits": 1 }),
    })),
    zh: "{where}的移交诉讼[：{stage}]",
    en: "The suit about {where}[: {stage}]",
  },
  ComplexTakenOver: {
    ...exit(() => ({ "exit.takenOver": 1 })),
    zh: "{where}由新企业接管",
    en: "{where} was taken over by a new company",
  },
  ExitClosed: {
    ...exit(() => ({ "exit.closed": 1, "exit.running": -1 })),
    zh: "{where}的退出办结",
    en: "The exit from {where} was closed",
  },
  ExitAbandoned: {
    ...exit(() => ({ "exit.abandoned": 1, "exit.running": -1 })),
    zh: "{where}的退出终止",
    en: "The exit from {where} was abandoned",
  },
} as const satisfies EventTable;
