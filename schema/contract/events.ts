import { type EventTable, plain } from "../activity/event-kind.ts";

export const contractEvents = {
  ServiceContractRecorded: {
    ...plain("ledger"),
    zh: "{who}与{where}的物业服务合同登记入册[，自{startsOn}起][，至{endsOn}止]",
    en: "A service contract of {who} with {where} was recorded[, from {startsOn}][ until {endsOn}]",
  },
  ServiceContractChanged: {
    ...plain("ledger"),
    zh: "{where}的物业服务合同有更新",
    en: "A service contract of {where} was changed",
  },
  ServiceContractStarted: {
    ...plain("ledger"),
    zh: "{who}与{where}的物业服务合同开始履行",
    en: "The service contract of {who} with {where} began",
  },
  /** Told of the company that goes; who comes instead is told by its contract. */
  ServiceEnded: { ...plain("ledger"), zh: "{who}不再服务{where}", en: "{who} does not serve {where} any more" },
} as const satisfies EventTable;
