/** The states of a spot check, what leads from one to the next, and what the rules know of it. */
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";

export type State = "drawn" | "completed" | "abandoned";
export type ItemState = "drawn" | "carriedOut" | "leftOut";

export type Command =
  /** The complex was visited; the inspection is recorded with the command. */
  | { type: "carryOut"; complexId: string; carriedOutAt: Date }
  | { type: "leaveOut"; complexId: string; reason: string }
  /** It stays on record, and what was carried out of it stands. */
  | { type: "abandon"; reason: string };

export type CommandType = Command["type"];

/** With the last complex that was drawn it is completed by itself: `decide` says so. */
export const transitions: Transitions<State, CommandType> = {
  drawn: { carryOut: "drawn", leaveOut: "drawn", abandon: "abandoned" },
  completed: {},
  abandoned: {},
};

export const itemTransitions: Transitions<ItemState, Exclude<CommandType, "abandon">> = {
  drawn: { carryOut: "carriedOut", leaveOut: "leftOut" },
  carriedOut: {},
  leftOut: {},
};

/** What the rules need to know of a spot check; the names are those of its columns. */
export interface SpotCheck {
  state: State;
  /** Region of the body that drew. */
  bodyCode: string;
  drawnAt: Date;
  /** Civil date. */
  startsOn: Date;
  size: number;
  carriedOut: number;
  leftOut: number;
  /** When the period is over; null once it is settled. */
  dueAt: Date | null;
  overdueAt: Date | null;
  settledAt: Date | null;
  abandonReason: string | null;
}

export interface Item {
  complexId: string;
  state: ItemState;
}

export interface Circumstances {
  now: Date;
  /** Region of whoever acts. */
  body: string;
}

export type Weights = Settings["spotCheck"];

export type TimerKind = "spotCheckPeriodEnd";

export type EventKind =
  | "SpotCheckDrawn"
  | "SpotCheckComplexCarriedOut"
  | "SpotCheckComplexLeftOut"
  | "SpotCheckCompleted"
  | "SpotCheckAbandoned"
  | "SpotCheckOverdue";

export type SpotCheckDecision = Decision<State, EventKind, TimerKind, Omit<SpotCheck, "state" | "bodyCode">>;
