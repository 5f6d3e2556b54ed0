import { type EventTable, plain } from "../activity/event-kind.ts";

export const exportEvents = {
  ListExported: {
    ...plain("administration"),
    zh: "{where}有人导出列表[：{list}][（{rows} 行）]",
    en: "A list was exported[: {list}][ ({rows} rows)]",
  },
} as const satisfies EventTable;
