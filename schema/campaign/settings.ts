/**
 * Every number that is policy and not law: the campaign's settings, with the default of each. The provincial office
 * edits them with a reason and a date from which they hold. Rules take what they need as an argument; none has its own.
 */
import { z } from "zod";
import { describe, flag, group, number, type SettingDescription, time, workingDays } from "./setting-fields.ts";
import { dispatch, opinion, policyDocument, progress, supervision } from "./steering-settings.ts";

const receiving = "plan 四(一): 确定专人受理群众举报，并及时反馈办理结果";

const complaint = group({
  acknowledgeWorkingDays: workingDays(2, "受理时限", "acknowledge, by naming a handler", receiving),
  verifyWorkingDays: workingDays(7, "核查时限", "verify", "plan 三(二): 对举报的问题线索进行重点核查"),
  feedbackWorkingDays: workingDays(15, "首次反馈时限", "first feedback", receiving),
  outcomeFeedbackWorkingDays: workingDays(
    2,
    "整改验收后的结果反馈时限",
    "feedback after an accepted rectification",
    receiving,
  ),
  transferAcceptWorkingDays: workingDays(
    5,
    "受移送部门接收时限",
    "a transferee accepts or returns",
    "plan 三(二): 及时移送相关部门",
  ),
  transferAnswerWorkingDays: workingDays(
    15,
    "受移送部门答复时限",
    "a transferee answers",
    "plan 三(二): 及时移送相关部门",
  ),
  extensions: number("count", 1, [0, 3], "可延期次数", "extensions of one complaint", receiving),
  extensionWorkingDays: workingDays(7, "每次延期的长度", "length of an extension", receiving),
  answerDays: number("days", 10, [1, 60], "业主评价期", "the owner may answer", "plan 一: 把群众满意度作为根本标准"),
  ownerReopenings: number("count", 1, [0, 5], "业主可要求重办的次数", "times an owner may reopen", "plan 一"),
  duplicateDays: number(
    "days",
    30,
    [1, 365],
    "提示重复投诉的时间范围",
    "window in which duplicates are proposed",
    receiving,
  ),
  retentionMonths: number("months", 24, [1, 120], "办结后个人信息保留期", "personal data kept after closing", {
    zh: "个人信息保护法第19、47条",
    en: "Personal Information Protection Law 19, 47",
  }),
});

const guarded = { zh: "防止公众投诉入口被滥用", en: "protection of the public form against being flooded" };
const publicForm = group({
  filingsPerAddress: number(
    "count",
    60,
    [1, 10_000],
    "同一网络地址每小时可提交的投诉数",
    "filings an hour from one address",
    guarded,
  ),
  filingsPerComplex: number(
    "count",
    60,
    [1, 10_000],
    "同一小区每小时可提交的投诉数",
    "filings an hour about one complex",
    guarded,
  ),
  filingsPerCounty: number(
    "count",
    300,
    [1, 100_000],
    "同一县区每小时可提交的名录外小区投诉数",
    "filings an hour about complexes of a county that are not listed",
    guarded,
  ),
  lookupsPerAddress: number(
    "count",
    60,
    [1, 10_000],
    "同一网络地址每小时可查询的次数",
    "look-ups an hour by tracking code from one address",
    guarded,
  ),
});

const protest = "plan 三(二): 业主反映强烈";
const strongProtest = group({
  days: number("days", 30, [1, 365], "反映强烈：时间范围", "strong protest: window", protest),
  complainants: number("count", 5, [1, 1000], "反映强烈：投诉人数", "strong protest: distinct complainants", protest),
  householdsPercent: number(
    "percent",
    3,
    [1, 100],
    "反映强烈：占总户数比例",
    "strong protest: share of households",
    protest,
  ),
  atLeast: number("count", 3, [1, 1000], "反映强烈：最低人数", "strong protest: never under", protest),
});

const spotCheckSource = "plan 三(三): 重点对群众投诉项目和未及时落实整改的项目进行抽查";
const spotCheck = group({
  baseWeight: number("weight", 1, [1, 100], "抽查基础权重", "draw: weight of every complex", spotCheckSource),
  perComplaint: number("weight", 1, [0, 100], "每件投诉增加的权重", "draw: added per complaint", spotCheckSource),
  complaintDays: number(
    "days",
    90,
    [1, 365],
    "计入抽查的投诉时间范围",
    "draw: complaints of the last",
    spotCheckSource,
  ),
  perOverdueRectification: number(
    "weight",
    3,
    [0, 100],
    "每项逾期整改增加的权重",
    "draw: added per overdue rectification",
    spotCheckSource,
  ),
});

const escalationSource = "plan 三(二): 及时督促整改; 三(三): 予以重点督办";
const rectification = group({
  extensions: number("count", 1, [0, 3], "整改可延期次数", "extensions of one rectification", escalationSource),
  cityWorkingDays: workingDays(3, "逾期后由市督办", "overdue until the city supervises", escalationSource),
  provinceWorkingDays: workingDays(
    7,
    "逾期后由省重点督办",
    "overdue until the province lists it for key supervision",
    escalationSource,
  ),
});

const exit = group({
  guidanceWorkingDays: workingDays(
    10,
    "启动引导时限",
    "guidance opened after it is owed",
    "plan 三(二): 协同街办引导业主",
  ),
  handoverDays: number("days", 15, [1, 180], "合同终止后的移交期", "handover after the contract ends", {
    zh: "民法典第949条：合理期限",
    en: "Civil Code 949: a reasonable time",
  }),
  rollHolidays: flag(true, "通知期末日遇节假日顺延", "a notice period rolls over holidays", {
    zh: "民法典第203条",
    en: "Civil Code 203",
  }),
});

