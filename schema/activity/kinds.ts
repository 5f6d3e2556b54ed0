/** Ids and facts of an event; never personal data: events go to every console that may see the subject. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What an event adds to the counters of its region and of all above it. */
export type Figures = Readonly<Record<string, number>>;

export type Topic =
  | "complaint"
  | "ledger"
  | "inspection"
  | "rectification"
  | "overdue"
  | "penalty"
  | "transfer"
  | "paper"
  | "exit"
  | "credit"
  | "punishment"
  | "report"
  | "task"
  | "administration";

interface EventDefinition {
  topic: Topic;
  figures(facts: Facts): Figures;
}

const plain = (topic: Topic): EventDefinition => ({ topic, figures: () => ({}) });
const counts = (topic: Topic, figures: Figures): EventDefinition => ({ topic, figures: () => figures });
const computed = (topic: Topic, figures: (facts: Facts) => Figures): EventDefinition => ({ topic, figures });

const number = (value: Facts[string] | undefined) => (typeof value === "number" ? value : 0);
const when = (condition: Facts[string] | undefined, figures: Figures): Figures => (condition ? figures : {});

/** Two sets of figures as one; what comes to nothing is left out. */
export function summed(one: Figures, other: Figures, sign: 1 | -1 = 1): Figures {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const sums = names.map((name) => [name, (one[name] ?? 0) + sign * (other[name] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, value]) => value !== 0));
}

/** Anonymous and unconfirmed filings count nowhere until they are verified (domain 5). */
const unlessUnconfirmed = (topic: Topic, figures: (facts: Facts) => Figures) =>
  computed(topic, (facts) => (facts.confirmed === false ? {} : figures(facts)));

/** Counted under another name from now on; undefined where that did not change. */
const moves = (figure: string, before: Facts[string] | undefined, after: Facts[string] | undefined): Figures =>
  before === undefined || before === after
    ? {}
    : { [`${figure}/${before ?? "none"}`]: -1, [`${figure}/${after ?? "none"}`]: 1 };

/** Whatever happens to a complaint may be what ends its being overdue. */
const complaint = (figures: (facts: Facts) => Figures = () => ({})) =>
  unlessUnconfirmed("complaint", (facts) => ({
    ...figures(facts),
    ...when(facts.wasOverdue, { "complaint.overdueNow": -1 }),
  }));

const verified = (facts: Facts): Figures =>
  when(facts.round === 1, { "complaint.verified": 1, ...when(facts.inTime, { "complaint.verifiedInTime": 1 }) });

/** A rectification that is settled frees the counters of what is open and overdue. */
const settles = (outcome: string) =>
  computed("rectification", (facts) => ({
    [`rectification.${outcome}`]: 1,
    "rectification.open": -1,
    ...when(facts.wasOverdue, { "rectification.overdueNow": -1 }),
    ...when(outcome === "accepted", { "finding.rectified": number(facts.findings) }),
  }));

/** What is done to a transfer ends its being overdue; one of a complaint that counts nowhere counts nowhere either. */
const transfer = (figures: (facts: Facts) => Figures) =>
  unlessUnconfirmed("transfer", (facts) => ({
    ...figures(facts),
    ...when(facts.wasOverdue, { "transfer.overdueNow": -1 }),
  }));

/** The exits that stand at a step, and whatever else the event counts. */
const exit = (figures: (facts: Facts) => Figures = () => ({})) =>
  computed("exit", (facts) => ({
    ...figures(facts),
    ...when(facts.from !== facts.to && facts.from, { [`exit.step/${facts.from}`]: -1 }),
    ...when(facts.from !== facts.to && facts.to, { [`exit.step/${facts.to}`]: 1 }),
  }));

/** Whatever ends a clock of a penalty case ends its being overdue. */
const penalty = (figures: (facts: Facts) => Figures = () => ({})) =>
  computed("penalty", (facts) => ({ ...figures(facts), ...when(facts.wasOverdue, { "penalty.overdueNow": -1 }) }));

/** A clock of a penalty case has run out. */
const penaltyLate = (clock: string) => counts("overdue", { [`penalty.${clock}Overdue`]: 1, "penalty.overdueNow": 1 });

/** A debt that is settled frees the counters of what is owed and, for guidance, late. */
const freed = (facts: Facts): Figures => ({
  "followUp.owed": -1,
  ...when(facts.wasOverdue, { "exit.guidanceOverdueNow": -1 }),
});

/**
 * Every kind of event with what it counts for. The figures are written with the event and never computed again, so a
 * week recomputed years later gives the same numbers whatever this table says then.
 */
