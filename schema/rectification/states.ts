/** The states of a rectification, what leads from one to the next, and what the rules know of it. */
import type { WorkCalendar } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Decision, Transitions } from "../decision.ts";
import type { FollowUpKind } from "./follow-up.ts";

export type State = "ordered" | "inProgress" | "submitted" | "sentBack" | "accepted" | "refused" | "failed";

export type Command =
  | { type: "start" }
  /** Whoever owes it is reminded: once a working day, and only of what is overdue. */
  | { type: "remind" }
  /** Somebody else answers for it from now on. */
  | { type: "nameResponsible"; responsiblePerson: string }
  | { type: "submit"; evidence: readonly string[] }
  /** Confirmed on the spot that the findings have been put right. */
  | { type: "accept"; inspectionId: string }
  | { type: "sendBack"; reason: string }
  | { type: "askExtension"; deadline: Date; reason: string }
  | { type: "approveExtension" }
  | { type: "denyExtension"; reason: string }
  /** The company refuses; the letter or record of it is the evidence. */
  | { type: "refuse"; evidence: readonly string[] }
  /** An inspection after the deadline found it not put right. */
  | { type: "fail"; inspectionId: string };

export type CommandType = Command["type"];

/** Overdue is a flag and no state: see `isOverdue`. */
export const transitions: Transitions<State, CommandType> = {
  ordered: {
    start: "inProgress",
    remind: "ordered",
    nameResponsible: "ordered",
    submit: "submitted",
    askExtension: "ordered",
    approveExtension: "ordered",
    denyExtension: "ordered",
    refuse: "refused",
    fail: "failed",
  },
  inProgress: {
    remind: "inProgress",
    nameResponsible: "inProgress",
    submit: "submitted",
    askExtension: "inProgress",
    approveExtension: "inProgress",
    denyExtension: "inProgress",
    refuse: "refused",
    fail: "failed",
  },
  submitted: {
    nameResponsible: "submitted",
    accept: "accepted",
    sendBack: "sentBack",
    approveExtension: "submitted",
    denyExtension: "submitted",
    fail: "failed",
  },
  sentBack: {
    remind: "sentBack",
    nameResponsible: "sentBack",
    submit: "submitted",
    askExtension: "sentBack",
    approveExtension: "sentBack",
    denyExtension: "sentBack",
    refuse: "refused",
    fail: "failed",
  },
  accepted: {},
  refused: {},
  failed: {},
};

export type Escalation = "none" | "city" | "province";

/** What the rules need to know of a rectification; the names are those of its columns. */
export interface Rectification {
  state: State;
  deadline: Date;
  submittedAt: Date | null;
  /** Set once, when the deadline passes without acceptance; taken back only by an extension that moves the deadline. */
  overdueAt: Date | null;
  /** Overdue, but the evidence came in time: the delay is the reviewer's and no ground for follow-ups. */
  awaitingReview: boolean;
  settledAt: Date | null;
  extensions: number;
  /** An extension that is asked for and not decided: it stops nothing. */
  extensionAskedUntil: Date | null;
  extensionReason: string | null;
  escalation: Escalation;
  calendarPublished: boolean;
  remindedAt: Date | null;
  /** Some finding under it breaks a law, not only a contract. */
  illegal: boolean;
  /** How many findings are under it: the rectification rate counts findings. */
  findings: number;
}

export interface Circumstances {
  now: Date;
  settings: Settings["rectification"];
  /** The owners of the complex protest strongly (`complaint/protest.ts`): with refusal or failure, exit is owed too. */
  strongProtest: boolean;
  /** Some illegal finding under it has not left its debt yet, with an earlier order. */
  owesPenalty: boolean;
  calendar?: WorkCalendar;
}

export type EventKind =
  | "RectificationOrdered"
  | "RectificationStarted"
  | "RectificationReminded"
  | "RectificationResponsibleNamed"
  | "RectificationSubmitted"
  | "RectificationAccepted"
  | "RectificationSentBack"
  | "RectificationExtensionAsked"
  | "RectificationExtended"
  | "RectificationExtensionDenied"
  | "RectificationRefused"
  | "RectificationFailed"
  | "RectificationOverdue"
  | "RectificationEscalated"
  | "TimerMoved";

/** `rectificationOverdue` at the deadline; the two others climb the ladder after it. */
export type TimerKind = "rectificationOverdue" | "rectificationCitySupervision" | "rectificationKeySupervision";

interface Columns extends Omit<Rectification, "findings"> {
  responsiblePerson: string;
  /** The inspection that acceptance or failure rests on. */
  proofId: string;
}

export interface RectificationDecision extends Decision<State, EventKind, TimerKind, Columns> {
  /** Debts that this leaves owed; each becomes a row of its own, with the event `FollowUpOwed`. */
  readonly followUps?: readonly FollowUpKind[];
  /** What becomes of the findings under it; absent: nothing changes for them. */
  readonly findings?: "rectified" | "unrectified";
}
