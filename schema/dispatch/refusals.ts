import { type RefusalTable, refuser } from "../refusal.ts";

export const dispatchRefusals = {
  "dispatch/not-in-this-state": {
    zh: "报表目前的状态是“{state}”，不能这样办理。",
    en: "The report is in the state “{state}”; this cannot be done now.",
  },
  "dispatch/reason-missing": { zh: "请写明退回的理由。", en: "Give the reason for returning it." },
  "dispatch/figure-unknown": {
    zh: "报表中没有“{figure}”这个数字。",
    en: "The report has no figure “{figure}”.",
  },
  "dispatch/figure-not-a-count": {
    zh: "“{figure}”应为不小于 0 的整数。",
    en: "“{figure}” must be a whole number, not below 0.",
  },
  "dispatch/explanation-missing": {
    zh: "“{figure}”由 {computed} 改为 {reported}，请说明原因。",
    en: "“{figure}” was changed from {computed} to {reported}: explain why.",
  },
  "dispatch/own-line-of-city": {
    zh: "只有市级报表有“市本级”一行，县（市、区）请直接调整报表数字。",
    en: "Only a city's report has a line of its own; a county adjusts the figures of its report.",
  },
  "dispatch/whole-before-cut-off": {
    zh: "数据截止之前合计还会变动，请截止后再调整合计数。",
    en: "Until the cut-off the whole still moves; adjust it afterwards.",
  },
  "dispatch/whole-accepted": {
    zh: "市级报表已按系统计算数接收，补报时不能再调整数字，请在下一周说明。",
    en: "The city's report was accepted with the computed figures; adjust nothing now and explain it next week.",
  },
  "dispatch/parts-differ": {
    zh: "“{figure}”合计为 {whole}，各部分之和为 {parts}，须一致后才能接收。",
    en: "“{figure}” is {whole} as a whole and {parts} as the sum of its parts; they must agree before it is accepted.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(dispatchRefusals);
