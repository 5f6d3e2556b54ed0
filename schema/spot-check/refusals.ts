import { type RefusalTable, refuser } from "../refusal.ts";

export const spotCheckRefusals = {
  "spot-check/county-unknown": {
    zh: "请选择您辖区内的一个县（市、区）。",
    en: "Choose a county of your own region.",
  },
  "spot-check/frame-empty": {
    zh: "这个县（市、区）的台账里还没有小区。",
    en: "The ledger has no complex in this county yet.",
  },
  "spot-check/size-out-of-range": {
    zh: "抽取数量应在 1 到 {most} 之间。",
    en: "Between 1 and {most} complexes can be drawn.",
  },
  "spot-check/inspector-missing": { zh: "请写明检查人员。", en: "Name the inspectors." },
  "spot-check/period-over": {
    zh: "检查期限的最后一天不能早于今天，也不能早于第一天。",
    en: "The last day of the period is neither before today nor before its first day.",
  },
  "spot-check/period-too-long": {
    zh: "检查期限最迟到今天起 {days} 天。",
    en: "The period ends within {days} days from today.",
  },
  "spot-check/not-in-this-state": {
    zh: "抽查目前的状态是“{state}”，不能这样办理。",
    en: "The spot check is in the state “{state}”; this cannot be done now.",
  },
  "spot-check/of-another-body": {
    zh: "由抽取单位自己实施、调整或终止。",
    en: "It is carried out, changed and abandoned by the body that drew it.",
  },
  "spot-check/complex-not-drawn": { zh: "这个小区没有被抽中。", en: "This complex was not drawn." },
  "spot-check/complex-settled": {
    zh: "这个小区已经检查，或已注明不查。",
    en: "This complex was checked or left out already.",
  },
  "spot-check/before-its-time": {
    zh: "检查时间不能早于 {from}：要先抽签，并在检查期限内实施。",
    en: "It cannot have been carried out before {from}: the draw comes first, and the period must have begun.",
  },
  "spot-check/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
} as const satisfies RefusalTable;

export const refuse = refuser(spotCheckRefusals);
