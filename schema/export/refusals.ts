import { type RefusalTable, refuser } from "../refusal.ts";

export const exportRefusals = {
  "export/too-many": {
    zh: "共 {rows} 行，一次最多导出 {max} 行，请先筛选。",
    en: "There are {rows} rows; at most {max} are exported at once: filter first.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(exportRefusals);