export const eventKinds = {
  CompanyRegistered: counts("ledger", { "company.registered": 1 }),
  CompanyChanged: plain("ledger"),
  CompanySourceChosen: plain("ledger"),
  ComplexRegistered: counts("ledger", { "complex.inLedger": 1 }),
  ComplexChanged: plain("ledger"),
  ComplexLeft: computed("ledger", (facts) => ({
    "complex.inLedger": -1,
    ...when(facts.screened, { "complex.screened": -1 }),
  })),
  ComplexArrived: computed("ledger", (facts) => ({
    "complex.inLedger": 1,
    ...when(facts.screened, { "complex.screened": 1 }),
  })),
  /** A second entry of one that is in the ledger: it counts no more. */
  ComplexMerged: computed("ledger", (facts) => ({
    "complex.inLedger": -1,
    ...when(facts.screened, { "complex.screened": -1 }),
  })),
  ComplexScreened: counts("ledger", { "complex.screened": 1 }),
  ComplexScreeningChanged: computed("ledger", (facts) => when(facts.taken, { "complex.screened": -1 })),
  ServiceContractRecorded: plain("ledger"),
  ServiceContractChanged: plain("ledger"),
  ServiceContractStarted: plain("ledger"),
  /** Told of the company that goes; who comes instead is told by its contract. */
  ServiceEnded: plain("ledger"),

  ComplaintFiled: complaint((facts) => ({
    "complaint.received": 1,
    "complaint.open": 1,
    [`complaint.received/source/${facts.source}`]: 1,
    [`complaint.received/kind/${facts.violationKind ?? "none"}`]: 1,
  })),
  /** Brings with it whatever its complaint would have counted until now. */
  ComplaintConfirmed: complaint(),
  ComplaintAssigned: complaint(),
  ComplaintVerificationStarted: complaint(),
  ComplaintSubstantiated: complaint((facts) => ({ ...verified(facts), "complaint.substantiated": 1 })),
  ComplaintUnsubstantiated: complaint(verified),
  ComplaintTransferred: complaint(),
  ComplaintReturnedFromTransfer: complaint(),
  ComplaintTransferAnswered: complaint(verified),
  ComplaintFeedbackGiven: complaint((facts) =>
    // A rate has each complaint once: what is fed back after a reopening counts for no second one.
    when(facts.round === 1 && facts.first, {
      "complaint.fedBack": 1,
      ...when(facts.inTime, { "complaint.fedBackInTime": 1 }),
    }),
  ),
  ComplaintOutcomeOwed: complaint(),
  ComplaintAnswered: complaint((facts) => ({
    "complaint.answered": 1,
    ...when(facts.satisfied, { "complaint.satisfied": 1 }),
  })),
  ComplaintReopened: complaint((facts) => ({
    "complaint.reopened": 1,
    ...when(facts.wasClosed, { "complaint.open": 1 }),
  })),
  ComplaintClosed: complaint(() => ({ "complaint.closed": 1, "complaint.open": -1 })),
  ComplaintWithdrawn: complaint(() => ({ "complaint.withdrawn": 1, "complaint.open": -1 })),
  ComplaintCorrected: complaint((facts) => ({
    ...moves("complaint.received/source", facts.sourceBefore, facts.source),
    ...moves("complaint.received/kind", facts.violationKindBefore, facts.violationKind),
  })),
  ComplaintJoined: complaint(),
  ComplaintSeparated: complaint(),
  ComplaintExtended: complaint(),
  ComplaintOverdue: unlessUnconfirmed("overdue", (facts) => when(facts.first, { "complaint.overdueNow": 1 })),
  ComplaintRevealed: plain("administration"),
  ComplaintErased: plain("administration"),
  WorkReassigned: plain("administration"),

  InspectionRecorded: computed("inspection", (facts) => ({ [`inspection.${facts.kind}`]: 1 })),
  InspectionWithdrawn: computed("inspection", (facts) => ({ [`inspection.${facts.kind}`]: -1 })),
  FindingEstablished: computed("inspection", (facts) => ({
    "finding.established": 1,
    [`finding.established/kind/${facts.kind}`]: 1,
  })),
  FindingWithdrawn: computed("inspection", (facts) => ({
    "finding.established": -1,
    [`finding.established/kind/${facts.kind}`]: -1,
  })),

  /** Sealed, and so they count nowhere: what is carried out counts as the inspection that it is. */
  SpotCheckDrawn: plain("inspection"),
  SpotCheckComplexCarriedOut: plain("inspection"),
  SpotCheckComplexLeftOut: plain("inspection"),
  SpotCheckCompleted: plain("inspection"),
  SpotCheckAbandoned: plain("inspection"),
  SpotCheckOverdue: plain("overdue"),

  RectificationOrdered: computed("rectification", (facts) => ({
    "rectification.ordered": 1,
    "rectification.open": 1,
    "finding.ordered": number(facts.first),
  })),
  RectificationStarted: plain("rectification"),
  RectificationReminded: plain("rectification"),
  RectificationResponsibleNamed: plain("rectification"),
  RectificationSubmitted: plain("rectification"),
  RectificationSentBack: plain("rectification"),
  RectificationExtensionAsked: plain("rectification"),
  RectificationExtended: computed("rectification", (facts) =>
    when(facts.wasOverdue, { "rectification.overdueNow": -1 }),
  ),
  RectificationExtensionDenied: plain("rectification"),
  RectificationAccepted: settles("accepted"),
  RectificationRefused: settles("refused"),
  RectificationFailed: settles("failed"),
  RectificationOverdue: computed("overdue", (facts) => ({
    "rectification.overdue": 1,
    "rectification.overdueNow": 1,
    // The evidence came in time: it counts against the reviewer.
    ...when(facts.awaitingReview, { "rectification.reviewOverdue": 1 }),
  })),
  RectificationEscalated: computed("overdue", (facts) => ({ [`rectification.escalated/${facts.to}`]: 1 })),
  FollowUpOwed: counts("rectification", { "followUp.owed": 1 }),
  FollowUpOpened: computed("rectification", freed),
  FollowUpReopened: counts("rectification", { "followUp.owed": 1 }),
  FollowUpWaived: computed("rectification", (facts) => ({ ...freed(facts), "followUp.waived": 1 })),

  GradeReviewProposed: computed("rectification", (facts) =>
    when(facts.first, { "gradeReview.opened": 1, "gradeReview.open": 1 }),
  ),
  GradeReviewReturned: plain("rectification"),
  GradeReviewConfirmed: counts("rectification", { "gradeReview.confirmed": 1 }),
  GradeLowered: counts("rectification", { "gradeReview.inForce": 1 }),
  GradeReviewVerified: counts("rectification", { "gradeReview.verified": 1, "gradeReview.open": -1 }),
  GradeReviewWithdrawn: counts("rectification", { "gradeReview.withdrawn": 1, "gradeReview.open": -1 }),

  PenaltyCaseFiled: penalty(() => ({ "penalty.filed": 1, "penalty.open": 1 })),
  PenaltyEvidenceRecorded: penalty(),
  PenaltyHearingOffered: penalty(),
  PenaltyHearingLapsed: penalty(),
  PenaltyHearingAsked: penalty(),
  PenaltyHearingNotified: penalty(),
  PenaltyHearingHeld: penalty(() => ({ "penalty.hearings": 1 })),
  PenaltyDecided: penalty((facts) => ({ "penalty.decided": 1, "penalty.yuan": number(facts.yuan) })),
  PenaltyServed: penalty(),
  PenaltyPaid: penalty(),
  PenaltyPerformed: penalty(() => ({ "penalty.performed": 1, "penalty.open": -1 })),
  PenaltyCaseClosed: penalty(() => ({ "penalty.closed": 1, "penalty.open": -1 })),
  PenaltyCaseWithdrawn: penalty((facts) => ({
    "penalty.withdrawn": 1,
    "penalty.open": -1,
    // What was annulled was no penalty.
    ...when(facts.decided, { "penalty.decided": -1, "penalty.yuan": -number(facts.yuan) }),
  })),
  PenaltyDecisionOverdue: penaltyLate("decision"),
  PenaltyServiceOverdue: penaltyLate("service"),
  PenaltyPaymentOverdue: penaltyLate("payment"),
  TransferSent: transfer(() => ({ "transfer.made": 1, "transfer.open": 1 })),
  TransferAccepted: transfer((facts) => ({
    "transfer.accepted": 1,
    ...when(facts.inTime, { "transfer.acceptedInTime": 1 }),
  })),
  TransferAnswered: transfer((facts) => ({
    "transfer.answered": 1,
    "transfer.open": -1,
    ...when(facts.inTime, { "transfer.answeredInTime": 1 }),
    ...when(facts.outcome === "penalised", { "transfer.penalised": 1 }),
  })),
  TransferReturned: transfer(() => ({ "transfer.returned": 1, "transfer.open": -1 })),
  TransferWithdrawn: transfer(() => ({ "transfer.withdrawn": 1, "transfer.open": -1 })),
  TransferOverdue: unlessUnconfirmed("overdue", () => ({ "transfer.overdue": 1, "transfer.overdueNow": 1 })),

  ExitGuidanceOverdue: counts("overdue", { "exit.guidanceOverdue": 1, "exit.guidanceOverdueNow": 1 }),
  ExitGuidanceOpened: exit(() => ({ "exit.opened": 1, "exit.running": 1 })),
  OwnersMeetingCalled: exit(),
  OwnersVoteRecorded: exit((facts) => ({ "exit.votes": 1, ...when(facts.passed, { "exit.votesPassed": 1 }) })),
  CompanyDismissed: exit(() => ({ "exit.dismissed": 1 })),
  ExitNoticeServed: exit(() => ({ "exit.noticesServed": 1 })),
  ExitContractEnded: exit(() => ({ "exit.contractsEnded": 1 })),
  HandoverAgreed: plain("exit"),
  HandoverItemHandedOver: plain("exit"),
  HandoverItemMissing: plain("exit"),
  HandoverOverdue: counts("overdue", { "exit.handoverOverdue": 1, "exit.handoverOverdueNow": 1 }),
  HandoverCompleted: exit((facts) => ({
    "exit.handedOver": 1,
    ...when(facts.wasOverdue, { "exit.handoverOverdueNow": -1 }),
  })),
  HandoverRefused: exit(() => ({ "exit.handoversRefused": 1, "credit.reports": 1 })),
  SuitAdvanced: exit((facts) => ({
    "credit.pushes": 1,
    "credit.reports": 1,
    ...when(facts.first, { "exit.suits": 1 }),
  })),
  ComplexTakenOver: exit(() => ({ "exit.takenOver": 1 })),
  ExitClosed: exit(() => ({ "exit.closed": 1, "exit.running": -1 })),
  ExitAbandoned: exit(() => ({ "exit.abandoned": 1, "exit.running": -1 })),

  CreditEventRecorded: computed("credit", (facts) => ({
    "credit.recorded": 1,
    [`credit.recorded/${facts.severity}`]: 1,
    "credit.pushes": 1,
  })),
  CreditEventWithdrawn: computed("credit", (facts) => ({
    "credit.recorded": -1,
    [`credit.recorded/${facts.severity}`]: -1,
    "credit.pushes": 1,
  })),
  CreditEventRepaired: counts("credit", { "credit.repaired": 1, "credit.pushes": 1 }),
  CreditDisclosureEnded: plain("credit"),
  JointPunishmentOpened: counts("punishment", { "punishment.opened": 1, "punishment.running": 1 }),
  JointPunishmentConfirmed: counts("punishment", { "punishment.confirmed": 1 }),
  JointPunishmentReported: computed("punishment", (facts) => when(facts.first, { "punishment.reported": 1 })),
  JointPunishmentInForce: counts("punishment", { "punishment.inForce": 1, "credit.pushes": 1 }),
  JointPunishmentLifted: computed("punishment", (facts) => ({
    "punishment.running": -1,
    // What nobody has acted on was taken back.
    ...when(!facts.takenBack, { "punishment.lifted": 1 }),
    ...when(facts.wasInForce, { "punishment.inForce": -1, "credit.pushes": 1 }),
  })),
  /** A replay is received again and counts no second time. */
  CreditPushed: computed("credit", (facts) =>
    when(facts.first, { [facts.receiver === "creditPlatform" ? "credit.receipts" : "credit.reportReceipts"]: 1 }),
  ),
  CreditPushFailing: plain("credit"),
  CreditPushDead: plain("credit"),
  CreditPushAskedFor: plain("credit"),

  DispatchWeekOpened: plain("report"),
  DispatchWeekCutOff: plain("report"),
  DispatchReportSubmitted: computed("report", (facts) =>
    // Each report is due once, in time or late: counted when that is settled.
    facts.revision === 1
      ? { "report.submitted": 1, ...when(facts.inTime, { "report.onTime": 1, "report.due": 1 }) }
      : {},
  ),
  DispatchReportReturned: counts("report", { "report.returned": 1 }),
  DispatchReportLocked: plain("report"),
  DispatchReportAccepted: counts("report", { "report.accepted": 1 }),
  DispatchReportLate: counts("report", { "report.late": 1, "report.due": 1 }),
  DispatchReportReminded: plain("report"),

  PhaseTaskCompleted: computed("task", (facts) => ({
    "task.done": 1,
    ...when(facts.wasLate, { "task.lateNow": -1 }),
  })),
  PhaseTaskLate: counts("task", { "task.late": 1, "task.lateNow": 1 }),

  ApiClientCreated: plain("administration"),
  ApiClientRevoked: plain("administration"),
  ApiKeyIssued: plain("administration"),
  ApiKeyRevoked: plain("administration"),
  AccountCreated: plain("administration"),
  AccountChanged: plain("administration"),
  AccountDisabled: plain("administration"),
  CampaignSettingsChanged: plain("administration"),
  LedgerImported: plain("administration"),
  ListExported: plain("administration"),
  PaperServed: plain("paper"),
  PaperReplaced: plain("paper"),
  TimerMoved: plain("overdue"),
} as const satisfies Record<string, EventDefinition>;

export type EventKind = keyof typeof eventKinds;
