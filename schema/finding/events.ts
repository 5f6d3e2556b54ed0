import { computed, type EventTable } from "../activity/event-kind.ts";

export const findingEvents = {
  FindingEstablished: {
    ...computed("inspection", (facts) => ({
      "finding.established": 1,
      [`finding.established/kind/${facts.kind}`]: 1,
    })),
    zh: "{where}查实一项问题",
    en: "A violation was found in {where}",
  },
  FindingWithdrawn: {
    ...computed("inspection", (facts) => ({
      "finding.established": -1,
      [`finding.established/kind/${facts.kind}`]: -1,
    })),
    zh: "{where}的一项问题撤销",
    en: "A finding in {where} was withdrawn",
  },
} as const satisfies EventTable;
