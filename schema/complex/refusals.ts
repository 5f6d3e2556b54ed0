import { type RefusalTable, refuser } from "../refusal.ts";

export const complexRefusals = {
  "complex/county-has-cases": {
    zh: "这个小区已有投诉、检查或整改，不能改到别的县（市、区）。",
    en: "This complex has complaints, inspections or rectifications already and cannot be moved to another county.",
  },
  "complex/bound-elsewhere": {
    zh: "这个 externalId 已经指向另一个小区。",
    en: "This externalId names another complex already.",
  },
  "complex/merged": {
    zh: "这个小区已并入另一个小区，只作历史保留。",
    en: "This complex was merged into another one and is kept as history only.",
  },
  "complex/merge-with-itself": { zh: "请选择另一个小区。", en: "Choose another complex." },
  "complex/merge-elsewhere": {
    zh: "两个小区不在同一个县（市、区），不能合并。",
    en: "The two complexes lie in different counties and cannot be merged.",
  },
  "complex/merge-reason-missing": { zh: "请写明合并理由。", en: "Give the reason for the merge." },
  "complex/merge-companies": {
    zh: "两个小区现由不同的企业服务，先核实合同再合并。",
    en: "The two complexes are served by different companies: put the contracts right first.",
  },
  "complex/merge-exits": {
    zh: "两个小区各有一件退出正在办理，先办结其中一件再合并。",
    en: "An exit is running in each of the two: settle one of them first.",
  },
  "complex/merge-grade-reviews": {
    zh: "两个小区各有一件等级核定正在办理，先办结其中一件再合并。",
    en: "A grade review is running for each of the two: settle one of them first.",
  },
  "complex/merge-contracts": {
    zh: "自 {startsOn} 起的合同与保留小区另一家企业的合同期限重叠，先更正合同再合并。",
    en: "The contract from {startsOn} overlaps with one of another company at the complex that is kept: put it right first.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(complexRefusals);
