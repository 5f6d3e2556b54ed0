import { type RefusalTable, refuser } from "../refusal.ts";

export const regionRefusals = {
  "region/code-malformed": {
    zh: "行政区划代码应为 2、4、6 或 9 位数字：“{code}”不是。",
    en: "A region code has 2, 4, 6 or 9 digits; “{code}” has not.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(regionRefusals);
