import { type RefusalTable, refuser } from "../refusal.ts";

export const gradeRefusals = {
  "grade-review/ground-missing": {
    zh: "只有拒不整改或整改到期仍不到位的，才能重新核定服务等级。",
    en: "A grade is reviewed only where a rectification was refused or failed.",
  },
  "grade-review/running-already": {
    zh: "这个小区的服务等级正在重新核定，不能同时再开一件。",
    en: "The grade of this complex is under review already.",
  },
  "grade-review/catalogue-missing": {
    zh: "本市还没有录入物业服务等级和收费标准，请先录入。",
    en: "The city has not entered its grades and charges yet; enter them first.",
  },
  "grade-review/grade-unknown": {
    zh: "本市的等级目录里没有“{grade}”。",
    en: "The city's catalogue has no grade “{grade}”.",
  },
  "grade-review/grade-not-lower": {
    zh: "重新核定是降低等级，应低于现在的“{from}”。",
    en: "A review lowers the grade: choose one below the present “{from}”.",
  },
  "grade-review/charge-not-lower": {
    zh: "收费标准应低于现在的每月每平方米 {from} 元。",
    en: "The charge must come out below the present {from} yuan per square metre and month.",
  },
  "grade-review/charge-missing": { zh: "请写明收费标准。", en: "Give the charge." },
  "grade-review/charged-from-passed": {
    zh: "执行日期不能早于今天（{today}）。",
    en: "The charge cannot hold from a day before today, {today}.",
  },
  "grade-review/not-in-this-state": {
    zh: "等级核定目前的状态是“{state}”，不能这样办理。",
    en: "The review is in the state “{state}”; this cannot be done now.",
  },
  "grade-review/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "grade-review/inspection-missing": {
    zh: "请指明现场检查的记录。",
    en: "Name the inspection on the spot that it rests on.",
  },
  "grade-review/inspection-unfit": {
    zh: "这次检查不能作为依据：须是同一小区、{from} 起进行、没有发现问题的现场检查。",
    en: "This inspection proves nothing here: it must be of the same complex, carried out from {from} on, and clean.",
  },
  "grade/none": { zh: "至少录入一个等级。", en: "Enter at least one grade." },
  "grade/name-repeated": { zh: "等级名称重复：{name}。", en: "Two grades have the name {name}." },
  "grade/charge-not-falling": {
    zh: "等级从高到低排列，收费标准应逐级降低。",
    en: "Grades stand from the highest to the lowest, and each is charged less than the one before.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(gradeRefusals);
