import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const opinionEvents = {
  OpinionReported: {
    ...computed("opinion", (facts) => ({
      "opinion.reported": 1,
      "opinion.open": 1,
      ...when(facts.urgent, { "opinion.reportedUrgent": 1 }),
    })),
    zh: "{where}发现[{heat}热度]舆情",
    en: "An opinion incident[ of {heat} heat] about {where} was reported",
  },
  OpinionHandled: {
    ...plain("opinion"),
    zh: "{where}的舆情已采取处置措施",
    en: "Something is being done about the opinion incident of {where}",
  },
  OpinionAnswered: {
    ...computed("opinion", (facts) => ({
      "opinion.answered": 1,
      "opinion.open": -1,
      ...when(facts.inTime, { "opinion.answeredInTime": 1 }),
      ...when(facts.wasOverdue, { "opinion.overdueNow": -1 }),
    })),
    zh: "{where}的舆情已公开回应",
    en: "The opinion incident of {where} was answered in public",
  },
  OpinionClosed: {
    ...counts("opinion", { "opinion.closed": 1 }),
    zh: "{where}的舆情办结",
    en: "The opinion incident of {where} was closed",
  },
  OpinionReopened: {
    ...counts("opinion", { "opinion.reopened": 1, "opinion.open": 1 }),
    zh: "{where}的舆情再次发酵，重新处置[，热度{heat}]",
    en: "The opinion incident of {where} was opened again[, heat {heat}]",
  },
  OpinionHeatRaised: {
    ...counts("opinion", { "opinion.raised": 1 }),
    zh: "{where}的舆情升温[至{heat}热度]",
    en: "The opinion incident of {where} is getting hotter[: {heat}]",
  },
  OpinionTakenOver: {
    ...counts("opinion", { "opinion.takenOver": 1 }),
    zh: "{where}的舆情由[{level}]提级办理",
    en: "The opinion incident of {where} was taken over[ by the {level}]",
  },
  OpinionOwnerNamed: {
    ...plain("opinion"),
    zh: "{where}的舆情更换责任人",
    en: "The opinion incident of {where} has another owner",
  },
  OpinionWithdrawn: {
    ...computed("opinion", (facts) => ({
      "opinion.withdrawn": 1,
      "opinion.open": -1,
      ...when(facts.wasOverdue, { "opinion.overdueNow": -1 }),
    })),
    zh: "{where}的一件舆情撤销登记",
    en: "An opinion incident of {where} was withdrawn",
  },
  OpinionOverdue: {
    ...counts("overdue", { "opinion.overdue": 1, "opinion.overdueNow": 1 }),
    zh: "{where}的[{heat}热度]舆情逾期未回应",
    en: "The opinion incident of {where}[, heat {heat},] was not answered in time",
  },
} as const satisfies EventTable;
