/** What one level asks of another: its kinds, its states, what leads from one to the next, and what the rules know of it. */
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";

/** The ladder up which a slow region is urged on (plan 四(四): 及时督促提醒、约谈，并及时向当地纪检监察部门汇报), lowest first. */
export const ladder = ["reminder", "interview", "disciplineReport"] as const;
export type Step = (typeof ladder)[number];

/** `keySupervision` (重点督办) is of a case; `difficulty` (困难问题) goes up. */
export type Kind = Step | "keySupervision" | "difficulty";

export const isStep = (kind: Kind): kind is Step => (ladder as readonly Kind[]).includes(kind);

export type State = "open" | "answered" | "settled" | "withdrawn";

export type Command =
  | { type: "answer"; answer: string }
  /** The answer is not enough: it is owed again. */
  | { type: "return"; reason: string; dueAt?: Date }
  /** The answer does. Of a step of the ladder: it stands no longer. */
  | { type: "settle" }
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  open: { answer: "answered", withdraw: "withdrawn" },
  answered: { return: "open", settle: "settled" },
  settled: {},
  withdrawn: {},
};

/** What the rules need to know of a matter; the names are those of its columns. */
export interface Matter {
  kind: Kind;
  state: State;
  /** When the answer is due; null while none is owed. */
  dueAt: Date | null;
  calendarPublished: boolean;
  overdueAt: Date | null;
  answer: string | null;
  answeredAt: Date | null;
  /** Set while an answer that was returned is owed again. */
  returnReason: string | null;
  settledAt: Date | null;
  closingReason: string | null;
}

/** What is fixed when it is opened. */
export interface Opened {
  text: string;
  skipReason: string | null;
  meetsAt: Date | null;
  venue: string | null;
}

export interface Circumstances {
  now: Date;
  settings: Settings["supervision"];
  calendar?: WorkCalendar;
}

export type TimerKind = "supervisionDue";

export const openedAs = {
  reminder: "SupervisionReminderSent",
  interview: "SupervisionInterviewCalled",
  disciplineReport: "SupervisionReportedToDiscipline",
  keySupervision: "KeySupervisionOrdered",
  difficulty: "DifficultyRaised",
} as const satisfies Record<Kind, string>;

export type EventKind =
  | (typeof openedAs)[Kind]
  | "SupervisionAnswered"
  | "SupervisionAnswerReturned"
  | "SupervisionSettled"
  | "SupervisionWithdrawn"
  | "SupervisionOverdue"
  | "TimerMoved";

export type MatterDecision = Decision<State, EventKind, TimerKind, Omit<Matter, "state" | "kind"> & Opened>;
