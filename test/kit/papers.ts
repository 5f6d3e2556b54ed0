/** A paper as it was issued, and commands with what they need: for the tests of the rules. */
import { allowedCommands, type Command, decide, type Paper, transitions } from "../../schema/paper/rules.ts";
import { at, day } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const now = at("2024-09-20 10:00");
export const issued: Paper = { state: "issued", datedOn: day("2024-08-15"), servedByCase: false, ours: true };
export const serve = (over: Partial<Extract<Command, { type: "serve" }>> = {}): Command => ({
  type: "serve",
  servedOn: day("2024-08-15"),
  manner: "inPerson",
  receivedBy: " 李某 ",
  note: " ",
  evidence: ["1"],
  ...over,
});
export const replace = (reason = " 名称写错 "): Command => ({ type: "replace", reason });

export const paperWalk = walk(transitions, {
  commands: { serve: serve(), replace: replace() },
  give: (state, command) => decide({ ...issued, state }, command, now).state,
  offered: (state) => allowedCommands({ ...issued, state }),
  refusal: notInThisState("paper"),
});
