/** Matters between two levels as they stand in each state, and commands with what they need: for the tests of the rules. */
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { allowedCommands, decide, type Opening, open } from "../../schema/supervision/rules.ts";
import {
  type Command,
  type CommandType,
  type Matter,
  type State,
  transitions,
} from "../../schema/supervision/states.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

/** A Thursday. */
export const openedAt = at("2024-08-15 10:00");
export const when = (now: Date = openedAt) => ({ now, settings: defaultSettings.supervision });

export const opening = (over: Partial<Opening> = {}): Opening => ({
  kind: "reminder",
  text: "screening is slow",
  standing: [],
  skipReason: null,
  meetsAt: null,
  venue: null,
  dueAt: null,
  ...over,
});
export const matter = (over: Partial<Matter> = {}): Matter => {
  const { dueAt, calendarPublished } = open(opening(), when()).fields as Matter;
  const untouched = { overdueAt: null, answer: null, answeredAt: null, returnReason: null, settledAt: null };
  return { kind: "reminder", state: "open", dueAt, calendarPublished, ...untouched, closingReason: null, ...over };
};
export const inState: Record<State, Matter> = {
  open: matter(),
  answered: matter({ state: "answered", dueAt: null, answer: "done", answeredAt: openedAt }),
  settled: matter({ state: "settled", dueAt: null, answer: "done", answeredAt: openedAt, settledAt: openedAt }),
  withdrawn: matter({ state: "withdrawn", dueAt: null, settledAt: openedAt, closingReason: "a mistake" }),
};
const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  answer: { type: "answer", answer: "done" },
  return: { type: "return", reason: "not enough" },
  settle: { type: "settle" },
  withdraw: { type: "withdraw", reason: "a mistake" },
};
export const supervisionWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState[state], command, when()).state,
  offered: (state) => allowedCommands(inState[state]),
  refusal: notInThisState("supervision"),
});
