/** The states of a policy document and what the rules know of it. */
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";

export type State = "issued" | "replaced" | "withdrawn";

export type Command =
  /** By whoever stands above those who have not read it. */
  | { type: "remind" }
  /** A new edition goes to the same regions, and asks for new receipts. */
  | { type: "replace"; reason: string }
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  issued: { remind: "issued", replace: "replaced", withdraw: "withdrawn" },
  replaced: {},
  withdrawn: {},
};

/** What the rules need to know of a document; the names are those of its columns. */
export interface PolicyDocument {
  state: State;
  bodyCode: string;
  dueAt: Date;
  calendarPublished: boolean;
  overdueAt: Date | null;
  settledAt: Date | null;
  settledReason: string | null;
}

export interface Circumstances {
  now: Date;
  /** Code of the region of whoever gives the command. */
  body: string;
  /** Regions below that one which have not read it. */
  unread: number;
}

export interface Sending {
  now: Date;
  settings: Settings["policyDocument"];
  calendar?: WorkCalendar;
}

export type TimerKind = "policyReadReminder" | "policyReadDue";

export type EventKind =
  | "PolicyDocumentIssued"
  | "PolicyReadersReminded"
  | "PolicyReadingOverdue"
  | "PolicyDocumentReplaced"
  | "PolicyDocumentWithdrawn"
  | "TimerMoved";

export type PolicyDecision = Decision<State, EventKind, TimerKind, Omit<PolicyDocument, "state" | "bodyCode">>;
