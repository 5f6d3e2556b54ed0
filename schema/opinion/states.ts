/** The states of an opinion incident, what leads from one to the next, and what the rules know of it. */
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";

export type State = "reported" | "handling" | "answered" | "closed" | "withdrawn";

/** From the lowest to the highest. */
export const heats = ["low", "medium", "high", "veryHigh"] as const;
export type Heat = (typeof heats)[number];

export type Command =
  /** What is being done about it. */
  | { type: "handle"; measures: string }
  /** Answered in public: where, and what was said. */
  | { type: "answer"; answer: string; link: string | null }
  | { type: "close"; conclusion: string }
  | { type: "reopen"; reason: string }
  | { type: "raise"; heat: Heat; reason: string }
  /** By a level above the one that handles it. */
  | { type: "takeOver"; ownerFits: boolean; reason: string }
  | { type: "nameOwner"; ownerFits: boolean }
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  reported: {
    handle: "handling",
    raise: "reported",
    takeOver: "reported",
    nameOwner: "reported",
    withdraw: "withdrawn",
  },
  handling: {
    answer: "answered",
    handle: "handling",
    raise: "handling",
    takeOver: "handling",
    nameOwner: "handling",
    withdraw: "withdrawn",
  },
  answered: { close: "closed", reopen: "handling" },
  closed: { reopen: "handling" },
  withdrawn: {},
};

/** What the rules need to know of an incident; the names are those of its columns. */
export interface Incident {
  state: State;
  heat: Heat;
  /** Region of the body that handles it. */
  holderCode: string;
  /** When it must be answered in public; null once it is, or was withdrawn. */
  dueAt: Date | null;
  calendarPublished: boolean;
  overdueAt: Date | null;
  handledAt: Date | null;
  answeredAt: Date | null;
  answeredInTime: boolean | null;
  settledAt: Date | null;
}

export interface Circumstances {
  now: Date;
  /** Code of the region of whoever gives the command. */
  body: string;
  settings: Settings["opinion"];
  calendar?: WorkCalendar;
}

export type TimerKind = "opinionDue";

export type EventKind =
  | "OpinionReported"
  | "OpinionHandled"
  | "OpinionAnswered"
  | "OpinionClosed"
  | "OpinionReopened"
  | "OpinionHeatRaised"
  | "OpinionTakenOver"
  | "OpinionOwnerNamed"
  | "OpinionWithdrawn"
  | "OpinionOverdue"
  | "TimerMoved";

export type OpinionDecision = Decision<State, EventKind, TimerKind, Omit<Incident, "state" | "holderCode">>;
