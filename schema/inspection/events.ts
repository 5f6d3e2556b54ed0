import { computed, type EventTable } from "../activity/event-kind.ts";

export const inspectionEvents = {
  InspectionRecorded: {
    ...computed("inspection", (facts) => ({ [`inspection.${facts.kind}`]: 1 })),
    zh: "{where}开展{kind}[，结果：{result}]",
    en: "{where}: {kind}[, {result}]",
  },
  InspectionWithdrawn: {
    ...computed("inspection", (facts) => ({ [`inspection.${facts.kind}`]: -1 })),
    zh: "{where}的{kind}记录撤回",
    en: "{where}: {kind} withdrawn",
  },
} as const satisfies EventTable;
