import { counts, type EventTable, plain } from "../activity/event-kind.ts";

export const companyEvents = {
  CompanyRegistered: {
    ...counts("ledger", { "company.registered": 1 }),
    zh: "{who}录入企业台账",
    en: "{who} was entered in the register of companies",
  },
  CompanyChanged: { ...plain("ledger"), zh: "{who}的企业信息有更新", en: "The record of {who} was changed" },
  CompanySourceChosen: {
    ...plain("ledger"),
    zh: "确定{who}以哪一来源的信息为准",
    en: "It was decided whose record of {who} holds",
  },
} as const satisfies EventTable;
