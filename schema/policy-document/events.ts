import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const policyDocumentEvents = {
  PolicyDocumentIssued: {
    ...counts("policy", { "policy.issued": 1 }),
    zh: "{where}下发政策文件",
    en: "{where} sent a policy document down",
  },
  PolicyDocumentRead: {
    ...computed("policy", (facts) => ({ "policy.read": 1, ...when(facts.inTime, { "policy.readInTime": 1 }) })),
    zh: "{where}签收政策文件",
    en: "{where} confirmed reading a policy document",
  },
  PolicyReadersReminded: {
    ...plain("policy"),
    zh: "催促签收{where}下发的政策文件",
    en: "Regions that have not read a policy document of {where} were reminded",
  },
  PolicyReadingOverdue: {
    ...plain("overdue"),
    zh: "{where}下发的政策文件逾期未签收",
    en: "A policy document of {where} was not read in time by all",
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
