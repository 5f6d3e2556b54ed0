import { type RefusalTable, refuser } from "../refusal.ts";

export const transferRefusals = {
  "transfer/subject-missing": {
    zh: "请指明移送的是哪一件投诉或哪些问题，二者取其一。",
    en: "Name either the complaint or the findings that are transferred.",
  },
  "transfer/department-unfit": {
    zh: "不能移送给这个部门：住建部门的事自己办，纪检监察机关另行报告。",
    en: "Nothing is transferred to this department: housing does its own work, and discipline inspection is reported to.",
  },
  "transfer/findings-of-several-complexes": {
    zh: "一次移送的问题须属于同一个小区。",
    en: "The findings of one transfer lie in one complex.",
  },
  "transfer/finding-withdrawn": { zh: "这个问题已经撤销。", en: "This finding was withdrawn." },
  "transfer/running-already": {
    zh: "这个问题已经移送该部门，还没有办结。",
    en: "This finding is with that department already.",
  },
  "transfer/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "transfer/answer-missing": { zh: "请写明处理结果。", en: "Write what was done about it." },
  "transfer/words-of-findings": {
    zh: "只有移送投诉时，才能附上投诉人的原话。",
    en: "Only a complaint has words that could be sent along.",
  },
  "transfer/not-in-this-state": {
    zh: "移送件目前的状态是“{state}”，不能这样办理。",
    en: "The transfer is in the state “{state}”; this cannot be done now.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(transferRefusals);
