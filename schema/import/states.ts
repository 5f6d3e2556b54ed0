/** The way of an import: read, rehearsed, then written by its author's word, a batch at a time. */
import { commandsIn, type Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "receiving" | "checking" | "checked" | "applying" | "applied" | "cancelled" | "stopped";
export type Command = "apply" | "cancel";

/** What was written before a cancellation stays written: the same file again goes on from there. */
export const transitions: Transitions<State, Command> = {
  receiving: {},
  checking: { cancel: "cancelled" },
  checked: { apply: "applying", cancel: "cancelled" },
  applying: { cancel: "cancelled" },
  applied: {},
  cancelled: {},
  stopped: {},
};

/** Under way: a job has something to do. */
export const working = ["checking", "applying"] as const satisfies readonly State[];
/** Neither through nor given up. */
export const open = ["checked", ...working] as const satisfies readonly State[];

export const allowedImportCommands = (state: State) => commandsIn(transitions, state);

/** @throws {Refusal} `import/not-in-this-state` */
export function decideImport(state: State, command: Command): State {
  const next = transitions[state][command];
  if (next === undefined) throw refuse("import/not-in-this-state", [], { state });
  return next;
}
