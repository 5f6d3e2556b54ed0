import { type RefusalTable, refuser } from "../refusal.ts";

export const filingRefusals = {
  "filing/proof-invalid": {
    zh: "防刷校验没有通过，请重新提交。",
    en: "The check against automatic filing did not pass; submit again.",
  },
  "filing/proof-expired": {
    zh: "页面停留太久，防刷校验已过期，请重新提交。",
    en: "The page was open too long and the check against automatic filing has expired; submit again.",
  },
  "filing/proof-spent": {
    zh: "这次防刷校验已经用过，请重新提交。",
    en: "This check against automatic filing was used already; submit again.",
  },
  "filing/place-missing": {
    zh: "名录里没有您的小区时，请写明小区名称和位置。",
    en: "Where your complex is not listed, write its name and where it is.",
  },
  "filing/complex-busy": {
    zh: "这个小区刚才收到很多投诉，请 {retryAfterSeconds} 秒后再提交。",
    en: "Very many complaints about this complex have just come in; submit again in {retryAfterSeconds} seconds.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(filingRefusals);
