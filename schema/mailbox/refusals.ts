import { type RefusalTable, refuser } from "../refusal.ts";

export const mailboxRefusals = {
  "mailbox/not-in-this-state": {
    zh: "这封来信目前的状态是“{state}”，不能这样处理。",
    en: "The mail is “{state}”; this is not possible now.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(mailboxRefusals);
