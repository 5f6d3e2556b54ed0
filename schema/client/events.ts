import { type EventTable, plain } from "../activity/event-kind.ts";

export const clientEvents = {
  ApiClientCreated: {
    ...plain("administration"),
    zh: "为{where}建立接口账号",
    en: "An API client for {where} was created",
  },
  ApiClientRevoked: {
    ...plain("administration"),
    zh: "{where}的接口账号停用",
    en: "An API client of {where} was revoked",
  },
  ApiKeyIssued: {
    ...plain("administration"),
    zh: "{where}的接口账号签发新密钥",
    en: "A key was issued to an API client of {where}",
  },
  ApiKeyRevoked: {
    ...plain("administration"),
    zh: "{where}的接口账号有密钥作废",
    en: "A key of an API client of {where} was revoked",
  },
} as const satisfies EventTable;
