import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const complexEvents = {
  ComplexRegistered: {
    ...counts("ledger", { "complex.inLedger": 1 }),
    zh: "{where}列入台账",
    en: "{where} was entered in the ledger",
  },
  ComplexChanged: { ...plain("ledger"), zh: "{where}的台账信息有更新", en: "The ledger entry of {where} was changed" },
  ComplexLeft: {
    ...computed("ledger", (facts) => ({
      "complex.inLedger": -1,
      ...when(facts.screened, { "complex.screened": -1 }),
    })),
    zh: "{where}更正所在地，从本地台账移出",
    en: "{where} lies elsewhere and left this place's ledger",
  },
  ComplexArrived: {
    ...computed("ledger", (facts) => ({
      "complex.inLedger": 1,
      ...when(facts.screened, { "complex.screened": 1 }),
    })),
    zh: "{where}更正所在地，列入本地台账",
    en: "{where} lies here and entered this place's ledger",
  },
  /** A second entry of one that is in the ledger: it counts no more. */
  ComplexMerged: {
    ...computed("ledger", (facts) => ({
      "complex.inLedger": -1,
      ...when(facts.screened, { "complex.screened": -1 }),
    })),
    zh: "{where}为重复登记，已并入另一个小区",
    en: "{where} was entered twice and merged into the other entry",
  },
  ComplexScreened: {
    ...counts("ledger", { "complex.screened": 1 }),
    zh: "{where}完成排查",
    en: "{where} was screened",
  },
  ComplexScreeningChanged: {
    ...computed("ledger", (facts) => when(facts.taken, { "complex.screened": -1 })),
    zh: "{where}台账更新：{state}[，未整改问题{openFindings}个]",
    en: "Ledger entry of {where}: {state}[, open findings: {openFindings}]",
  },
} as const satisfies EventTable;
