import { type RefusalTable, refuser } from "../refusal.ts";

export const exposureRefusals = {
  "exposure/not-in-this-state": {
    zh: "这一批典型案例{state}，不能这样操作。",
    en: "The batch is {state}: this cannot be done with it.",
  },
  "exposure/personal-data-left": {
    zh: "第 {case} 个案例{part}第 {position} 字处还有{dataKind}“{excerpt}”，处理后才能送审、审核和发布。",
    en: "Case {case} still has {dataKind} “{excerpt}” in its {part} at character {position}: deal with it first.",
  },
  "exposure/empty": { zh: "这一批还没有案例。", en: "The batch has no case yet." },
  "exposure/own-work": {
    zh: "案例由您编写，不能由您审核，请本单位另一位同事审核。",
    en: "You wrote in it: a colleague has to approve it.",
  },
  "exposure/never-harmless": {
    zh: "{dataKind}一律不得公开，不能标为无害。",
    en: "A {dataKind} is never published: it cannot be marked as harmless.",
  },
  "exposure/nothing-there": {
    zh: "案例中没有这一处待处理的内容，可能已经改过。",
    en: "Nothing like this is left in the case; it may have been changed.",
  },
  "exposure/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "exposure/case-unknown": { zh: "这一批里没有这个案例。", en: "The batch has no such case." },
  "exposure/not-shown": { zh: "这个案例没有公开，无须撤下。", en: "The case is not shown to the public." },
  "exposure/entry-missing": {
    zh: "曝光案例必须来自台账：请选择查实问题、整改、处罚或退出。",
    en: "What is exposed comes from the ledger: name a finding, a rectification, a penalty case or an exit.",
  },
  "exposure/entry-elsewhere": {
    zh: "所选台账记录不是这家企业的。",
    en: "The ledger entry is another company's.",
  },
  "exposure/month-closed": {
    zh: "只能编写 {from} 至 {to} 的批次。",
    en: "Batches are written for {from} to {to}.",
  },
  "exposure/not-a-picture": { zh: "只能选用图片。", en: "Only pictures can be chosen." },
  "exposure/owners-picture": {
    zh: "这是投诉人提供的照片，不能公开。",
    en: "The complainant sent this photo: it cannot be published.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(exposureRefusals);
