import { type EventTable, plain } from "../activity/event-kind.ts";

export const webhookEvents = {
  WebhookCreated: {
    ...plain("administration"),
    zh: "为{where}设立事件推送地址",
    en: "A webhook for {where} was set up",
  },
  WebhookChanged: {
    ...plain("administration"),
    zh: "{where}的事件推送地址已修改",
    en: "A webhook for {where} was changed",
  },
  WebhookSecretRotated: {
    ...plain("administration"),
    zh: "{where}的事件推送更换签名密钥",
    en: "A webhook for {where} was given another secret",
  },
  WebhookPaused: {
    ...plain("administration"),
    zh: "{where}的事件推送暂停",
    en: "A webhook for {where} was paused",
  },
  WebhookResumed: {
    ...plain("administration"),
    zh: "{where}的事件推送恢复",
    en: "A webhook for {where} was resumed",
  },
  WebhookReplayed: {
    ...plain("administration"),
    zh: "{where}的事件推送从较早的位置重新开始",
    en: "A webhook for {where} starts over from an earlier place",
  },
  WebhookFailing: {
    ...plain("administration"),
    zh: "{where}的事件推送未成功，将自动重试[（{fault}）]",
    en: "A webhook for {where} was not received[ ({fault})]; it is tried again",
  },
  WebhookStopped: {
    ...plain("administration"),
    zh: "{where}的事件推送多次未成功，已停发[（{fault}）]",
    en: "A webhook for {where} was stopped: its receiver did not take what it was told[ ({fault})]",
  },
  WebhookRemoved: {
    ...plain("administration"),
    zh: "{where}的事件推送地址已删除",
    en: "A webhook for {where} was removed",
  },
} as const satisfies EventTable;
