import { type RefusalTable, refuser } from "../refusal.ts";

export const campaignRefusals = {
  "task/done-already": { zh: "这项任务已经完成。", en: "The task has been done already." },
  "task/proof-missing": {
    zh: "请写明完成的证明：文号、网址或附件。",
    en: "Give the proof: a document number, an address or a file.",
  },
  "task/done-in-future": { zh: "完成时间不能晚于现在。", en: "It cannot have been done later than now." },
  "settings/unknown": { zh: "没有“{path}”这项参数。", en: "There is no setting “{path}”." },
  "settings/contradictory": { zh: "与其他参数矛盾：{problem}。", en: "Contradicts other settings: {problem}." },
  "settings/holds-from-past": {
    zh: "参数不能溯及既往，最早自 {today} 起执行。",
    en: "Settings do not hold for the past; the earliest date is {today}.",
  },
  "settings/unchanged": { zh: "没有改变任何参数。", en: "Nothing was changed." },
} as const satisfies RefusalTable;

export const refuse = refuser(campaignRefusals);
