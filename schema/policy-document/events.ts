import { computed, counts, type EventTable, number, plain, when } from "../activity/event-kind.ts";

export const policyDocumentEvents = {
  PolicyDocumentIssued: {
    ...computed("policy", (facts) => ({ "policy.issued": 1, "policy.addressed": number(facts.addressed) })),
    zh: "{where}下发政策文件[，发至{addressed}个单位]",
    en: "{where} sent a policy document down[ to {addressed} regions]",
  },
  PolicyDocumentRead: {
    ...computed("policy", (facts) => ({ "policy.read": 1, ...when(facts.inTime, { "policy.readInTime": 1 }) })),
    zh: "{where}签收政策文件",
    en: "{where} confirmed reading a policy document",
  },
  PolicyReadersReminded: {
    ...plain("policy"),
    zh: "催促签收{where}下发的政策文件[，未签收{unread}个单位]",
    en: "Regions that have not read a policy document of {where} were reminded[: {unread}]",
  },
  PolicyReadingOverdue: {
    ...computed("overdue", (facts) => ({ "policy.unreadOverdue": number(facts.unread) })),
    zh: "{where}下发的政策文件逾期未签收[：{unread}个单位]",
    en: "A policy document of {where} was not read in time[ by {unread} regions]",
  },
  PolicyDocumentReplaced: {
    ...plain("policy"),
    zh: "{where}下发的一份政策文件已换发新版",
    en: "A policy document of {where} was replaced by a new edition",
  },
  PolicyDocumentWithdrawn: {
    ...counts("policy", { "policy.withdrawn": 1 }),
    zh: "{where}撤回一份政策文件",
    en: "{where} withdrew a policy document",
  },
} as const satisfies EventTable;
