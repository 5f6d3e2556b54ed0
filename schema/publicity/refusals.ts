import { type RefusalTable, refuser } from "../refusal.ts";

export const publicityRefusals = {
  "publicity/in-future": { zh: "刊播日期不能晚于今天。", en: "It cannot have been published in the future." },
  "publicity/link-unsafe": {
    zh: "链接须以 https:// 开头，指向公开网站。",
    en: "A link begins with https:// and leads to a public site.",
  },
  "publicity/link-missing": {
    zh: "网上发布的，请填写链接。",
    en: "What is published on the net has a link: give it.",
  },
  "publicity/company-unfit": {
    zh: "宣传专项行动的，不写企业；请选择“典型案例曝光”或“先进企业”。",
    en: "What is about the campaign names no company; choose an exposure or an advanced company.",
  },
  "publicity/text-missing": { zh: "请填写内容。", en: "Write what it is." },
  "publicity/nothing-changed": { zh: "没有改动任何内容。", en: "Nothing was changed." },
  "publicity/of-another-body": {
    zh: "这是别的单位登记的宣传，只有它能更正或撤销。",
    en: "Another body recorded it; only that one corrects or withdraws it.",
  },
  "publicity/not-in-this-state": {
    zh: "这条宣传目前的状态是“{state}”，不能这样办理。",
    en: "The item is in the state “{state}”; this cannot be done now.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(publicityRefusals);
