import { type EventTable, plain } from "../activity/event-kind.ts";

export const importEvents = {
  LedgerImported: {
    ...plain("administration"),
    zh: "{where}导入小区台账：新增 {created}，更新 {updated}，未变 {unchanged}，退回 {refused}",
    en: "A ledger was imported in {where}: {created} new, {updated} changed, {unchanged} as they were, {refused} refused",
  },
} as const satisfies EventTable;
