/** The states of a grade review, what leads from one to the next, and what the rules know of it. */
import type { Decision, Transitions } from "../decision.ts";

export type State = "proposed" | "returned" | "confirmed" | "inForce" | "verified" | "withdrawn";

/** A grade of a city's catalogue. */
export interface Grade {
  name: string;
  /** 1 is the highest. */
  position: number;
  /** Fen per m2 and month. */
  chargeFen: number;
}

export type Command =
  /** Another grade, after development and reform returned the first. */
  | { type: "propose"; grade: string; reason: string }
  /** Development and reform confirms the charge, and from which day it holds. */
  | { type: "confirm"; chargeFen: number; chargedFrom: string }
  | { type: "return"; reason: string }
  /** Found on the spot that the company charges it. */
  | { type: "verify"; inspectionId: string }
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

/** The day from which the new charge holds comes by the clock: no command leads into `inForce`. */
export const transitions: Transitions<State, CommandType> = {
  proposed: { confirm: "confirmed", return: "returned", withdraw: "withdrawn" },
  returned: { propose: "proposed", withdraw: "withdrawn" },
  confirmed: { withdraw: "withdrawn" },
  inForce: { verify: "verified" },
  verified: {},
  withdrawn: {},
};

/** What the rules need to know of a review; the names are those of its columns. */
export interface GradeReview {
  state: State;
  /** As the ledger had them when the review was opened; null where it said nothing. */
  fromGrade: string | null;
  fromChargeFen: number | null;
  toGrade: string;
  /** Proposed after the catalogue, then as confirmed. */
  toChargeFen: number;
  /** The city's reason for this grade. */
  reason: string;
  returnReason: string | null;
  /** Civil date; null until it is confirmed. */
  chargedFrom: Date | null;
  confirmedAt: Date | null;
  settledAt: Date | null;
  withdrawalReason: string | null;
}

export interface Circumstances {
  now: Date;
  /** The city's, as it is now. */
  catalogue: readonly Grade[];
}

export type TimerKind = "gradeReviewInForce";

export type EventKind =
  | "GradeReviewProposed"
  | "GradeReviewReturned"
  | "GradeReviewConfirmed"
  | "GradeLowered"
  | "GradeReviewVerified"
  | "GradeReviewWithdrawn";

export type GradeReviewDecision = Decision<State, EventKind, TimerKind, Omit<GradeReview, "state">>;
