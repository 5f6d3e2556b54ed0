import { type RefusalTable, refuser } from "../refusal.ts";

export const webhookRefusals = {
  "webhook/not-in-this-state": {
    zh: "这个推送地址目前的状态是“{state}”，不能这样办理。",
    en: "The webhook is in the state “{state}”; this cannot be done now.",
  },
  "webhook/too-many": {
    zh: "推送地址最多 {max} 个，请先删除不用的。",
    en: "There are {max} webhooks already: remove one first.",
  },
  "webhook/halted-too-long": {
    zh: "已停了 {days} 天以上，不能接着推送，请选择从现在开始。",
    en: "It has stood still for more than {days} days: resume it from now on.",
  },
  "webhook/test-under-way": {
    zh: "上一次测试还没有结果，请稍等。",
    en: "A test is under way: wait for what comes of it.",
  },
  "webhook/tested-just-now": {
    zh: "刚刚测试过，请 {seconds} 秒后再试。",
    en: "It was tested just now; try again in {seconds} seconds.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(webhookRefusals);
