/** The states of a penalty case, what leads from one to the next, and what the rules know of it. */
import type { Decision, Transitions } from "../decision.ts";
import type { Manner } from "../paper/rules.ts";
import type { Article, Party } from "./ranges.ts";

export type State =
  | "filed"
  | "evidence"
  | "hearingOffered"
  | "hearingAsked"
  | "hearingNotified"
  | "hearingHeld"
  | "decided"
  | "served"
  | "performed"
  | "closed"
  | "withdrawn";

export type Command =
  | { type: "recordEvidence"; evidence: readonly string[] }
  /** The prior notice: article, fine and the right to a hearing (44, 63, 64). */
  | {
      type: "offerHearing";
      offeredOn: Date;
      manner: Manner;
      article: Article;
      basisFen: bigint | null;
      amountFen: bigint;
    }
  | { type: "askHearing"; askedOn: Date }
  /** Again, where the hearing is moved. */
  | { type: "notifyHearing"; notifiedOn: Date; manner: Manner; hearingAt: Date; place: string }
  | { type: "holdHearing"; record: string; evidence: readonly string[] }
  | { type: "decide"; decidedOn: Date; amountFen: bigint }
  | { type: "serve"; servedOn: Date; manner: Manner; receivedBy: string; evidence: readonly string[] }
  | { type: "recordPayment"; paidOn: Date; amountFen: bigint; receipt: string }
  /** Ended without a penalty (57), or with one that will not be performed any more. */
  | { type: "close"; reason: string }
  /** Opened in error, or annulled. */
  | { type: "withdraw"; reason: string };

export type CommandType = Command["type"];

const ends = { close: "closed", withdraw: "withdrawn" } as const;

/** Whoever pays the last fen performs: `recordPayment` then leads on from `served` to `performed`. */
export const transitions: Transitions<State, CommandType> = {
  filed: { recordEvidence: "evidence", ...ends },
  evidence: { recordEvidence: "evidence", offerHearing: "hearingOffered", ...ends },
  hearingOffered: { askHearing: "hearingAsked", decide: "decided", ...ends },
  hearingAsked: { notifyHearing: "hearingNotified", ...ends },
  hearingNotified: { notifyHearing: "hearingNotified", holdHearing: "hearingHeld", ...ends },
  hearingHeld: { decide: "decided", ...ends },
  decided: { serve: "served", withdraw: "withdrawn" },
  served: { recordPayment: "served", ...ends },
  performed: {},
  closed: {},
  withdrawn: {},
};

/** Money that came in, as the columns have it. */
export interface Payment {
  paidOn: Date;
  amountFen: bigint;
}

/** What the rules need to know of a case; the names are those of its columns, civil dates are as columns carry them. */
export interface PenaltyCase {
  state: State;
  article: Article;
  party: Party;
  actEndedOn: Date;
  filedAt: Date;
  decisionDue: Date;
  offeredOn: Date | null;
  basisFen: bigint | null;
  offeredFen: bigint | null;
  hearingAskDue: Date | null;
  hearingLapsedAt: Date | null;
  hearingAskedOn: Date | null;
  hearingNotifiedOn: Date | null;
  hearingAt: Date | null;
  hearingPlace: string | null;
  hearingRecord: string | null;
  decidedOn: Date | null;
  amountFen: bigint | null;
  serviceDue: Date | null;
  servedOn: Date | null;
  receivedBy: string | null;
  paymentDue: Date | null;
  performedOn: Date | null;
  settledAt: Date | null;
  closingReason: string | null;
  /** The clock that runs: decision, service, payment. */
  nextDueAt: Date | null;
  overdueAt: Date | null;
  calendarPublished: boolean;
  payments: readonly Payment[];
}

export type TimerKind = "penaltyDecisionDue" | "penaltyHearingAskDue" | "penaltyServiceDue" | "penaltyPaymentDue";

export type EventKind =
  | "PenaltyCaseFiled"
  | "PenaltyEvidenceRecorded"
  | "PenaltyHearingOffered"
  | "PenaltyHearingLapsed"
  | "PenaltyHearingAsked"
  | "PenaltyHearingNotified"
  | "PenaltyHearingHeld"
  | "PenaltyDecided"
  | "PenaltyServed"
  | "PenaltyPaid"
  | "PenaltyPerformed"
  | "PenaltyCaseClosed"
  | "PenaltyCaseWithdrawn"
  | "PenaltyDecisionOverdue"
  | "PenaltyServiceOverdue"
  | "PenaltyPaymentOverdue"
  | "TimerMoved";

export type PenaltyDecision = Decision<State, EventKind, TimerKind, Omit<PenaltyCase, "state" | "payments">>;
