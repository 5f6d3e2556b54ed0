/** Grade reviews as they stand in each state, and commands with what they need: for the tests of the rules. */
import { allowedCommands, decide } from "../../schema/grade/rules.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Grade,
  type GradeReview,
  type State,
  transitions,
} from "../../schema/grade/states.ts";
import { notInThisState, walk } from "./walk.ts";

export const catalogue: readonly Grade[] = [
  { name: "一级", position: 1, chargeFen: 180 },
  { name: "二级", position: 2, chargeFen: 140 },
  { name: "三级", position: 3, chargeFen: 100 },
];
export const noon = new Date("2024-08-20T12:00:00+08:00");
export const when = (over: Partial<Circumstances> = {}): Circumstances => ({ now: noon, catalogue, ...over });
export const chargedFrom = new Date("2024-09-01T00:00:00Z");
/** Midnight in Shanghai. */
export const begin = new Date("2024-08-31T16:00:00Z");

export const review = (over: Partial<GradeReview> = {}): GradeReview => ({
  state: "proposed",
  fromGrade: "一级",
  fromChargeFen: 180,
  toGrade: "二级",
  toChargeFen: 140,
  reason: "保洁不到位",
  returnReason: null,
  chargedFrom: null,
  confirmedAt: null,
  settledAt: null,
  withdrawalReason: null,
  ...over,
});
export const confirmed = (over: Partial<GradeReview> = {}) =>
  review({ state: "confirmed", chargedFrom, confirmedAt: noon, ...over });
export const inState = (state: State) =>
  state === "confirmed" || state === "inForce" || state === "verified" ? confirmed({ state }) : review({ state });

const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  propose: { type: "propose", grade: "三级", reason: "再次核定" },
  confirm: { type: "confirm", chargeFen: 140, chargedFrom: "2024-09-01" },
  return: { type: "return", reason: "依据不足" },
  verify: { type: "verify", inspectionId: "an inspection" },
  withdraw: { type: "withdraw", reason: "企业已退出" },
};
export const gradeWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState(state), command, when()).state,
  offered: (state) => allowedCommands(inState(state), when()),
  refusal: notInThisState("grade-review"),
});
