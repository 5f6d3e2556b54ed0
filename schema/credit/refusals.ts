import { type RefusalTable, refuser } from "../refusal.ts";

export const creditRefusals = {
  "credit/city-missing": { zh: "请选择作出认定的市。", en: "Name the city in which it was determined." },
  "credit/finding-missing": {
    zh: "请选择这家企业的一个问题作为依据。",
    en: "Name a finding of this company as the ground.",
  },
  "credit/penalty-missing": {
    zh: "请选择这家企业的一件已作出决定的行政处罚案件作为依据。",
    en: "Name a penalty case of this company, with a decision, as the ground.",
  },
  "credit/document-missing": {
    zh: "请写明认定文书的文号。",
    en: "Give the number of the determining document.",
  },
  "credit/description-missing": { zh: "请写明失信事实。", en: "Describe what was determined." },
  "credit/determined-in-the-future": {
    zh: "认定日期不能晚于今天（{today}）。",
    en: "The date of determination cannot be later than today ({today}).",
  },
  "credit/not-in-this-state": {
    zh: "这条信用信息目前的状态是“{state}”，不能这样办理。",
    en: "The credit event is in the state “{state}”; this cannot be done now.",
  },
  "credit/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "credit/repair-too-early": {
    zh: "最短公示期到 {from} 才满，还不能申请信用修复。",
    en: "The shortest disclosure runs until {from}; repair is not possible before.",
  },
  "credit/duties-open": {
    zh: "还没有履行完义务，不能信用修复。",
    en: "Duties are not performed yet; repair is not possible.",
  },
  "credit/commitment-missing": {
    zh: "还没有公开作出信用承诺，不能信用修复。",
    en: "The public commitment is missing; repair is not possible.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(creditRefusals);
