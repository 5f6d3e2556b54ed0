/**
 * The formal acts that have a paper (domain 9): one row an act, with its template. A row says which event is the act, in
 * whose name it is done, and, where the case itself records the service, which event that is; `follow.ts` does the rest.
 */
import type { EventKind } from "../activity/kinds.ts";
import type { SubjectType } from "../activity/log.ts";
import type { Work } from "../activity/transact.ts";
import { transferees } from "../transfer/states.ts";
import { housingBody } from "./bodies.ts";
import { dismissalNotice } from "./dismissal-notice.ts";
import type { Heading, PaperDocument } from "./document.ts";
import { hearingNotice } from "./hearing-notice.ts";
import { penaltyDecision } from "./penalty-decision.ts";
import { priorNotice } from "./prior-notice.ts";
import {
  type Ground,
  type Read,
  readDismissal,
  readHearing,
  readNotice,
  readPenalty,
  readRectification,
  readSupervision,
  readTransfer,
} from "./read.ts";
import { readKeySupervision, readUrging } from "./read-supervision.ts";
import { rectificationOrder } from "./rectification-order.ts";
import type { Service } from "./rules.ts";
import { answeredHere, type Deed, decisionServed, noticeGiven, takenByDepartment, toldOn } from "./service.ts";
import { supervision } from "./supervision.ts";
import { transfer } from "./transfer.ts";
import { interview, reminder, situationReport } from "./urging.ts";

/** What a paper says, but for its number. */
interface Draft extends Ground {
  /** What kind of paper its series of numbers is of (机关代字, with the body's code). */
  readonly word: string;
  compose(heading: Omit<Heading, "issuer">): PaperDocument;
}

interface Definition<Facts> {
  readonly subject: SubjectType;
  /** The event that is the act. */
  readonly issuedBy: EventKind;
  /** Head of its numbers. */
  word(ground: Ground): string;
  /** Region of the body whose act it is. */
  issuer(work: Work, deed: Deed): string;
  /** The body by its name; that of the region's housing bureau where nothing is said. */
  signedBy?(facts: Facts): string;
  read(work: Work, id: string, issuer: string): Promise<Read<Facts>>;
  readonly template: (facts: Facts, heading: Heading) => PaperDocument;
  /** Where the case itself says that it was served. */
  readonly servedBy?: {
    readonly kinds: readonly EventKind[];
    /** Null where it is no service after all. */
    how(work: Work, deed: Deed): Promise<Service | null> | Service | null;
    /** Nobody else says so: `servePaper` has nothing to record. */
    readonly alone: boolean;
  };
  /** Where the case quotes the number of its paper. */
  quote?(work: Work, id: string, number: string): Promise<unknown>;
  /** The events with which its papers are void. */
  readonly endedBy?: readonly EventKind[];
}

export interface Act extends Omit<Definition<never>, "word" | "signedBy" | "read" | "template"> {
  draft(work: Work, id: string, issuer: string): Promise<Draft>;
}

const act = <Facts>({ word, signedBy, read, template, ...row }: Definition<Facts>): Act => ({
  ...row,
  draft: async (work, id, issuerCode) => {
    const { facts, ...ground } = await read(work, id, issuerCode);
    const issuer = signedBy?.(facts) ?? housingBody(work.context.regions, issuerCode);
    return {
      ...ground,
      word: word(ground),
      compose: (heading) => template(facts, { ...heading, issuer }),
    };
  },
});

const cityOf = ({ region }: Deed) => region.slice(0, 4);
const ofCity = (_: Work, deed: Deed) => cityOf(deed);
/** In whose name people act: the county's bureau, or the city's where its own people do it. */
const ofActor = ({ viewer }: Work, { region }: Deed) =>
  viewer.region.length === 4 ? region.slice(0, 4) : region.slice(0, 6);

