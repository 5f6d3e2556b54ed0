import { type EventTable, plain } from "../activity/event-kind.ts";

export const briefEvents = {
  ProvincialBriefEdited: {
    ...plain("report"),
    zh: "修改[第{week}周]省级简报",
    en: "The provincial brief[ of week {week}] was edited",
  },
  ProvincialBriefApproved: {
    ...plain("report"),
    zh: "[第{week}周]省级简报已签发[，第{issue}期]",
    en: "The provincial brief[ of week {week}] was approved[ as issue {issue}]",
  },
  ProvincialBriefLate: {
    ...plain("report"),
    zh: "[第{week}周]省级简报逾期未签发",
    en: "The provincial brief[ of week {week}] is late",
  },
  ProvincialBriefReminded: {
    ...plain("report"),
    zh: "提醒签发[第{week}周]省级简报",
    en: "A reminder of the provincial brief[ of week {week}]",
  },
  ProvincialBriefNotOut: {
    ...plain("report"),
    zh: "[第{week}周]省级简报即将到期，尚未发出[（{reason}）]",
    en: "The provincial brief[ of week {week}] is nearly due and not out[ ({reason})]",
  },
} as const satisfies EventTable;
