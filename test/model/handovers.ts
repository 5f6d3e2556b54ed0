/** What the company that leaves hands over, what follows when it refuses, and the owners' suit (domain 10). */

import { afterDay, dateOf, daysLater } from "./days.ts";
import { step, type Verb } from "./verb.ts";
import type { Actor, Exit, World } from "./world.ts";

const staff = ["city", "county"] as const;
const items = ["SERVICE_ROOMS", "FACILITIES", "MATERIALS", "FUNDS", "CONDITION"];
const checklist = "noticeServed contractEnded handoverRefused";
const today = ({ now }: World) => dateOf(now);

/** Until it was completed, whatever was determined meanwhile. */
export const isHandoverOverdue = ({ now }: World, one: Exit) =>
  (one.state === "contractEnded" || one.state === "handoverRefused") &&
  one.handoverDue !== null &&
  one.handoverDue <= now;

/** What may follow on a stage of a suit. */
const suit: Readonly<Record<string, readonly string[]>> = {
  "": ["ACCEPTED"],
  ACCEPTED: ["HEARING", "JUDGED", "SETTLED", "WITHDRAWN"],
  HEARING: ["HEARING", "JUDGED", "SETTLED", "WITHDRAWN"],
  JUDGED: ["APPEALED", "PERFORMED", "ENFORCEMENT"],
  APPEALED: ["HEARING", "JUDGED", "SETTLED", "WITHDRAWN"],
  SETTLED: ["PERFORMED", "ENFORCEMENT"],
  WITHDRAWN: ["ACCEPTED"],
  PERFORMED: [],
  ENFORCEMENT: ["PERFORMED", "ENFORCED", "ENFORCEMENT_ENDED"],
  ENFORCED: [],
  ENFORCEMENT_ENDED: ["ENFORCEMENT"],
};
const next = ({ suitStage }: Exit) => suit[suitStage ?? ""] ?? [];

interface Exits {
  payload: string;
  type: string;
  domain: string;
  of(world: World): readonly Exit[];
  visible(actor: Actor, one: Exit): boolean;
}

export const handoverVerbs = (exit: Exits): readonly Verb[] => [
  step({
    ...exit,
    field: "agreeHandover",
    by: staff,
    path: "noticeServed contractEnded",
    hindered: (world, one) => (isHandoverOverdue(world, one) ? "exit/handover-overdue" : undefined),
    input: async (world, one, _actor, dice) => ({
      handoverOn: daysLater(dice.once(3) ? today(world) : one.lastDay || today(world), dice.below(6) - 1),
    }),
    wrong: ({ handoverOn }, world, one) => {
      if ((handoverOn as string) < today(world)) return "exit/date-too-early";
      return (handoverOn as string) < one.lastDay ? "exit/handover-before-end" : undefined;
    },
    done: (_, one, _before, _rows, input) => {
      one.agreedOn = (input as { handoverOn: string }).handoverOn;
      if (one.state === "contractEnded") one.handoverDue = afterDay(one.agreedOn);
    },
  }),
  // There are five of them.
  ...[1, 2, 3].map(() =>
    step({
      ...exit,
      field: "handOverItem",
      by: staff,
      path: checklist,
      text: "receivedBy",
      hindered: (_, one) =>
        Object.values(one.items).every((state) => state === "handedOver") ? "exit/items-settled" : undefined,
      input: async (world, one, actor, dice, paper) => ({
        item: dice.pick(items.filter((item) => dice.once(6) || one.items[item] === "owed")) ?? dice.pick(items),
        handedOverOn: today(world),
        evidenceIds: [await paper(actor)],
      }),
      wrong: ({ item }, _world, one) => (one.items[item as string] === "handedOver" ? "exit/item-settled" : undefined),
      done: (_, one, _before, _rows, input) => {
        one.items[(input as { item: string }).item] = "handedOver";
      },
    }),
  ),
  step({
    ...exit,
    field: "recordMissingHandoverItem",
    by: staff,
    path: checklist,
    text: "note",
    hindered: (_, one) => (Object.values(one.items).includes("owed") ? undefined : "exit/items-settled"),
    input: async (_world, _one, _actor, dice) => ({ item: dice.pick(items) }),
    wrong: ({ item }, _world, one) => (one.items[item as string] === "owed" ? undefined : "exit/item-settled"),
    done: (_, one, _before, _rows, input) => {
      one.items[(input as { item: string }).item] = "missing";
    },
  }),
  step({
    ...exit,
    field: "completeHandover",
    by: staff,
    path: "contractEnded>handedOver handoverRefused>handedOver",
    hindered: (_, one) => (Object.values(one.items).includes("owed") ? "exit/items-outstanding" : undefined),
    input: async (world) => ({ handedOverOn: today(world) }),
  }),
  step({
    ...exit,
    field: "determineHandoverRefusal",
    by: staff,
    path: "contractEnded>handoverRefused",
    text: "description",
    hindered: (world, one) => (isHandoverOverdue(world, one) ? undefined : "exit/handover-not-due"),
    input: async (world, one, actor, dice, paper) => ({
      refusal: dice.pick(["LEAVE", "HAND_OVER"]),
      severity: "SEVERE",
      documentNumber: "演示1号",
      // After the due day.
      determinedOn: dice.once(6) ? daysLater(dateOf(one.handoverDue ?? world.now), -1) : today(world),
      evidenceIds: [await paper(actor)],
    }),
    wrong: ({ determinedOn }, _world, one) =>
      one.handoverDue && (determinedOn as string) < dateOf(one.handoverDue) ? "exit/date-too-early" : undefined,
    done: (world, one, _before, rows, input) => {
      one.refused = true;
      const [event] = rows.filter(({ type }) => type === "CreditEvent");
      if (!event) throw new Error("a refused handover is on no record of credit");
      world.creditEvents.push({
        id: event.id,
        place: one.place,
        state: "recorded",
        version: 1,
        companyId: one.companyId,
        groundId: one.id,
        severity: "SEVERE",
        determinedOn: (input as { determinedOn: string }).determinedOn,
      });
    },
  }),
  step({
    ...exit,
    field: "advanceSuit",
    by: staff,
    path: "handoverRefused handedOver takenOver",
    text: "court",
    hindered: (_, one) => (next(one).length === 0 ? "exit/suit-over" : undefined),
    input: async (world, one, _actor, dice) => ({
      stage: dice.pick(next(one).length > 0 && !dice.once(6) ? next(one) : Object.keys(suit).slice(1)),
      caseNumber: "演示1号",
      happenedOn: today(world),
      hearingAt: dice.once(4) ? null : world.now,
      result: dice.once(4) ? null : "FOR_OWNERS",
    }),
    wrong: ({ stage, hearingAt, result }, _world, one) => {
      if (!next(one).includes(stage as string)) return "exit/suit-stage-out-of-turn";
      if (stage === "HEARING" && !hearingAt) return "exit/hearing-missing";
      return stage === "JUDGED" && !result ? "exit/result-missing" : undefined;
    },
    done: (_, one, _before, _rows, input) => {
      one.suitStage = (input as { stage: string }).stage;
    },
  }),
];
