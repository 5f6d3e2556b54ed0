import type { Label } from "../refusals.ts";
import type { Reason } from "./states.ts";

/** Why a mail was set aside, for people. */
export const mailReasons = {
  unplaced: { zh: "未确定地市", en: "of which city is not known" },
  bounce: { zh: "退信", en: "not delivered" },
  automatic: { zh: "自动回复", en: "automatic" },
  own: { zh: "平台自身邮件", en: "the hub's own" },
  spam: { zh: "垃圾邮件", en: "spam" },
  tooMany: { zh: "来信过多", en: "too many" },
  tooLarge: { zh: "邮件过大", en: "too large" },
  unreadable: { zh: "无法读取", en: "unreadable" },
} as const satisfies Readonly<Record<Reason, Label>>;
