import { type RefusalTable, refuser } from "../refusal.ts";

export const deliveryRefusals = {
  "delivery/not-in-this-state": {
    zh: "这条推送目前的状态是“{state}”，不能这样办理。",
    en: "The delivery is in the state “{state}”; this cannot be done now.",
  },
  "delivery/too-many": {
    zh: "一次最多重新发送 {max} 条，请缩小范围。",
    en: "At most {max} are sent again at once: narrow the choice.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(deliveryRefusals);
