import { type EventTable, plain } from "../activity/event-kind.ts";

export const paperEvents = {
  PaperServed: {
    ...plain("paper"),
    zh: "{where}的{act}已送达[（{manner}）]",
    en: "The {act} of {where} was served[ ({manner})]",
  },
  PaperReplaced: {
    ...plain("paper"),
    zh: "{where}的{act}有误，已撤回并另行印发",
    en: "The {act} of {where} was wrong and is replaced by another",
  },
} as const satisfies EventTable;
