import { computed, counts, type EventTable, type Facts, type Figures, number, when } from "../activity/event-kind.ts";

/** Whatever ends a clock of a penalty case ends its being overdue. */
const penalty = (figures: (facts: Facts) => Figures = () => ({})) =>
  computed("penalty", (facts) => ({ ...figures(facts), ...when(facts.wasOverdue, { "penalty.overdueNow": -1 }) }));

/** A clock of a penalty case has run out. */
const penaltyLate = (clock: string) => counts("overdue", { [`penalty.${clock}Overdue`]: 1, "penalty.overdueNow": 1 });

export const penaltyEvents = {
  PenaltyCaseFiled: {
    ...penalty(() => ({ "penalty.filed": 1, "penalty.open": 1 })),
    zh: "对{who}立案查处[（{article}）]",
    en: "A penalty case against {who} was filed[ ({article})]",
  },
  PenaltyEvidenceRecorded: {
    ...penalty(),
    zh: "{who}的处罚案件补充证据",
    en: "Evidence in the penalty case against {who} was added",
  },
  PenaltyHearingOffered: {
    ...penalty(),
    zh: "向{who}告知拟罚款[{yuan}元]和听证权利",
    en: "{who} was told of the fine intended[, {yuan} yuan,] and of its right to a hearing",
  },
  PenaltyHearingLapsed: { ...penalty(), zh: "{who}逾期未要求听证", en: "{who} asked for no hearing in time" },
  PenaltyHearingAsked: { ...penalty(), zh: "{who}要求听证", en: "{who} asked for a hearing" },
  PenaltyHearingNotified: { ...penalty(), zh: "已通知{who}举行听证", en: "{who} was told of the hearing" },
  PenaltyHearingHeld: {
    ...penalty(() => ({ "penalty.hearings": 1 })),
    zh: "{who}的处罚案件举行听证",
    en: "The hearing of {who} took place",
  },
  PenaltyDecided: {
    ...penalty((facts) => ({ "penalty.decided": 1, "penalty.yuan": number(facts.yuan) })),
    zh: "决定对{who}罚款[{yuan}元]",
    en: "A fine on {who} was decided[: {yuan} yuan]",
  },
  PenaltyServed: { ...penalty(), zh: "{who}的处罚决定书已送达", en: "The decision was served on {who}" },
  PenaltyPaid: { ...penalty(), zh: "{who}缴纳罚款", en: "{who} paid towards a fine" },
  PenaltyPerformed: {
    ...penalty(() => ({ "penalty.performed": 1, "penalty.open": -1 })),
    zh: "{who}履行处罚决定完毕",
    en: "{who} has performed its penalty",
  },
  PenaltyCaseClosed: {
    ...penalty(() => ({ "penalty.closed": 1, "penalty.open": -1 })),
    zh: "{who}的处罚案件结案",
    en: "The penalty case against {who} was closed",
  },
  PenaltyCaseWithdrawn: {
    ...penalty((facts) => ({
      "penalty.withdrawn": 1,
      "penalty.open": -1,
      // What was annulled was no penalty.
      ...when(facts.decided, { "penalty.decided": -1, "penalty.yuan": -number(facts.yuan) }),
    })),
    zh: "{who}的处罚案件撤销",
    en: "The penalty case against {who} was withdrawn",
  },
  PenaltyDecisionOverdue: {
    ...penaltyLate("decision"),
    zh: "{who}的处罚案件逾期未作决定",
    en: "The decision in the penalty case against {who} is overdue",
  },
  PenaltyServiceOverdue: {
    ...penaltyLate("service"),
    zh: "{who}的处罚决定书逾期未送达",
    en: "Service of the decision on {who} is overdue",
  },
  PenaltyPaymentOverdue: {
    ...penaltyLate("payment"),
    zh: "{who}逾期未缴罚款，开始加处罚款",
    en: "{who} has not paid its fine in time; the surcharge begins",
  },
} as const satisfies EventTable;
