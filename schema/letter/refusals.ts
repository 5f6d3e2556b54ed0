import { type RefusalTable, refuser } from "../refusal.ts";

export const letterRefusals = {
  "letter/not-in-this-state": {
    zh: "这封邮件目前的状态是“{state}”，或者内容已清除，不能重发。",
    en: "The letter is in the state “{state}”, or its words are gone; it cannot be sent again.",
  },
  "letter/address-invalid": {
    zh: "邮箱地址不对，应为“名称@域名”。",
    en: "Not a mail address: it should be “name@domain”.",
  },
  "letter/subject-invalid": {
    zh: "邮件标题应为一行文字，最多 {max} 个字。",
    en: "The subject of a letter is one line of at most {max} characters.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(letterRefusals);
