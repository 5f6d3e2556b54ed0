import { computed, counts, type EventTable, plain } from "../activity/event-kind.ts";

export const creditEvents = {
  CreditEventRecorded: {
    ...computed("credit", (facts) => ({
      "credit.recorded": 1,
      [`credit.recorded/${facts.severity}`]: 1,
      "credit.pushes": 1,
    })),
    zh: "{who}记入[{severity}]失信信息",
    en: "A credit event of {who} was recorded[ ({severity})]",
  },
  CreditEventWithdrawn: {
    ...computed("credit", (facts) => ({
      "credit.recorded": -1,
      [`credit.recorded/${facts.severity}`]: -1,
      "credit.pushes": 1,
    })),
    zh: "{who}的失信信息撤销",
    en: "A credit event of {who} was withdrawn",
  },
  CreditEventRepaired: {
    ...counts("credit", { "credit.repaired": 1, "credit.pushes": 1 }),
    zh: "{who}的信用已修复",
    en: "The credit of {who} was repaired",
  },
  CreditDisclosureEnded: {
    ...plain("credit"),
    zh: "{who}的失信信息公示期满",
    en: "Disclosure of a credit event of {who} ended",
  },
} as const satisfies EventTable;
