import { type RefusalTable, refuser } from "../refusal.ts";

export const punishmentRefusals = {
  "punishment/measure-unknown": {
    zh: "“{measure}”不是这个部门的惩戒措施。",
    en: "“{measure}” is no measure of this department.",
  },
  "punishment/ground-gone": {
    zh: "所依据的信用信息已撤销或已修复，不能据此联合惩戒。",
    en: "The credit event that it rests on has been withdrawn or repaired.",
  },
  "punishment/department-missing": {
    zh: "联合惩戒至少要有一个部门。",
    en: "A joint punishment needs at least one department.",
  },
  "punishment/department-twice": {
    zh: "同一部门只能列一次。",
    en: "A department is named twice.",
  },
  "punishment/measure-missing": {
    zh: "请为每个部门至少写明一项措施。",
    en: "Name at least one measure for each department.",
  },
  "punishment/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "punishment/term-empty": {
    zh: "结束日期应晚于开始日期。",
    en: "It must end later than it starts.",
  },
  "punishment/not-in-this-state": {
    zh: "联合惩戒目前的状态是“{state}”，不能这样办理。",
    en: "The joint punishment is in the state “{state}”; this cannot be done now.",
  },
  "punishment/department-not-addressed": {
    zh: "这项联合惩戒没有涉及该部门。",
    en: "The joint punishment is not addressed to this department.",
  },
  "punishment/confirmed-already": {
    zh: "该部门已经确认。",
    en: "The department has confirmed already.",
  },
  "punishment/not-confirmed": {
    zh: "请先确认，再报告落实情况。",
    en: "Confirm first, then report what was done.",
  },
  "punishment/report-missing": { zh: "请写明做了什么。", en: "Write what was done." },
  "punishment/not-repaired": {
    zh: "已有部门确认，信用尚未修复，期限（{endsOn}）也未到，还不能解除。",
    en: "A department has confirmed, the credit has not been repaired and the term, {endsOn}, is not over; it cannot be lifted yet.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(punishmentRefusals);