const disclosureSource = { zh: "国家信用信息公示规定2026-04-01施行前", en: "before the national rules of 2026-04-01" };
const window = (published: boolean, min: number, max: number, zh: string, en: string) =>
  group({
    published: flag(published, `${zh}失信信息是否公示`, `${en}: published`, disclosureSource),
    minMonths: number("months", min, [0, 60], `${zh}失信最短公示期`, `${en}: shortest disclosure`, disclosureSource),
    maxMonths: number("months", max, [1, 60], `${zh}失信最长公示期`, `${en}: longest disclosure`, disclosureSource),
  })
    .refine(({ minMonths, maxMonths }) => minMonths <= maxMonths, {
      path: ["maxMonths"],
      message: "shorter than minMonths",
    })
    .prefault({});
const disclosure = group({
  minor: window(false, 0, 3, "轻微", "minor"),
  general: window(true, 3, 12, "一般", "general"),
  severe: window(true, 12, 36, "严重", "severe"),
});

const scored = "plan 一: 查处一批违法违规物业服务企业，建立完善物业企业退出机制";
const deduction = (points: number, most: number, zh: string, en: string) =>
  group({
    points: number("points", points, [0, 100], `企业评分：${zh}，每项扣分`, `company score: ${en}, each`, scored),
    most: number("points", most, [0, 100], `企业评分：${zh}，最多扣分`, `company score: ${en}, at most`, scored),
  })
    .refine(({ points, most }) => points <= most, { path: ["most"], message: "less than points" })
    .prefault({});
const companyScore = group({
  months: number("months", 24, [1, 120], "企业评分：计入的时间范围", "company score: months that count", scored),
  deductions: group({
    openFinding: deduction(10, 20, "未整改问题（按服务小区平均）", "findings not put right, per complex served"),
    overdueRectification: deduction(20, 20, "逾期整改（按服务小区平均）", "rectifications overdue, per complex served"),
    unrectified: deduction(4, 20, "拒不整改、整改不到位", "rectifications refused or failed"),
    gradeLowered: deduction(4, 12, "服务等级下调", "service grades lowered"),
    penalty: deduction(8, 24, "行政处罚", "penalties"),
    minorDiscredit: deduction(3, 9, "轻微失信", "minor discredit"),
    generalDiscredit: deduction(10, 30, "一般失信", "general discredit"),
    severeDiscredit: deduction(25, 75, "严重失信", "severe discredit"),
  }).prefault({}),
  goodFrom: number("points", 80, [1, 100], "企业评分：不低于此分为良好", "company score: good from", scored),
  poorBelow: number("points", 60, [1, 100], "企业评分：低于此分为较差", "company score: poor below", scored),
});

const feed = group({
  resumeDays: number("days", 30, [1, 365], "断线后可接续的时间", "a client may resume after", {
    zh: "各市每周调度的间隔",
    en: "weekly dispatch of every city",
  }),
});

const rest = { zh: "不在深夜和休息日打扰工作人员", en: "nobody is disturbed at night or on days of rest" };
const notification = group({
  quietFrom: time("21:00", "每日停止发送提醒邮件的时点", "no mail of reminders from", rest),
  quietUntil: time("08:00", "工作日开始发送提醒邮件的时点", "mail of reminders again from, on working days", rest),
  digestMinutes: number("minutes", 30, [5, 720], "提醒邮件汇总间隔", "reminders are put together for", rest),
}).refine(({ quietFrom, quietUntil }) => quietUntil < quietFrom, {
  path: ["quietFrom"],
  message: "not after quietUntil",
});

export const settingsSchema = z.strictObject({
  complaint: complaint
    .refine((clocks) => clocks.acknowledgeWorkingDays <= clocks.verifyWorkingDays, {
      path: ["verifyWorkingDays"],
      message: "before the acknowledgement",
    })
    .refine((clocks) => clocks.verifyWorkingDays <= clocks.feedbackWorkingDays, {
      path: ["feedbackWorkingDays"],
      message: "before the verification",
    })
    .prefault({}),
  publicForm: publicForm.prefault({}),
  strongProtest: strongProtest.prefault({}),
  spotCheck: spotCheck.prefault({}),
  rectification: rectification
    .refine(({ cityWorkingDays, provinceWorkingDays }) => cityWorkingDays < provinceWorkingDays, {
      path: ["provinceWorkingDays"],
      message: "not after the city",
    })
    .prefault({}),
  exit: exit.prefault({}),
  disclosure: disclosure.prefault({}),
  companyScore: companyScore
    .refine(({ goodFrom, poorBelow }) => poorBelow <= goodFrom, { path: ["poorBelow"], message: "above goodFrom" })
    .prefault({}),
  progress: progress.prefault({}),
  supervision: supervision.prefault({}),
  dispatch: dispatch.prefault({}),
  policyDocument: policyDocument.prefault({}),
  opinion: opinion
    .refine(({ veryHighHours, highHours }) => veryHighHours <= highHours, {
      path: ["highHours"],
      message: "before very high heat",
    })
    .refine(({ mediumWorkingDays, lowWorkingDays }) => mediumWorkingDays <= lowWorkingDays, {
      path: ["lowWorkingDays"],
      message: "before medium heat",
    })
    .prefault({}),
  notification: notification.prefault({}),
  feed: feed.prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** Every setting once, for the settings page and the documentation. */
export const settingDescriptions: readonly SettingDescription[] = describe(settingsSchema, defaultSettings, []);
