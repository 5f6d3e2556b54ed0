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
  "company/uscc-changed": {
    zh: "这个 externalId 指向统一社会信用代码为 {uscc} 的企业；代码就是企业的身份，不能更改，请换一个 externalId。",
    en: "This externalId names the company with code {uscc}; the code is its identity and cannot change. Take a new externalId.",
  },
  "company/source-unknown": {
    zh: "代码为“{region}”的地区没有报送过这家企业。",
    en: "The region “{region}” has sent nothing about this company.",
  },
  "company/source-holds": { zh: "现在采用的就是这一来源。", en: "This source is the one that holds already." },
} as const satisfies RefusalTable;

export const refuse = refuser(companyRefusals);
