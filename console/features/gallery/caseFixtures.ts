// Invented throughout, like fixtures.ts.
import type { TimelineEvent } from "../../ui/CaseTimeline.vue";
import { describeCommand } from "../../ui/command.ts";
import type { Evidence } from "../../ui/EvidenceGallery.vue";
import type { Fact } from "../../ui/FactList.vue";
import type { Step } from "../../ui/StepLine.vue";

const svg = (hue: number, word: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="hsl(${hue} 30% 72%)"/><path d="M0 300V190l90-70 70 55 90-105 150 120v110z" fill="hsl(${hue} 28% 52%)"/><text x="24" y="280" font-size="22" fill="#fff">${word}</text></svg>`,
  )}`;

export const evidence: readonly Evidence[] = [
  {
    id: "1",
    name: "消防车通道 东侧",
    url: svg(210, "演示照片 1"),
    image: true,
    at: "2024-08-12T10:21:00+08:00",
    by: "张敏",
  },
  {
    id: "2",
    name: "消防车通道 北门",
    url: svg(32, "演示照片 2"),
    image: true,
    at: "2024-08-12T10:24:00+08:00",
    by: "张敏",
  },
  {
    id: "3",
    name: "整改后 东侧",
    url: svg(140, "演示照片 3"),
    image: true,
    at: "2024-08-14T16:02:00+08:00",
    by: "演示乙物业",
  },
  { id: "4", name: "整改情况说明.pdf", url: "#", image: false, at: "2024-08-14T16:05:00+08:00", by: "演示乙物业" },
];

export const facts: readonly Fact[] = [
  { name: "小区", value: "演示滨河丽景", to: { name: "complexes" } },
  { name: "企业", value: "演示乙物业服务有限公司", to: { name: "companies" } },
  { name: "所在地", value: "临汾市 尧都区 滨河街道" },
  { name: "责任人", value: "张敏（演示乙物业 项目经理）" },
  { name: "完成时限", value: "2024-08-16 18:00" },
  { name: "来源", value: "投诉核查属实" },
  { name: "延期", value: null },
];

export const history: readonly TimelineEvent[] = [
  {
    id: "5",
    at: "2024-08-14T16:06:00+08:00",
    title: "提交整改结果",
    by: "演示乙物业 张敏",
    detail: "车辆已清离，重新划线，附照片 1 张、说明 1 份。",
    tone: "info",
  },
  { id: "4", at: "2024-08-13T09:00:00+08:00", title: "进入临期提醒", tone: "risk" },
  { id: "3", at: "2024-08-12T10:40:00+08:00", title: "开始整改", by: "演示乙物业 张敏", tone: "info" },
  {
    id: "2",
    at: "2024-08-12T10:30:00+08:00",
    title: "下达整改",
    by: "尧都区住建局 演示员",
    detail: "3 个工作日内恢复消防车通道畅通。",
  },
  {
    id: "1",
    at: "2024-08-12T10:20:00+08:00",
    title: "认定问题 1 项",
    by: "尧都区住建局 演示员",
    detail: "未按照合同约定提供安全防范工作：占用、堵塞消防车通道",
  },
];

export const steps: readonly Step[] = [
  { key: "ordered", label: "下达", state: "done", note: "8月12日" },
  { key: "inProgress", label: "整改中", state: "done", note: "8月12日" },
  { key: "submitted", label: "已提交", state: "now", note: "8月14日 待验收" },
  { key: "accepted", label: "验收", state: "ahead" },
  { key: "feedback", label: "反馈业主", state: "ahead", note: "验收后 2 个工作日内" },
];

const pause = (length: number) => new Promise((done) => setTimeout(done, length));
const people = [
  { value: "演示员甲", label: "演示员甲", hint: "尧都区住建局" },
  { value: "演示员乙", label: "演示员乙", hint: "滨河街道" },
];

export const commands = [
  describeCommand({
    name: "accept",
    label: "验收通过",
    tone: "primary",
    intro: "验收后，2 个工作日内须向投诉人反馈结果。",
    fields: [
      { kind: "date", name: "checkedOn", label: "现场验收日期", required: true, latest: "2024-08-15" },
      { kind: "person", name: "checkedBy", label: "验收人", required: true, options: people },
      { kind: "textarea", name: "opinion", label: "验收意见", required: true, maxLength: 500 },
      { kind: "files", name: "photos", label: "现场照片", most: 6 },
    ],
    run: async (values) => {
      await pause(600);
      return values.opinion.length < 5
        ? {
            done: false,
            errors: [
              { code: "rectification/opinion-short", message: "验收意见至少写 5 个字", path: ["input", "opinion"] },
            ],
          }
        : { done: true };
    },
  }),
  describeCommand({
    name: "sendBack",
    label: "退回",
    fields: [
      {
        kind: "select",
        name: "reason",
        label: "退回原因",
        required: true,
        options: [
          { value: "photos", label: "照片不足" },
          { value: "partly", label: "部分未整改" },
        ],
      },
      { kind: "datetime", name: "until", label: "重新提交时限", required: true },
      { kind: "textarea", name: "note", label: "说明", maxLength: 300 },
    ],
    run: async () => {
      await pause(600);
      return { done: false, errors: [{ code: "conflict/stale", message: "这件整改刚刚被他人更新。" }] };
    },
  }),
  describeCommand({
    name: "extend",
    label: "延期",
    fields: [
      {
        kind: "multiSelect",
        name: "findings",
        label: "涉及问题",
        required: true,
        options: [
          { value: "1", label: "占用消防车通道" },
          { value: "2", label: "消防设施损坏" },
        ],
      },
    ],
    run: async () => ({ done: true }),
  }),
  describeCommand({
    name: "refuse",
    label: "认定拒不整改",
    tone: "danger",
    intro: "认定后须重新核定服务等级。",
    confirm: "认定后产生等级核定义务，确定吗？",
    fields: [{ kind: "textarea", name: "ground", label: "依据", required: true, maxLength: 500 }],
    run: async () => ({ done: true }),
  }),
];
