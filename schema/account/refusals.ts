import { refuser } from "../refusal.ts";

/** Why somebody is not let in, or an account or API client is not changed. */
export const accountRefusals = {
  "credentials/malformed": {
    zh: "Authorization 请求头应为：Bearer hub_……",
    en: "The Authorization header must be: Bearer hub_…",
  },
  "credentials/unknown": { zh: "没有这个密钥。", en: "There is no such key." },
  "credentials/revoked": { zh: "这个密钥已被吊销。", en: "This key has been revoked." },
  "credentials/expired": { zh: "这个密钥已过期，请更换新密钥。", en: "This key has expired: use its successor." },
  "credentials/address-not-allowed": {
    zh: "这个密钥不允许从您的地址使用。",
    en: "This key may not be used from your address.",
  },
  "credentials/wrong": { zh: "用户名或密码不正确。", en: "Wrong user name or password." },
  "credentials/locked": {
    zh: "失败次数过多，请 {retryAfterSeconds} 秒后再试。",
    en: "Too many failed attempts; try again in {retryAfterSeconds} seconds.",
  },
} as const;

export const refuseAccount = refuser(accountRefusals);
