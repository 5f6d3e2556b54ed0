/** Transfers as they stand in each state, and commands with what they need: for the tests of the rules. */
import { Temporal } from "temporal-polyfill";
import { endOf } from "../../schema/calendar/rules.ts";
import { allowedCommands, decide, type Sending, sendTransfer } from "../../schema/transfer/rules.ts";
import {
  type Command,
  type CommandType,
  type State,
  type Transfer,
  transitions,
} from "../../schema/transfer/states.ts";
import { notInThisState, walk } from "./walk.ts";

export const settings = { transferAcceptWorkingDays: 5, transferAnswerWorkingDays: 15 };
/** A Thursday. */
export const sentAt = new Date("2024-08-15T10:00:00+08:00");
export const when = (now: Date | string = sentAt) => ({ now: new Date(now), settings });
export const endOfDay = (day: string) => endOf(Temporal.PlainDate.from(day));

export const sending = (over: Partial<Sending> = {}): Sending => ({
  department: "fireRescue",
  complaint: false,
  findings: [{ complexId: "a complex", state: "unrectified", with: [] }],
  reason: "theirs to punish",
  withWords: false,
  ...over,
});
export const sent = (over: Partial<Transfer> = {}): Transfer => ({
  ...(sendTransfer(sending(), when()).fields as Omit<Transfer, "state" | "department">),
  state: "sent",
  department: "fireRescue",
  ...over,
});
export const accepted = (over: Partial<Transfer> = {}): Transfer => ({
  ...sent(),
  ...decide(sent(), { type: "accept" }, when("2024-08-16T10:00:00+08:00")).fields,
  state: "accepted",
  ...over,
});
export const inState: Record<State, Transfer> = {
  sent: sent(),
  accepted: accepted(),
  answered: accepted({ state: "answered", dueAt: null, outcome: "other", settledAt: sentAt }),
  returned: sent({ state: "returned", dueAt: null, settledAt: sentAt }),
  withdrawn: sent({ state: "withdrawn", dueAt: null, settledAt: sentAt }),
};
const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  accept: { type: "accept" },
  answer: { type: "answer", outcome: "penalised", answer: "fined" },
  return: { type: "return", reason: "not ours" },
  withdraw: { type: "withdraw", reason: "sent by mistake" },
};
export const transferWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState[state], command, when()).state,
  offered: (state) => allowedCommands(inState[state]),
  refusal: notInThisState("transfer"),
});