/** Answered in the hub, it was received there. */
const answered = { kinds: ["SupervisionAnswered"], how: answeredHere, alone: false } as const;
const urging = {
  subject: "SupervisionMatter",
  issuer: (_: Work, { region }: Deed) => region,
  read: readUrging,
  servedBy: answered,
  endedBy: ["SupervisionWithdrawn"],
} as const;

export const acts = {
  rectificationOrder: act({
    subject: "Rectification",
    issuedBy: "RectificationOrdered",
    word: () => "物整",
    issuer: ofActor,
    read: readRectification,
    template: rectificationOrder,
  }),
  supervision: act({
    subject: "Rectification",
    issuedBy: "RectificationEscalated",
    word: () => "物督",
    issuer: (_, deed) => (deed.facts?.to === "province" ? deed.region.slice(0, 2) : cityOf(deed)),
    read: readSupervision,
    template: supervision,
  }),
  keySupervision: act({
    subject: "SupervisionMatter",
    issuedBy: "KeySupervisionOrdered",
    word: () => "物督",
    issuer: (_, { facts }) => String(facts?.from),
    read: readKeySupervision,
    template: supervision,
    servedBy: answered,
    endedBy: ["SupervisionWithdrawn"],
  }),
  reminder: act({
    ...urging,
    issuedBy: "SupervisionReminderSent",
    word: () => "物提",
    template: reminder,
  }),
  interview: act({
    ...urging,
    issuedBy: "SupervisionInterviewCalled",
    word: () => "物谈",
    template: interview,
  }),
  disciplineReport: act({
    ...urging,
    issuedBy: "SupervisionReportedToDiscipline",
    word: () => "物汇",
    template: situationReport,
  }),
  transfer: act({
    subject: "Transfer",
    issuedBy: "TransferSent",
    // Each department's own: from gaps in a common series it could tell how much the others are sent.
    word: ({ department }) => `物移${(department && transferees[department]?.word) ?? ""}`,
    issuer: ofActor,
    read: readTransfer,
    template: transfer,
    servedBy: { kinds: ["TransferAccepted", "TransferReturned"], how: takenByDepartment, alone: false },
    endedBy: ["TransferWithdrawn"],
  }),
  priorNotice: act({
    subject: "PenaltyCase",
    issuedBy: "PenaltyHearingOffered",
    word: () => "物告",
    issuer: ofCity,
    read: readNotice,
    template: priorNotice,
    servedBy: { kinds: ["PenaltyHearingOffered"], how: toldOn("offeredOn"), alone: true },
    endedBy: ["PenaltyCaseWithdrawn"],
  }),
  hearingNotice: act({
    subject: "PenaltyCase",
    issuedBy: "PenaltyHearingNotified",
    word: () => "物听",
    issuer: ofCity,
    read: readHearing,
    template: hearingNotice,
    servedBy: { kinds: ["PenaltyHearingNotified"], how: toldOn("hearingNotifiedOn"), alone: true },
    endedBy: ["PenaltyCaseWithdrawn"],
  }),
  penaltyDecision: act({
    subject: "PenaltyCase",
    issuedBy: "PenaltyDecided",
    word: () => "物罚",
    issuer: ofCity,
    read: readPenalty,
    template: penaltyDecision,
    quote: ({ tx }, id, documentNumber) => tx.penaltyCase.update({ where: { id }, data: { documentNumber } }),
    servedBy: { kinds: ["PenaltyServed"], how: decisionServed, alone: true },
    endedBy: ["PenaltyCaseWithdrawn"],
  }),
  dismissalNotice: act({
    subject: "Exit",
    issuedBy: "CompanyDismissed",
    word: () => "物解",
    issuer: ofActor,
    // The owners give it; the bureau keeps its series.
    signedBy: ({ complex }) => `${complex}业主大会`,
    read: readDismissal,
    template: dismissalNotice,
    servedBy: { kinds: ["ExitNoticeServed"], how: noticeGiven, alone: true },
    endedBy: ["ExitAbandoned"],
  }),
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as readonly ActName[];
export const isAct = (name: string): name is ActName => Object.hasOwn(acts, name);
