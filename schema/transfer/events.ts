import { type EventTable, type Facts, type Figures, unlessUnconfirmed, when } from "../activity/event-kind.ts";

/** What is done to a transfer ends its being overdue; one of a complaint that counts nowhere counts nowhere either. */
const transfer = (figures: (facts: Facts) => Figures) =>
  unlessUnconfirmed("transfer", (facts) => ({
    ...figures(facts),
    ...when(facts.wasOverdue, { "transfer.overdueNow": -1 }),
  }));

export const transferEvents = {
  TransferSent: {
    ...transfer(() => ({ "transfer.made": 1, "transfer.open": 1 })),
    zh: "{where}有事项移送[{department}]",
    en: "A matter of {where} was sent[ to {department}]",
  },
  TransferAccepted: {
    ...transfer((facts) => ({
      "transfer.accepted": 1,
      ...when(facts.inTime, { "transfer.acceptedInTime": 1 }),
    })),
    zh: "[{department}]接收{where}的移送件",
    en: "The transfer about {where} was accepted[ by {department}]",
  },
  TransferAnswered: {
    ...transfer((facts) => ({
      "transfer.answered": 1,
      "transfer.open": -1,
      ...when(facts.inTime, { "transfer.answeredInTime": 1 }),
      ...when(facts.outcome === "penalised", { "transfer.penalised": 1 }),
    })),
    zh: "[{department}]答复{where}的移送件[：{outcome}]",
    en: "The transfer about {where} was answered[ by {department}][: {outcome}]",
  },
  TransferReturned: {
    ...transfer(() => ({ "transfer.returned": 1, "transfer.open": -1 })),
    zh: "[{department}]退回{where}的移送件",
    en: "The transfer about {where} was returned[ by {department}]",
  },
  TransferWithdrawn: {
    ...transfer(() => ({ "transfer.withdrawn": 1, "transfer.open": -1 })),
    zh: "{where}移送[{department}]的事项撤回",
    en: "The transfer about {where}[ to {department}] was withdrawn",
  },
  TransferOverdue: {
    ...unlessUnconfirmed("overdue", () => ({ "transfer.overdue": 1, "transfer.overdueNow": 1 })),
    zh: "[{department}]逾期未[{owed}]{where}的移送件",
    en: "The transfer about {where} was not[ {owed}] in time[ by {department}]",
  },
} as const satisfies EventTable;
