// Invented throughout: the names say so (演示), and the numbers only look plausible.
import type { StreamItem } from "../../ui/ActivityStream.vue";
import type { Phase } from "../../ui/phase.ts";
import type { ReturnState } from "../../ui/WeekMatrix.vue";
import type { OverviewData } from "../overview/overview.ts";
import type { Badges } from "../shell/navigation.ts";

/** The moment at which the gallery stands still, so that two pictures of it are equal. */
export const galleryNow = Date.parse("2024-08-15T09:42:00+08:00");

export const phases: readonly Phase[] = [
  { code: "mobilisation", name: "动员部署", startsOn: "2024-05-01", endsOn: "2024-05-20" },
  { code: "rectification", name: "专项整治", startsOn: "2024-05-21", endsOn: "2024-10-31" },
  { code: "inspection", name: "督导检查", startsOn: "2024-06-01", endsOn: "2024-10-31" },
  { code: "consolidation", name: "巩固提高", startsOn: "2024-10-01", endsOn: "2024-10-31" },
];

export const badges: Badges = {
  complaints: { count: 38 },
  rectifications: { count: 17, overdue: true },
  credit: { count: 4 },
  dispatch: { count: 3 },
};

const cityNames: readonly [string, string][] = [
  ["1401", "太原"],
  ["1402", "大同"],
  ["1406", "朔州"],
  ["1409", "忻州"],
  ["1411", "吕梁"],
  ["1407", "晋中"],
  ["1405", "晋城"],
  ["1404", "长治"],
  ["1403", "阳泉"],
  ["1410", "临汾"],
  ["1408", "运城"],
];

const rectified = [89, 86, 93, 90, 49, 92, 97, 68, 95, 78, 58];
const overdue = [3, 1, 0, 2, 5, 1, 0, 1, 0, 3, 1];
const complaints = [86, 31, 12, 18, 44, 27, 9, 22, 7, 38, 35];
const weeks = [26, 27, 28, 29, 30, 31, 32, 33];

function cell(city: string, week: number): ReturnState {
  if (city === "1411" && [28, 31].includes(week)) return "late";
  if (city === "1411" && week === 32) return "missing";
  if (city === "1410" && week === 28) return "late";
  if (city === "1401" && week === 26) return "late";
  if (city === "1409" && week === 33) return "returned";
  return week === 33 && !["1401", "1403"].includes(city) ? "open" : "onTime";
}

const hours = (count: number) => new Date(galleryNow + count * 3_600_000).toISOString();

