/** How the campaign itself is kept going, by part 四 of the plan: ranking, urging, weekly reports, reaching the grass roots. */
import { group, number, time, workingDays } from "./setting-fields.ts";

const slow = "plan 四(四): 推动整治工作推进较慢、不见实效的地区";
const weight = (value: number, zh: string, en: string) => number("weight", value, [0, 100], zh, en, slow);
export const progress = group({
  weights: group({
    coverage: weight(20, "排查覆盖率权重", "weight of coverage"),
    rectified: weight(25, "整改率权重", "weight of the rectification rate"),
    notOverdue: weight(20, "未逾期率权重", "weight of 1 - overdue share"),
    feedbackInTime: weight(15, "按时反馈率权重", "weight of feedback in time"),
    satisfaction: weight(10, "满意率权重", "weight of satisfaction"),
    reportsOnTime: weight(10, "按时报送率权重", "weight of reports on time"),
  })
    .refine((weights) => Object.values(weights).reduce((sum, value) => sum + value, 0) === 100, "must add up to 100")
    .prefault({}),
  slowBelow: number("points", 60, [0, 100], "低于此分为推进较慢", "slow below", slow),
  lastShare: number("count", 4, [2, 20], "末位几分之一", "the last one of so many parts", slow),
  lastWeeks: number("weeks", 2, [1, 10], "连续几周处于末位为推进较慢", "slow after so many weeks among the last", slow),
});

const urged = "plan 四(四): 及时督促提醒、约谈，并及时向当地纪检监察部门汇报";
export const supervision = group({
  reminderWorkingDays: workingDays(5, "督促提醒的答复期限", "a reminder is answered", urged),
  interviewWorkingDays: workingDays(5, "约谈后的答复期限", "an answer after an interview", urged),
  reportWorkingDays: workingDays(
    10,
    "向纪检监察机关汇报的答复期限",
    "a report to discipline inspection is answered",
    urged,
  ),
  keySupervisionWorkingDays: workingDays(
    10,
    "重点督办的答复期限",
    "key supervision is answered",
    "plan 三(三): 对检查中发现的问题，予以重点督办",
  ),
  difficultyWorkingDays: workingDays(
    5,
    "困难问题的答复期限",
    "a difficulty is answered from above",
    "plan 四(二): 及时研究解决工作推进中的困难问题",
  ),
});

const weekly = "plan 四(二): 每周调度, 按时向省集中整治办报送";
const due = (weekday: number, clock: string, sameDay: string, zh: string, en: string) =>
  group({
    weekday: number("weekday", weekday, [1, 7], `${zh}报送日（1 为周一）`, `${en} due on (1 is Monday)`, weekly),
    time: time(clock, `${zh}报送时点`, `${en} due at`, weekly),
    sameDayTime: time(
      sameDay,
      `${zh}：节假日致三级同日报送时的时点`,
      `${en} due at, when holidays leave one day for all`,
      weekly,
    ),
  }).prefault({});
export const dispatch = group({
  county: due(4, "18:00", "12:00", "县", "counties"),
  city: due(5, "12:00", "15:00", "市", "cities"),
  province: due(5, "18:00", "18:00", "省", "the province"),
  reminderHours: number("hours", 24, [1, 72], "报送前提醒", "reminder before a report is due", weekly),
  alarmHours: number(
    "hours",
    2,
    [1, 48],
    "简报未发出时的预警",
    "alarm before the brief is due, if it is not out",
    weekly,
  ),
}).superRefine(({ county, city, province }, context) => {
  // The cut-off is the county's, and a whole is made of parts that have come in: the order of the three must hold.
  const at = (of: typeof county) => `${of.weekday} ${of.time}`;
  if (at(county) >= at(city)) context.addIssue({ code: "custom", path: ["city"], message: "not after the counties" });
  if (at(city) >= at(province))
    context.addIssue({ code: "custom", path: ["province"], message: "not after the cities" });
  const sameDay = [county, city, province].map((of) => of.sameDayTime);
  if (sameDay.some((clock, index) => index > 0 && clock <= (sameDay[index - 1] as string)))
    context.addIssue({ code: "custom", path: ["province", "sameDayTime"], message: "same-day times out of order" });
});

const grassRoots = "plan 四(三): 政策文件直达基层、舆情处置及时反馈";
export const policyDocument = group({
  readWorkingDays: workingDays(3, "政策文件签收时限", "a policy document is confirmed as read", grassRoots),
  reminderHours: number("hours", 24, [1, 240], "签收期满前提醒", "reminder before the reading is due", grassRoots),
});
export const opinion = group({
  veryHighHours: number(
    "hours",
    4,
    [1, 240],
    "特高热度舆情回应时限",
    "incident of very high heat answered",
    grassRoots,
  ),
  highHours: number("hours", 24, [1, 240], "高热度舆情回应时限", "incident of high heat answered", grassRoots),
  mediumWorkingDays: workingDays(2, "中热度舆情回应时限", "incident of medium heat answered", grassRoots),
  lowWorkingDays: workingDays(5, "低热度舆情回应时限", "incident of low heat answered", grassRoots),
});
