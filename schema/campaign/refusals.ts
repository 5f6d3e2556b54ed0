import { type RefusalTable, refuser } from "../refusal.ts";

export const campaignRefusals = {
  "task/done-already": { zh: "这项任务已经完成。", en: "The task has been done already." },
  "task/proof-missing": {
    zh: "请写明完成的证明：文号、网址或附件。",
    en: "Give the proof: a document number, an address or a file.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(campaignRefusals);