export const overviewData: OverviewData = {
  figures: {
    ledger: { value: 11846, change: 62, trend: [20, 40, 52, 60, 71, 78, 90, 100], to: { name: "complexes" } },
    coverage: {
      value: 91.4,
      change: 3.1,
      trend: [10, 22, 35, 50, 61, 75, 86, 91.4],
      to: { name: "complexes", query: { screened: "yes" } },
    },
    complaints: {
      value: 329,
      change: -14,
      trend: [210, 260, 340, 372, 360, 351, 343, 329],
      to: { name: "complaints", query: { open: "yes" } },
    },
    findings: { value: 4512, change: 318, trend: [10, 20, 31, 46, 57, 70, 86, 100], to: { name: "rectifications" } },
    rectified: {
      value: 3987,
      change: 402,
      trend: [5, 15, 30, 41, 55, 70, 84, 100],
      share: 88.4,
      to: { name: "rectifications", query: { state: "ACCEPTED" } },
    },
    overdue: {
      value: 17,
      change: -5,
      trend: [36, 40, 32, 28, 30, 24, 22, 17],
      to: { name: "rectifications", query: { overdue: "yes" } },
    },
  },
  cities: cityNames.map(([code, name], index) => ({
    code,
    name,
    overdue: overdue[index] ?? 0,
    values: {
      rectified: rectified[index] ?? null,
      coverage: 70 + ((index * 7) % 29),
      overdue: overdue[index] ?? 0,
      complaints: complaints[index] ?? 0,
    },
  })),
  overdue: {
    total: 17,
    to: { name: "rectifications", query: { overdue: "yes" } },
    rows: (
      [
        ["演示永宁花园", "吕梁 离石区", "公共收益未公示", "演示甲物业", "李晓峰", -219, 7],
        ["演示滨河丽景", "临汾 尧都区", "消防车通道长期堵塞", "演示乙物业", "张敏", -146, 4],
        ["演示学府名苑", "太原 小店区", "未按合同养护电梯", "演示丙物业", "赵立新", -98, 3],
        ["演示杏花里", "吕梁 汾阳市", "擅自投放电梯广告", "演示甲物业", "任强", -51, 2],
        ["演示南风小区", "运城 盐湖区", "拒不移交物业资料", "演示丁物业", "薛冬", -26, 1],
        ["演示西山苑", "太原 万柏林区", "车位收益被占用", "演示丙物业", "杜鹃", -5, 0],
        ["演示和平里", "忻州 忻府区", "未报告违规装修", "演示戊物业", "邢伟", 2.6, 0],
        ["演示英雄苑", "长治 潞州区", "未公示收费标准", "演示己物业", "牛晨", 5.3, 0],
        ["演示凤台里", "晋城 城区", "公共收益未入账", "演示庚物业", "郭静", 8.3, 0],
      ] as const
    ).map(([complex, place, problem, company, responsible, at, workingDays], index) => ({
      id: `rectification-${index}`,
      complex,
      place,
      problem,
      company,
      responsible,
      deadline: { at: hours(at), unit: "workingDay" as const, workingDays },
      to: { name: "rectifications", query: { id: String(index) } },
    })),
  },
  returns: {
    weeks: weeks.map((week) => ({ key: String(week), label: String(week), title: `第 ${week} 周` })),
    rows: cityNames.map(([code, name]) => ({
      code,
      name,
      cells: weeks.map((week) => ({
        state: cell(code, week),
        to: { name: "dispatch", query: { region: code, week } },
      })),
    })),
  },
  progress: {
    weeks: Array.from({ length: 13 }, (_, index) => `${21 + index} 周`),
    found: [120, 410, 760, 1180, 1620, 2050, 2480, 2900, 3290, 3610, 3900, 4194, 4512],
    rectified: [10, 90, 260, 520, 860, 1280, 1740, 2190, 2620, 3010, 3330, 3585, 3987],
  },
  punishments: {
    total: 4,
    to: { name: "credit", query: { tab: "punishments" } },
    rows: [
      {
        id: "1",
        company: "演示丁物业服务有限公司",
        departments: ["住建", "市场监管", "信用"],
        confirmed: 0,
        to: { name: "credit", query: { id: "1" } },
      },
      {
        id: "2",
        company: "演示甲物业服务有限公司",
        departments: ["住建", "发展改革"],
        confirmed: 1,
        to: { name: "credit", query: { id: "2" } },
      },
      {
        id: "3",
        company: "演示乙物业服务有限公司",
        departments: ["住建", "消防救援"],
        confirmed: 2,
        to: { name: "credit", query: { id: "3" } },
      },
      {
        id: "4",
        company: "演示丙物业服务有限公司",
        departments: ["住建", "信用"],
        confirmed: 2,
        to: { name: "credit", query: { id: "4" } },
      },
    ],
  },
};

const happened: readonly [number, StreamItem["tone"], string, string, string][] = [
  [0, "over", "逾期", "长治 襄垣县", "演示和顺里「未公示收费标准」整改到期未验收，责任人 演示员"],
  [1, "info", "投诉", "晋中 榆次区", "业主通过公众页反映电梯停运，已分派 张宁"],
  [3, "ok", "报送", "阳泉市", "第 33 周周报按时报送，数据与台账一致"],
  [6, "sealed", "惩戒", "运城市", "演示丁物业联合惩戒启动：住建、市场监管、信用"],
  [11, "over", "拒绝", "运城 盐湖区", "演示南风小区整改被拒绝，已留存证据"],
  [15, "ok", "整改", "大同 平城区", "演示御河花园公共收益公示，现场验收通过"],
  [20, "risk", "临期", "吕梁 离石区", "3 件整改今日到期，其中 1 件已提交待验收"],
  [24, "info", "核查", "晋城 城区", "演示苑投诉核查属实，认定问题 1 项"],
  [30, "sealed", "信用", "太原市", "演示丙物业记一般失信 1 条"],
  [37, "sealed", "退回", "忻州市", "第 33 周周报被退回：第 4 项合计与分县不符"],
  [44, "ok", "整改", "晋城 城区", "演示凤台里电梯广告收益已入公共账户"],
  [51, "info", "投诉", "朔州 朔城区", "12345 转办：小区路灯不亮"],
  [66, "ok", "排查", "临汾 尧都区", "演示滨河丽景完成排查，发现问题 2 项"],
  [83, "info", "投诉", "太原 小店区", "演示学府名苑投诉已反馈，等待业主评价"],
  [640, "ok", "验收", "长治 潞州区", "演示英雄苑消防设施整改验收通过"],
  [702, "info", "投诉", "大同 云冈区", "业主对处理结果表示满意"],
];

export const activity: readonly StreamItem[] = happened.map(([minutes, tone, tag, place, text], index) => ({
  id: `event-${1000 - index}`,
  at: new Date(galleryNow - minutes * 60_000).toISOString(),
  tone,
  tag,
  place,
  text,
  to: { name: "rectifications", query: { event: String(index) } },
}));
