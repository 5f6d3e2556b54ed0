/** The states of a batch, what leads from one to the next, and what the rules know of it. */
import type { Decision, Transitions } from "../decision.ts";
import type { DataKind, Known } from "./redaction.ts";

export type State = "draft" | "submitted" | "returned" | "approved" | "published" | "withdrawn";
export type Kind = "exposure" | "praise";

export type Command =
  /** A case is added or changed. */
  | { type: "write" }
  | { type: "remove"; caseId: string }
  /** What looks like personal data is none. */
  | { type: "markHarmless"; caseId: string; kind: DataKind; text: string; reason: string }
  | { type: "submit" }
  | { type: "return"; reason: string }
  | { type: "approve" }
  | { type: "publish" }
  /** One case of it disappears. */
  | { type: "withdrawCase"; caseId: string; reason: string }
  | { type: "withdraw"; reason: string }
  | { type: "reopen" };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  draft: { write: "draft", remove: "draft", markHarmless: "draft", submit: "submitted" },
  submitted: { approve: "approved", return: "returned" },
  returned: { write: "returned", remove: "returned", markHarmless: "returned", submit: "submitted" },
  approved: { publish: "published", return: "returned" },
  published: { withdrawCase: "published", withdraw: "withdrawn" },
  withdrawn: { reopen: "draft" },
};

/** What the rules need to know of a batch; the names are those of its columns. */
export interface Batch {
  state: State;
  /** Null where none is owed. */
  dueAt: Date | null;
  overdueAt: Date | null;
  paidAt: Date | null;
  submittedAt: Date | null;
  returnReason: string | null;
  approvedAt: Date | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawalReason: string | null;
}

/** A case of it. */
export interface Part {
  id: string;
  /** From 1. */
  position: number;
  kind: Kind;
  title: string;
  text: string;
  authorIds: readonly string[];
  harmless: readonly { kind: string; text: string }[];
  /** Of its publication that the public sees. */
  shown: boolean;
  known: Known;
}

export interface Circumstances {
  now: Date;
  /** Id of whoever acts. */
  actor: string | null;
}

export type TimerKind = "exposureMonthEnd";

export type EventKind =
  | "ExposureCaseWritten"
  | "ExposureCaseRemoved"
  | "ExposureMarkedHarmless"
  | "ExposureSubmitted"
  | "ExposureReturned"
  | "ExposureApproved"
  | "ExposurePublished"
  | "ExposureCaseWithdrawn"
  | "ExposureWithdrawn"
  | "ExposureReopened"
  | "ExposureOverdue";

export type ExposureDecision = Decision<State, EventKind, TimerKind, Omit<Batch, "state">>;
