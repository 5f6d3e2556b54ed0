import { type RefusalTable, refuser } from "../refusal.ts";

export const regionRefusals = {
  "region/code-malformed": {
    zh: "行政区划代码应为 2、4、6 或 9 位数字：“{code}”不是。",
    en: "A region code has 2, 4, 6 or 9 digits; “{code}” has not.",
  },
  "region/unknown": {
    zh: "没有代码为“{code}”的地区。",
    en: "There is no such region: “{code}”.",
  },
  "region/outside": { zh: "“{code}”不在您的辖区内。", en: "“{code}” lies outside your region." },
  "region/subdistrict-elsewhere": {
    zh: "街道（乡镇）“{subdistrict}”不属于县（市、区）“{county}”。",
    en: "Sub-district “{subdistrict}” does not belong to county “{county}”.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(regionRefusals);
