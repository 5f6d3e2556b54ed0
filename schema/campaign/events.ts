import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const campaignEvents = {
  PhaseTaskCompleted: {
    ...computed("task", (facts) => ({
      "task.done": 1,
      ...when(facts.wasLate, { "task.lateNow": -1 }),
    })),
    zh: "{where}完成一项阶段任务",
    en: "{where} completed a task of the plan",
  },
  PhaseTaskLate: {
    ...counts("task", { "task.late": 1, "task.lateNow": 1 }),
    zh: "{where}一项阶段任务逾期",
    en: "A task of the plan is late in {where}",
  },
  CampaignSettingsChanged: {
    ...plain("administration"),
    zh: "专项行动参数有调整",
    en: "Settings of the campaign were changed",
  },
} as const satisfies EventTable;
