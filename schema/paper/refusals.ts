import { type RefusalTable, refuser } from "../refusal.ts";

export const paperRefusals = {
  "paper/not-in-this-state": {
    zh: "文书目前的状态是“{state}”，不能这样办理。",
    en: "The paper is in the state “{state}”; this cannot be done now.",
  },
  "paper/served-by-case": {
    zh: "这种文书的送达由案件本身记录，送达以后不再更换。",
    en: "The service of such a paper is recorded by its case; once served it is not replaced.",
  },
  "paper/other-issuer": {
    zh: "这份文书是上级机关印发的，应由印发机关更换。",
    en: "A body above yours issued this paper; it is for that body to replace it.",
  },
  "paper/reason-missing": { zh: "请写明原文书错在哪里。", en: "Say what is wrong with the paper." },
  "paper/served-before-issue": {
    zh: "送达日期不能早于文书日期 {earliest}。",
    en: "It cannot have been served before {earliest}, the date that it bears.",
  },
  "paper/served-in-the-future": {
    zh: "送达日期不能晚于今天（{today}）。",
    en: "It cannot have been served after today, {today}.",
  },
  "paper/notice-too-short": {
    zh: "公告送达自公告之日起满 {days} 日才视为送达，最早为 {earliest}（民事诉讼法第九十五条）。",
    en: "A public notice counts as service {days} days after it was published, on {earliest} at the earliest (Civil Procedure Law 95).",
  },
  "paper/receiver-missing": { zh: "请写明收件人。", en: "Name who received it." },
  "paper/evidence-missing": {
    zh: "请上传送达回证或其他送达凭证。",
    en: "Attach the signed receipt or another proof of service.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(paperRefusals);
