import { type EventTable, plain } from "../activity/event-kind.ts";

export const letterEvents = {
  LetterSent: {
    ...plain("letter"),
    zh: "[{purpose}]邮件已被对方邮件服务器接收",
    en: "A letter was taken by the mail server[ ({purpose})]",
  },
  LetterFailing: {
    ...plain("letter"),
    zh: "[{purpose}]邮件发送未成功，将自动重试[（{fault}）]",
    en: "A letter did not leave[ ({purpose})][ ({fault})]; it is tried again",
  },
  LetterDead: {
    ...plain("letter"),
    zh: "[{purpose}]邮件已停发，待人工处理[（{fault}）]",
    en: "A letter was given up[ ({purpose})][ ({fault})]",
  },
  LetterAskedFor: {
    ...plain("letter"),
    zh: "要求重新发送[{purpose}]邮件",
    en: "A letter is to be sent again[ ({purpose})]",
  },
} as const satisfies EventTable;
