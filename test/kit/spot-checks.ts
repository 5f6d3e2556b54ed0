/** Draws as they stand in each state, and commands with what they need: for the tests of the rules. */
import { Temporal } from "temporal-polyfill";
import { endOf } from "../../schema/calendar/rules.ts";
import { decide } from "../../schema/spot-check/rules.ts";
import {
  type Item,
  type ItemState,
  itemTransitions,
  type SpotCheck,
  type State,
  transitions,
} from "../../schema/spot-check/states.ts";
import { notInThisState, walk } from "./walk.ts";

/** A Thursday. */
export const now = new Date("2024-08-15T10:00:00+08:00");
export const check = (over: Partial<SpotCheck> = {}): SpotCheck => ({
  state: "drawn",
  bodyCode: "1401",
  drawnAt: now,
  startsOn: new Date("2024-08-15T00:00:00Z"),
  size: 2,
  carriedOut: 0,
  leftOut: 0,
  dueAt: endOf(Temporal.PlainDate.from("2024-08-20")),
  overdueAt: null,
  settledAt: null,
  abandonReason: null,
  ...over,
});
export const items = (...states: ItemState[]): Item[] =>
  states.map((state, index) => ({ complexId: `${index}`, state }));
export const at = (instant: string) => new Date(`2024-08-${instant}+08:00`);
export const noon = at("16T12:00:00");
export const here = (over: object = {}) => ({ now: noon, body: "1401", ...over });
export const carryOut = { type: "carryOut", complexId: "0", carriedOutAt: noon } as const;
export const leaveOut = { type: "leaveOut", complexId: "0", reason: "pulled down" } as const;
export const abandon = { type: "abandon", reason: "the flood" } as const;

const settled = (state: State) => (state === "drawn" ? {} : { dueAt: null, settledAt: now });
export const spotCheckWalk = walk(transitions, {
  commands: { carryOut, leaveOut, abandon },
  give: (state, command) => decide(check({ state, ...settled(state) }), items("drawn", "drawn"), command, here()).state,
  refusal: notInThisState("spot-check"),
});
/** A complex of a draw, beside another that is still drawn; what becomes of it is told by what happened. */
export const drawnComplexWalk = walk(itemTransitions, {
  commands: { carryOut, leaveOut },
  give: (state, command) =>
    decide(check(), items(state, "drawn"), command, here()).events[0]?.kind === "SpotCheckComplexCarriedOut"
      ? "carriedOut"
      : "leftOut",
  refusal: () => "spot-check/complex-settled at complexId",
});
