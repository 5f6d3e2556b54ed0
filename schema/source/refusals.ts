import { type RefusalTable, refuser } from "../refusal.ts";

export const sourceRefusals = {
  "source/client-only": {
    zh: "批量写入只供持有密钥的系统使用；工作人员请逐条登记。",
    en: "Bulk writing is for systems with an API key; staff register one by one.",
  },
  "source/external-id-repeated": {
    zh: "同一次调用中 externalId“{externalId}”出现了两次，只处理了前一条。",
    en: "The externalId “{externalId}” occurs twice in this call; only the first was looked at.",
  },
  "source/external-id-bound": {
    zh: "您的 externalId“{externalId}”已经指向这一条，不能再用另一个编号。",
    en: "Your externalId “{externalId}” already names this one; it cannot have another.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(sourceRefusals);
