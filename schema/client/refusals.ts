import { type RefusalTable, refuser } from "../refusal.ts";

export const clientRefusals = {
  "apiClient/scope-missing": { zh: "至少选择一项权限范围。", en: "At least one scope is needed." },
  "apiClient/address-malformed": {
    zh: "“{address}”不是地址或网段，例如 10.1.0.0/16。",
    en: "“{address}” is no address or block such as 10.1.0.0/16.",
  },
  "apiClient/region-elsewhere": {
    zh: "接口账号属于省或市。",
    en: "An API client belongs to the province or to a city.",
  },
  "apiClient/revoked": { zh: "这个接口账号已停用。", en: "This API client has been revoked." },
  "apiClient/too-many-keys": {
    zh: "同时有效的密钥最多 {max} 个，请先吊销旧的。",
    en: "At most {max} keys may hold at once: revoke an old one first.",
  },
  "apiClient/key-ended": { zh: "这个密钥已经失效。", en: "This key holds no more." },
} as const satisfies RefusalTable;

export const refuseClient = refuser(clientRefusals);
