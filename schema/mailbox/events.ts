import { type EventTable, plain } from "../activity/event-kind.ts";

export const mailboxEvents = {
  MailSetAside: {
    ...plain("letter"),
    zh: "监督邮箱的一封来信暂未受理，待人工判断[（{mailReason}）]",
    en: "A mail to the supervision mailbox was set aside for somebody to look at[ ({mailReason})]",
  },
  MailFiled: {
    ...plain("letter"),
    zh: "监督邮箱的一封来信经人工判断，转为投诉",
    en: "A mail to the supervision mailbox was made a complaint",
  },
  MailDismissed: {
    ...plain("letter"),
    zh: "监督邮箱的一封来信经人工判断，不予受理",
    en: "A mail to the supervision mailbox was dismissed",
  },
  MailUnclaimed: {
    ...plain("letter"),
    zh: "监督邮箱的一封来信逾期无人处理，已清除",
    en: "A mail to the supervision mailbox was dismissed because nobody looked at it in time",
  },
} as const satisfies EventTable;
