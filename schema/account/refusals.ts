import { type RefusalTable, refuser } from "../refusal.ts";

/** Why somebody is not let in, or an account is not changed. */
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
  "account/username-malformed": {
    zh: "用户名为 3 到 64 个小写字母、数字、点、下划线或连字符，以字母或数字开头。",
    en: "A user name has 3 to 64 lower-case letters, digits, dots, underscores or hyphens and begins with a letter or digit.",
  },
  "account/username-taken": { zh: "用户名“{username}”已被使用。", en: "The user name “{username}” is taken." },
  "account/password-weak": { zh: "密码应有 {min} 到 {max} 个字符。", en: "A password has {min} to {max} characters." },
  "account/role-elsewhere": {
    zh: "这个角色不设在地区“{code}”这一级。",
    en: "There is no such role at the level of region “{code}”.",
  },
  "account/department-missing": { zh: "部门账号必须选择部门。", en: "An account of a department must name it." },
  "account/department-superfluous": {
    zh: "只有部门账号才能选择部门。",
    en: "Only an account of a department names one.",
  },
  "account/successor-unfit": {
    zh: "接手的人应是同一地区（或上级地区）在用账号的工作人员，且不是本人。",
    en: "The successor must be somebody else with an account in use, who works for the region of the case or one above it.",
  },
  "account/own": {
    zh: "不能停用自己的账号，也不能改变自己的角色或地区。",
    en: "You can neither disable your own account nor change your own role or region.",
  },
} as const satisfies RefusalTable;

export const refuseAccount = refuser(accountRefusals);
