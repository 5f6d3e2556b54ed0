import { computed, counts, type EventTable, when } from "../activity/event-kind.ts";

export const punishmentEvents = {
  JointPunishmentOpened: {
    ...counts("punishment", { "punishment.opened": 1, "punishment.running": 1 }),
    zh: "对{who}发起联合惩戒",
    en: "Joint punishment of {who} was opened",
  },
  JointPunishmentConfirmed: {
    ...counts("punishment", { "punishment.confirmed": 1 }),
    zh: "[{department}]确认对{who}联合惩戒",
    en: "Joint punishment of {who} was confirmed[ by {department}]",
  },
  JointPunishmentReported: {
    ...computed("punishment", (facts) => when(facts.first, { "punishment.reported": 1 })),
    zh: "[{department}]报送对{who}的惩戒措施",
    en: "Measures against {who} were reported[ by {department}]",
  },
  JointPunishmentInForce: {
    ...counts("punishment", { "punishment.inForce": 1, "credit.pushes": 1 }),
    zh: "对{who}的联合惩戒生效",
    en: "Joint punishment of {who} is in force",
  },
  JointPunishmentLifted: {
    ...computed("punishment", (facts) => ({
      "punishment.running": -1,
      // What nobody has acted on was taken back.
      ...when(!facts.takenBack, { "punishment.lifted": 1 }),
      ...when(facts.wasInForce, { "punishment.inForce": -1, "credit.pushes": 1 }),
    })),
    zh: "对{who}的联合惩戒解除",
    en: "Joint punishment of {who} was lifted",
  },
} as const satisfies EventTable;
