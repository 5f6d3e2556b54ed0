/** Policy documents as they stand in each state, and commands with what they need: for the tests of the rules. */
import { allowedCommands, decide, issueDocument } from "../../schema/policy-document/rules.ts";
import {
  type Command,
  type CommandType,
  type PolicyDocument,
  type State,
  transitions,
} from "../../schema/policy-document/states.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const settings = { readWorkingDays: 3, reminderHours: 24 };
/** A Thursday: three working days end with the Tuesday. */
export const issuedAt = at("2024-08-15 10:00");
export const dueAt = at("2024-08-21");
export const sending = (now = issuedAt) => ({ now, settings });
export const when = (now = issuedAt, over: { body?: string; unread?: number } = {}) => ({
  now,
  body: "14",
  unread: 7,
  ...over,
});

export const issued = (over: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...(issueDocument({ text: "wording", files: 0, addressed: 9 }, sending()).fields as PolicyDocument),
  state: "issued",
  bodyCode: "14",
  settledAt: null,
  settledReason: null,
  ...over,
});
const settled = { settledAt: issuedAt, settledReason: "why" };
export const inState: Record<State, PolicyDocument> = {
  issued: issued(),
  replaced: issued({ state: "replaced", ...settled }),
  withdrawn: issued({ state: "withdrawn", ...settled }),
};
const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  remind: { type: "remind" },
  replace: { type: "replace", reason: "article 3 was revised" },
  withdraw: { type: "withdraw", reason: "issued by mistake" },
};
export const policyDocumentWalk = walk(transitions, {
  commands,
  give: (state, command: Command) => decide(inState[state], command, when()).state,
  offered: (state) => allowedCommands(inState[state], when()),
  refusal: notInThisState("policy-document"),
});
