/** Publicity items as they stand in each state, and commands with what they need: for the tests of the rules. */
import { Temporal } from "temporal-polyfill";
import {
  allowedCommands,
  type Command,
  type CommandType,
  decide,
  type Item,
  type Publication,
  type State,
  transitions,
} from "../../schema/publicity/rules.ts";
import { notInThisState, walk } from "./walk.ts";

export const today = Temporal.PlainDate.from("2024-08-15");
export const when = (body = "1401") => ({ today, body });
export const publication = (over: Partial<Publication> = {}): Publication => ({
  medium: "wechat",
  outlet: "演示住建",
  title: "专项行动进展",
  publishedOn: today,
  link: "https://mp.example.com/s/1",
  about: "campaign",
  companyId: null,
  ...over,
});
export const item = (over: Partial<Item> = {}): Item => ({
  ...publication(),
  state: "published",
  bodyCode: "1401",
  ...over,
});
const inState: Record<State, Item> = { published: item(), withdrawn: item({ state: "withdrawn" }) };
const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  correct: { type: "correct", to: publication({ title: "another title" }), reason: "misspelt" },
  withdraw: { type: "withdraw", reason: "recorded twice" },
};
export const publicityWalk = walk(transitions, {
  commands,
  give: (state, command: Command) => decide(inState[state], command, when()).state,
  offered: (state) => allowedCommands(inState[state], "1401"),
  refusal: notInThisState("publicity"),
});
