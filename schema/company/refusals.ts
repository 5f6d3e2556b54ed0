import { type RefusalTable, refuser } from "../refusal.ts";

export const companyRefusals = {
  "company/uscc-length": {
    zh: "统一社会信用代码应为 18 位，现在是 {length} 位。",
    en: "A unified social credit code has 18 characters, not {length}.",
  },
  "company/uscc-character": {
    zh: "统一社会信用代码第 {position} 位的“{character}”不是允许的字符（不用 I、O、S、V、Z）。",
    en: "Character {position} of the unified social credit code, “{character}”, is not allowed (no I, O, S, V, Z).",
  },
  "company/uscc-check-digit": {
    zh: "统一社会信用代码校验位不对：末位应为 {expected}，现在是 {actual}。",
    en: "The check digit of the unified social credit code is wrong: expected {expected}, found {actual}.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(companyRefusals);
