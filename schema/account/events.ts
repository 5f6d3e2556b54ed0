import { type EventTable, plain } from "../activity/event-kind.ts";

export const accountEvents = {
  WorkReassigned: {
    ...plain("administration"),
    zh: "{where}一名工作人员的在办工作已移交",
    en: "The open work of somebody in {where} was handed to another",
  },
  AccountCreated: { ...plain("administration"), zh: "{where}新增账号", en: "An account in {where} was created" },
  AccountChanged: { ...plain("administration"), zh: "{where}有账号变更", en: "An account in {where} was changed" },
  AccountDisabled: { ...plain("administration"), zh: "{where}有账号停用", en: "An account in {where} was disabled" },
} as const satisfies EventTable;
