import { type RefusalTable, refuser } from "../refusal.ts";

export const outboundRefusals = {
  "outbound/address-invalid": {
    zh: "应为 https 地址，不带用户名和密码，最多 {max} 个字符；http 只用于系统管理员放行的地址。",
    en: "An https address without user and password, of at most {max} characters; http only where the operator allows it.",
  },
  "outbound/address-closed": {
    zh: "{host} 不是公网地址，系统管理员没有放行。",
    en: "{host} is no public address, and the operator has not allowed it.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(outboundRefusals);
