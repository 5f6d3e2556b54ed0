import { type RefusalTable, refuser } from "../refusal.ts";

export const opinionRefusals = {
  "opinion/seen-in-future": { zh: "发现时间不能晚于现在。", en: "It cannot have been seen in the future." },
  "opinion/link-unsafe": {
    zh: "链接须以 https:// 开头，指向公开网站。",
    en: "A link begins with https:// and leads to a public site.",
  },
  "opinion/region-unknown": { zh: "本地区没有这个市县或街道。", en: "There is no such region within your own." },
  "opinion/owner-unfit": {
    zh: "责任人须是本单位管辖、且能办理此事的在职人员。",
    en: "The owner must be somebody of a body that answers for the place, within your own region.",
  },
  "opinion/held-by-another": {
    zh: "这件舆情由别的单位办理。",
    en: "Another body handles this incident.",
  },
  "opinion/not-above": {
    zh: "只有承办单位的上级可以提级办理。",
    en: "Only a body above the one that handles it can take it over.",
  },
  "opinion/heat-not-higher": {
    zh: "热度只能调高；已降温的，回应后办结即可。",
    en: "Heat is only ever raised; what has cooled down is answered and closed.",
  },
  "opinion/text-missing": { zh: "请填写内容。", en: "Write what it is." },
  "opinion/not-in-this-state": {
    zh: "舆情目前的状态是“{state}”，不能这样办理。",
    en: "The incident is in the state “{state}”; this cannot be done now.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(opinionRefusals);
