/** The states of a complaint, what leads from one to the next, and what the rules know of it. */
import type { Department } from "../../prisma/generated/enums.ts";
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Happening, Transitions } from "../decision.ts";
import type { Consequence } from "../erasure/rules.ts";
import type { Clock } from "./clocks.ts";

export type State =
  | "received"
  | "assigned"
  | "verifying"
  | "substantiated"
  | "unsubstantiated"
  | "transferred"
  | "feedbackGiven"
  | "closed"
  | "withdrawn";

export type Command =
  /** Names the handler (专人), or hands the work of a leaver to another. */
  | { type: "assign"; handlerId: string }
  /** The complainant was reached: from now on the complaint counts. Its verification confirms it as well. */
  | { type: "confirm" }
  | { type: "startVerification" }
  | { type: "substantiate" }
  | { type: "unsubstantiate"; reason: string }
  | { type: "transfer"; department: Department; reason: string }
  /** These two come with what is done to its transfer (`transfer/rules.ts`). */
  | { type: "answerTransfer"; answer: string }
  | { type: "returnFromTransfer"; reason: string }
  /** The first tells the result of verification, a later one the outcome of a rectification. */
  | { type: "giveFeedback"; text: string }
  | { type: "answerSatisfied" }
  | { type: "answerUnsatisfied" }
  | { type: "close" }
  | { type: "reopen"; reason: string }
  | { type: "extend"; reason: string }
  /** `facts`: what it said before and says now, for the log. */
  | { type: "correct"; reason: string; facts?: Happening<EventKind>["facts"] }
  /** The same matter as another complaint: it follows that one from now on. A person decides. */
  | { type: "join"; primaryId: string; reason: string }
  /** A matter of its own after all. */
  | { type: "separate"; reason: string }
  | { type: "withdraw"; reason: string }
  /** Its personal data goes; the case stays. The clock's once retention is over, the city's before where the person asks. */
  | { type: "erase" };

export type CommandType = Command["type"];

/**
 * The state that each command leads to. Reopening is no state: the case is with its handler again (`assigned`) with
 * new clocks, and `reopenings` counts the rounds.
 */
export const transitions: Transitions<State, CommandType> = {
  received: {
    confirm: "received",
    assign: "assigned",
    extend: "received",
    correct: "received",
    join: "received",
    separate: "received",
    withdraw: "withdrawn",
  },
  assigned: {
    confirm: "assigned",
    assign: "assigned",
    startVerification: "verifying",
    extend: "assigned",
    correct: "assigned",
    join: "assigned",
    separate: "assigned",
    withdraw: "withdrawn",
  },
  verifying: {
    confirm: "verifying",
    assign: "verifying",
    substantiate: "substantiated",
    unsubstantiate: "unsubstantiated",
    transfer: "transferred",
    extend: "verifying",
    correct: "verifying",
    join: "verifying",
    separate: "verifying",
    withdraw: "withdrawn",
  },
  substantiated: {
    assign: "substantiated",
    giveFeedback: "feedbackGiven",
    extend: "substantiated",
    correct: "substantiated",
    separate: "substantiated",
  },
  unsubstantiated: {
    assign: "unsubstantiated",
    giveFeedback: "feedbackGiven",
    extend: "unsubstantiated",
    correct: "unsubstantiated",
    separate: "unsubstantiated",
  },
  transferred: {
    confirm: "transferred",
    assign: "transferred",
    answerTransfer: "transferred",
    returnFromTransfer: "verifying",
    giveFeedback: "feedbackGiven",
    extend: "transferred",
    correct: "transferred",
    // The department holds the primary: what was not answered comes back to the city with it.
    separate: "verifying",
    withdraw: "withdrawn",
  },
  feedbackGiven: {
    assign: "feedbackGiven",
    giveFeedback: "feedbackGiven",
    answerSatisfied: "feedbackGiven",
    answerUnsatisfied: "assigned",
    close: "closed",
    reopen: "assigned",
    correct: "feedbackGiven",
    separate: "feedbackGiven",
  },
  closed: { reopen: "assigned", erase: "closed" },
  withdrawn: { erase: "withdrawn" },
};

/** What a duplicate does not do by itself: its primary's command is its own (domain 5: a duplicate follows its primary). */
export const followed: ReadonlySet<CommandType> = new Set([
  "assign",
  "startVerification",
  "substantiate",
  "unsubstantiate",
  "transfer",
  "answerTransfer",
  "returnFromTransfer",
  "giveFeedback",
  "extend",
  "reopen",
]);

/** What the rules need to know of a complaint; the names are those of its columns. */
export interface Complaint {
  state: State;
  /** The complaint whose matter it is as well: it follows that one. */
  primaryId: string | null;
  /** Nobody can be called back: only its verification confirms it. */
  anonymous: boolean;
  /** The telephone was verified, staff recorded it, or it was verified on the spot: until then it counts nowhere. */
  confirmed: boolean;
  handlerId: string | null;
  acknowledgeDue: Date;
  verifyDue: Date;
  feedbackDue: Date;
  acknowledgedAt: Date | null;
  verifiedAt: Date | null;
  /** First feedback of this round. */
  feedbackAt: Date | null;
  /** Feedback owed for an accepted rectification. */
  outcomeDue: Date | null;
  /** Set while a transferee holds the case. */
  pausedAt: Date | null;
  transferredTo: Department | null;
  transferAnsweredAt: Date | null;
  extensions: number;
  reopenings: number;
  ownerReopenings: number;
  /** The owner's answer to the latest feedback; null: not answered. */
  satisfied: boolean | null;
  answeredAt: Date | null;
  answerDue: Date | null;
  closedAt: Date | null;
  /** The personal data was destroyed then. */
  erasedAt: Date | null;
  /** Clocks that were missed and are still open: each has raised its one overdue event. */
  lapsed: readonly Clock[];
  nextDueAt: Date | null;
  overdueAt: Date | null;
  calendarPublished: boolean;
}

export interface Circumstances {
  now: Date;
  settings: Settings["complaint"];
  /** Findings of this complaint that are open or ordered: until they are settled there is more to tell. */
  pendingFindings: number;
  /** What still runs that rests on it; asked only of what is over. */
  consequences?: readonly Consequence[];
  /** Nobody has said yet in which county it lies. */
  unplaced?: boolean;
  /** How many follow this one. */
  duplicates?: number;
  /** The command comes with the one that was given to its primary. */
  following?: boolean;
  calendar?: WorkCalendar;
}

export type EventKind =
  | "ComplaintFiled"
  | "ComplaintConfirmed"
  | "ComplaintAssigned"
  | "ComplaintVerificationStarted"
  | "ComplaintSubstantiated"
  | "ComplaintUnsubstantiated"
  | "ComplaintTransferred"
  | "ComplaintTransferAnswered"
  | "ComplaintReturnedFromTransfer"
  | "ComplaintFeedbackGiven"
  | "ComplaintAnswered"
  | "ComplaintReopened"
  | "ComplaintClosed"
  | "ComplaintExtended"
  | "ComplaintCorrected"
  | "ComplaintJoined"
  | "ComplaintSeparated"
  | "ComplaintWithdrawn"
  | "ComplaintErased"
  | "ComplaintOutcomeOwed"
  | "ComplaintOverdue"
  | "TimerMoved";

export type TimerKind =
  | "complaintAcknowledgeDue"
  | "complaintVerifyDue"
  | "complaintFeedbackDue"
  | "complaintOutcomeDue"
  | "complaintClose";

export type ComplaintDecision = Decision<State, EventKind, TimerKind, Complaint>;
