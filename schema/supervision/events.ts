import { computed, counts, type EventTable, type Facts, plain, when } from "../activity/event-kind.ts";

/** What goes up is counted apart from what goes down. */
const series = ({ kind }: Facts) => (kind === "difficulty" ? "difficulty" : "supervision");

const opened = (figure: string) => counts("supervision", { [figure]: 1, "supervision.open": 1 });

export const supervisionEvents = {
  SupervisionReminderSent: {
    ...opened("supervision.reminders"),
    zh: "{where}发出督促提醒[：{about}]",
    en: "{where} reminded[ {about}]",
  },
  SupervisionInterviewCalled: {
    ...opened("supervision.interviews"),
    zh: "{where}约谈[{about}]",
    en: "{where} called[ {about}] to an interview",
  },
  SupervisionReportedToDiscipline: {
    ...opened("supervision.disciplineReports"),
    zh: "{where}向纪检监察机关汇报工作推进情况",
    en: "{where} reported to discipline inspection",
  },
  KeySupervisionOrdered: {
    ...opened("supervision.keySupervisions"),
    zh: "{where}列入重点督办",
    en: "{where} was put under key supervision",
  },
  DifficultyRaised: {
    ...counts("supervision", { "difficulty.raised": 1, "difficulty.open": 1 }),
    zh: "{where}反映一个困难问题",
    en: "{where} raised a difficulty",
  },
  SupervisionAnswered: {
    ...computed("supervision", (facts) => ({
      ...when(!facts.again, { [`${series(facts)}.answered`]: 1 }),
      ...when(!facts.again && facts.inTime, { [`${series(facts)}.answeredInTime`]: 1 }),
      ...when(facts.wasOverdue, { [`${series(facts)}.overdueNow`]: -1 }),
      [`${series(facts)}.open`]: -1,
    })),
    zh: "{where}的[{kind}]已答复",
    en: "The[ {kind}] of {where} was answered",
  },
  SupervisionAnswerReturned: {
    ...computed("supervision", (facts) => ({ [`${series(facts)}.open`]: 1 })),
    zh: "{where}的[{kind}]答复被退回",
    en: "The answer to the[ {kind}] of {where} was returned",
  },
  SupervisionSettled: {
    ...plain("supervision"),
    zh: "{where}的[{kind}]已办结",
    en: "The[ {kind}] of {where} was settled",
  },
  SupervisionWithdrawn: {
    ...computed("supervision", (facts) => ({
      ...when(facts.wasOverdue, { [`${series(facts)}.overdueNow`]: -1 }),
      [`${series(facts)}.open`]: -1,
    })),
    zh: "{where}的[{kind}]已撤回",
    en: "The[ {kind}] of {where} was withdrawn",
  },
  SupervisionOverdue: {
    ...computed("overdue", (facts) => ({
      [`${series(facts)}.overdue`]: 1,
      [`${series(facts)}.overdueNow`]: 1,
    })),
    zh: "{where}的[{kind}]逾期未答复",
    en: "The[ {kind}] of {where} was not answered in time",
  },
  BulletinPublished: {
    ...counts("supervision", { "supervision.bulletins": 1 }),
    zh: "{where}印发[第{week}周]工作进展通报",
    en: "{where} published its bulletin[ of week {week}]",
  },
} as const satisfies EventTable;
