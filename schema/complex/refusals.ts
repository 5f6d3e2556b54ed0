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
} as const satisfies RefusalTable;

export const refuse = refuser(complexRefusals);
