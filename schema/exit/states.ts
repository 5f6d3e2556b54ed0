/** The steps of an exit, what leads from one to the next, and what the rules know of it. */
import type { Settings } from "../campaign/settings.ts";
import type { Severity } from "../credit/disclosure.ts";
import type { Decision, Transitions } from "../decision.ts";
import type { Manner } from "../paper/rules.ts";
import type { NoticeArticle, NoticeParty } from "./notice.ts";
import type { SuitResult, SuitStage } from "./suit.ts";
import type { VoteCounts } from "./vote.ts";

export type State =
  | "guiding"
  | "meetingCalled"
  | "voted"
  | "dismissed"
  | "noticeServed"
  | "contractEnded"
  | "handoverRefused"
  | "handedOver"
  | "takenOver"
  | "closed"
  | "abandoned";

export type Ground = "owed" | "ownersAsked" | "companyLeaves";
export type MeetingCaller = "ownersCommittee" | "managementCommittee" | "subdistrict" | "owners";
export type HandoverKind = "serviceRooms" | "facilities" | "materials" | "funds" | "condition";
export type HandoverRefusal = "leave" | "handOver";

/** In the order of the checklist (Civil Code 949). */
export const handoverKinds: readonly HandoverKind[] = ["serviceRooms", "facilities", "materials", "funds", "condition"];

/** Civil dates as columns carry them. */
export interface NoticeInput {
  servedOn: Date;
  agreedDays: number | null;
  /** Until when everything is handed over, where it has been agreed. */
  handoverOn: Date | null;
  evidence: readonly string[];
}

export type Command =
  | {
      type: "callMeeting";
      caller: MeetingCaller;
      announcedOn: Date;
      meetsOn: Date;
      demandingHeads: number | null;
      demandTotal: number | null;
    }
  | { type: "recordVote"; heldOn: Date; counts: VoteCounts; evidence: readonly string[] }
  /** The decision of the owners' assembly is announced. */
  | { type: "dismiss"; decidedOn: Date; evidence: readonly string[] }
  | ({ type: "serveNotice"; manner: Manner } & NoticeInput)
  /** The company's own notice. */
  | ({ type: "receiveNotice" } & NoticeInput)
  | { type: "agreeHandover"; handoverOn: Date }
  | {
      type: "handOverItem";
      item: HandoverKind;
      handedOverOn: Date;
      receivedBy: string;
      note: string | null;
      evidence: readonly string[];
    }
  /** It does not exist or cannot be had. */
  | { type: "recordMissing"; item: HandoverKind; note: string; evidence: readonly string[] }
  | { type: "completeHandover"; handedOverOn: Date }
  | {
      type: "determineRefusal";
      refusal: HandoverRefusal;
      severity: Severity;
      description: string;
      documentNumber: string;
      determinedOn: Date;
      evidence: readonly string[];
    }
  | {
      type: "advanceSuit";
      stage: SuitStage;
      court: string;
      caseNumber: string;
      happenedOn: Date;
      hearingAt: Date | null;
      result: SuitResult | null;
      note: string | null;
    }
  | { type: "takeOver"; startsOn: Date }
  | { type: "close" }
  | { type: "abandon"; reason: string };

export type CommandType = Command["type"];

/** The contract's end and the overdue handover come by the clock: see `lapse`. */
export const transitions: Transitions<State, CommandType> = {
  guiding: { callMeeting: "meetingCalled", receiveNotice: "noticeServed", abandon: "abandoned" },
  meetingCalled: {
    recordVote: "voted",
    callMeeting: "meetingCalled",
    receiveNotice: "noticeServed",
    abandon: "abandoned",
  },
  voted: { dismiss: "dismissed", callMeeting: "meetingCalled", receiveNotice: "noticeServed", abandon: "abandoned" },
  dismissed: { serveNotice: "noticeServed", abandon: "abandoned" },
  noticeServed: {
    handOverItem: "noticeServed",
    recordMissing: "noticeServed",
    agreeHandover: "noticeServed",
    abandon: "abandoned",
  },
  contractEnded: {
    handOverItem: "contractEnded",
    recordMissing: "contractEnded",
    completeHandover: "handedOver",
    agreeHandover: "contractEnded",
    determineRefusal: "handoverRefused",
  },
  handoverRefused: {
    handOverItem: "handoverRefused",
    recordMissing: "handoverRefused",
    advanceSuit: "handoverRefused",
    completeHandover: "handedOver",
  },
  handedOver: { takeOver: "takenOver", advanceSuit: "handedOver" },
  takenOver: { close: "closed", advanceSuit: "takenOver" },
  closed: {},
  abandoned: {},
};

/** What the rules need to know of an exit; the names are those of its columns. */
export interface Exit {
  state: State;
  dismissedOn: Date | null;
  contractEndsOn: Date | null;
  contractEndsAt: Date | null;
  handoverAgreedOn: Date | null;
  handoverDue: Date | null;
  handoverOverdueAt: Date | null;
  suitStage: SuitStage | null;
  /** Of the meeting called last. */
  meeting: { announcedOn: Date; meetsOn: Date; passed: boolean | null } | null;
  items: readonly { kind: HandoverKind; state: "owed" | "handedOver" | "missing" }[];
  /** The last day of the contract's term; null: without term. */
  contract: { endsOn: Date | null } | null;
}

export interface Circumstances {
  now: Date;
  /** Of the day that the case is judged by. */
  settings: Settings["exit"];
}

export type EventKind =
  | "ExitGuidanceOpened"
  | "OwnersMeetingCalled"
  | "OwnersVoteRecorded"
  | "CompanyDismissed"
  | "ExitNoticeServed"
  | "ExitContractEnded"
  | "HandoverAgreed"
  | "HandoverItemHandedOver"
  | "HandoverItemMissing"
  | "HandoverOverdue"
  | "HandoverCompleted"
  | "HandoverRefused"
  | "SuitAdvanced"
  | "ComplexTakenOver"
  | "ExitClosed"
  | "ExitAbandoned"
  | "TimerMoved";

export type TimerKind = "exitContractEnd" | "exitHandoverDue";

interface Columns extends Omit<Exit, "state" | "meeting" | "items" | "contract"> {
  noticeBy: NoticeParty;
  noticeArticle: NoticeArticle;
  noticeServedOn: Date;
  noticeDays: number;
  calendarPublished: boolean;
  nextDueAt: Date | null;
  refusal: HandoverRefusal;
  refusedAt: Date;
  refusalWords: string;
  handedOverOn: Date;
  takenOverOn: Date;
  settledAt: Date;
  abandonedWhy: string;
}

export type ExitDecision = Decision<State, EventKind, TimerKind, Columns>;
