import { computed, type EventTable, plain, when } from "../activity/event-kind.ts";

export const deliveryEvents = {
  /** A replay is received again and counts no second time. */
  CreditPushed: {
    ...computed("credit", (facts) =>
      when(facts.first, { [facts.receiver === "creditPlatform" ? "credit.receipts" : "credit.reportReceipts"]: 1 }),
    ),
    zh: "[{receiver}]已接收{who}的推送",
    en: "A push about {who} was received[ by {receiver}]",
  },
  CreditPushFailing: {
    ...plain("credit"),
    zh: "向[{receiver}]推送{who}的信息未成功，将自动重试[（{fault}）]",
    en: "A push about {who}[ to {receiver}] failed[ ({fault})]; it is tried again",
  },
  CreditPushDead: {
    ...plain("credit"),
    zh: "向[{receiver}]推送{who}的信息已停发，待人工处理[（{fault}）]",
    en: "A push about {who}[ to {receiver}] was given up[ ({fault})]",
  },
  CreditPushAskedFor: {
    ...plain("credit"),
    zh: "要求向[{receiver}]重新推送{who}的信息",
    en: "A push about {who}[ to {receiver}] is to be sent again",
  },
} as const satisfies EventTable;
