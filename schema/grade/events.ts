import { computed, counts, type EventTable, plain, when } from "../activity/event-kind.ts";

export const gradeEvents = {
  GradeReviewProposed: {
    ...computed("rectification", (facts) => when(facts.first, { "gradeReview.opened": 1, "gradeReview.open": 1 })),
    zh: "{where}提出降低服务等级",
    en: "A lower grade was proposed for {where}",
  },
  GradeReviewReturned: {
    ...plain("rectification"),
    zh: "{where}的服务等级核定被发改部门退回",
    en: "Development and reform returned the grade review of {where}",
  },
  GradeReviewConfirmed: {
    ...counts("rectification", { "gradeReview.confirmed": 1 }),
    zh: "{where}降低后的收费标准已由发改部门确认",
    en: "Development and reform confirmed the lower charge of {where}",
  },
  GradeLowered: {
    ...counts("rectification", { "gradeReview.inForce": 1 }),
    zh: "{where}的服务等级和收费标准降低，开始执行",
    en: "The lower grade and charge of {where} are in force",
  },
  GradeReviewVerified: {
    ...counts("rectification", { "gradeReview.verified": 1, "gradeReview.open": -1 }),
    zh: "经现场核实，{where}已按降低后的标准收费",
    en: "Verified on the spot: {where} is charged the lower rate",
  },
  GradeReviewWithdrawn: {
    ...counts("rectification", { "gradeReview.withdrawn": 1, "gradeReview.open": -1 }),
    zh: "{where}的服务等级核定撤回",
    en: "The grade review of {where} was withdrawn",
  },
} as const satisfies EventTable;
