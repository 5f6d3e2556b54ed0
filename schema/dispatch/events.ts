import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const dispatchEvents = {
  DispatchWeekOpened: {
    ...plain("report"),
    zh: "[第{week}周]周调度开始",
    en: "A dispatch week was opened[: week {week}]",
  },
  DispatchWeekCutOff: {
    ...plain("report"),
    zh: "[第{week}周]周调度数据截止",
    en: "A dispatch week was cut off[: week {week}]",
  },
  DispatchReportSubmitted: {
    ...computed("report", (facts) =>
      // Each report is due once, in time or late: counted when that is settled.
      facts.revision === 1
        ? { "report.submitted": 1, ...when(facts.inTime, { "report.onTime": 1, "report.due": 1 }) }
        : {},
    ),
    zh: "{where}报送[第{week}周]周调度",
    en: "{where} submitted its dispatch report[ of week {week}]",
  },
  DispatchReportReturned: {
    ...counts("report", { "report.returned": 1 }),
    zh: "{where}[第{week}周]的周调度被退回",
    en: "The dispatch report of {where}[, week {week},] was returned",
  },
  DispatchReportLocked: {
    ...plain("report"),
    zh: "{where}[第{week}周]的周调度已锁定",
    en: "The dispatch report of {where}[, week {week},] was locked",
  },
  DispatchReportAccepted: {
    ...counts("report", { "report.accepted": 1 }),
    zh: "{where}[第{week}周]的周调度通过",
    en: "The dispatch report of {where}[, week {week},] was accepted",
  },
  DispatchReportLate: {
    ...counts("report", { "report.late": 1, "report.due": 1 }),
    zh: "{where}[第{week}周]的周调度逾期未报",
    en: "The dispatch report of {where}[, week {week},] is late",
  },
  DispatchReportReminded: {
    ...plain("report"),
    zh: "提醒{where}报送[第{week}周]周调度",
    en: "{where} was reminded of its dispatch report[ of week {week}]",
  },
} as const satisfies EventTable;
