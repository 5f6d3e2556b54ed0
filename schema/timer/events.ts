import { type EventTable, plain } from "../activity/event-kind.ts";

export const timerEvents = {
  TimerMoved: {
    ...plain("overdue"),
    zh: "{where}一项时限按工作日历重新计算",
    en: "A due time in {where} was recomputed",
  },
} as const satisfies EventTable;
