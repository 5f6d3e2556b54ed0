import { type RefusalTable, refuser } from "../refusal.ts";

export const briefRefusals = {
  "brief/not-in-this-state": {
    zh: "简报目前的状态是“{state}”，不能这样办理。",
    en: "The brief is in the state “{state}”; this cannot be done now.",
  },
  "brief/before-cut-off": {
    zh: "本周数据要到 {cutOff} 才截止，截止后才能签发。",
    en: "The week's figures are final from {cutOff} on; it can be approved then.",
  },
  "brief/problems-missing": { zh: "“存在问题”还没有写。", en: "The problems are still to be written." },
  "brief/next-steps-missing": { zh: "“下一步工作”还没有写。", en: "The next steps are still to be written." },
  "brief/parts-differ": {
    zh: "{region}的“{figure}”合计为 {whole}，各部分之和为 {parts}，须退回该市核对。",
    en: "Of {region} “{figure}” is {whole} as a whole and {parts} as the sum of its parts: return the city's report.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(briefRefusals);
