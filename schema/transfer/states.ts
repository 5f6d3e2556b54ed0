/** The states of a transfer, what leads from one to the next, and what the rules know of it. */
import type { Department } from "../../prisma/generated/enums.ts";
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";

export type State = "sent" | "accepted" | "answered" | "returned" | "withdrawn";

/** What the department did about it. */
export type Outcome = "penalised" | "corrected" | "noViolation" | "other";

export type Command =
  | { type: "accept" }
  | { type: "answer"; outcome: Outcome; answer: string }
  /** Not its business, or not enough to go by. */
  | { type: "return"; reason: string }
  /** Taken back by those who sent it. */
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  sent: { accept: "accepted", return: "returned", withdraw: "withdrawn" },
  accepted: { answer: "answered", return: "returned", withdraw: "withdrawn" },
  answered: {},
  returned: {},
  withdrawn: {},
};

/** What a department holds, held or has dealt with: where one of these is, nothing more is owed for the matter. */
export const standing: readonly State[] = ["sent", "accepted", "answered"];

/**
 * Whom something may be transferred to, and the series that its numbers are from, of the transfer and of its paper: each
 * has its own, since from gaps in a common one a department could tell how much the others are sent. A housing bureau's
 * work is its own; discipline inspection is reported to and not asked to act.
 */
export const transferees: Readonly<Partial<Record<Department, { readonly prefix: string; readonly word: string }>>> = {
  marketRegulation: { prefix: "YSSJ", word: "市监" },
  fireRescue: { prefix: "YSXF", word: "消防" },
  developmentReform: { prefix: "YSFG", word: "发改" },
  publicSecurity: { prefix: "YSGA", word: "公安" },
  cityManagement: { prefix: "YSCG", word: "城管" },
  credit: { prefix: "YSXY", word: "信用" },
};

/** What the rules need to know of a transfer; the names are those of its columns. */
export interface Transfer {
  state: State;
  department: Department;
  /** When the department must have accepted it, then answered; null once it is settled. */
  dueAt: Date | null;
  calendarPublished: boolean;
  overdueAt: Date | null;
  acceptedAt: Date | null;
  outcome: Outcome | null;
  settledAt: Date | null;
}

export interface Circumstances {
  now: Date;
  settings: Pick<Settings["complaint"], "transferAcceptWorkingDays" | "transferAnswerWorkingDays">;
  calendar?: WorkCalendar;
}

export type TimerKind = "transferAcceptDue" | "transferAnswerDue";

export type EventKind =
  | "TransferSent"
  | "TransferAccepted"
  | "TransferAnswered"
  | "TransferReturned"
  | "TransferWithdrawn"
  | "TransferOverdue"
  | "TimerMoved";

export type TransferDecision = Decision<State, EventKind, TimerKind, Omit<Transfer, "state" | "department">>;
