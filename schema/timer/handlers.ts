import type { Work } from "../activity/transact.ts";
import { alarmOfBrief, lapseProvincialBrief, remindOfBrief } from "../brief/commands.ts";
import { lapsePhaseTask } from "../campaign/tasks.ts";
import { closeComplaint, lapseComplaint } from "../complaint/commands.ts";
import { startServiceContract } from "../contract/commands.ts";
import { endDisclosure } from "../credit/commands.ts";
import { lapseDispatchReport, remindOfReport } from "../dispatch/commands.ts";
import { cutOffWeek, openWeek } from "../dispatch/opening.ts";
import { lapseExit } from "../exit/commands.ts";
import { endExposureMonth } from "../exposure/months.ts";
import { bringGradeIntoForce } from "../grade/commands.ts";
import { dismissUnclaimed } from "../mailbox/commands.ts";
import { sendDigest } from "../notification/digest.ts";
import { lapseOpinion } from "../opinion/commands.ts";
import { lapsePenaltyCase } from "../penalty/commands.ts";
import { lapsePolicyDocument, remindPolicyReaders } from "../policy-document/commands.ts";
import { endPunishment, startPunishment } from "../punishment/commands.ts";
import { escalateRectification, lapseRectification } from "../rectification/commands.ts";
import { lapseGuidance } from "../rectification/debts.ts";
import { lapseSpotCheck } from "../spot-check/commands.ts";
import { lapseMatter } from "../supervision/commands.ts";
import { lapseTransfer } from "../transfer/commands.ts";

/** What a timer brings about of its subject; `dueAt` is when it was due. */
export type Handler = (work: Work, subjectId: string, dueAt: Date, kind: string) => Promise<void>;

/** What each kind of timer brings about. A handler finds the subject as it is now and does nothing where nothing is due. */
export const timerHandlers: Readonly<Record<string, Handler>> = {
  complaintAcknowledgeDue: lapseComplaint,
  complaintVerifyDue: lapseComplaint,
  complaintFeedbackDue: lapseComplaint,
  complaintOutcomeDue: lapseComplaint,
  complaintClose: closeComplaint,
  rectificationOverdue: lapseRectification,
  rectificationCitySupervision: (work, subjectId, dueAt) => escalateRectification(work, subjectId, "city", dueAt),
  rectificationKeySupervision: (work, subjectId, dueAt) => escalateRectification(work, subjectId, "province", dueAt),
  gradeReviewInForce: bringGradeIntoForce,
  penaltyDecisionDue: lapsePenaltyCase,
  penaltyHearingAskDue: lapsePenaltyCase,
  penaltyServiceDue: lapsePenaltyCase,
  penaltyPaymentDue: lapsePenaltyCase,
  transferAcceptDue: lapseTransfer,
  transferAnswerDue: lapseTransfer,
  spotCheckPeriodEnd: lapseSpotCheck,
  supervisionDue: lapseMatter,
  contractStarts: startServiceContract,
  exitGuidanceDue: lapseGuidance,
  exitContractEnd: lapseExit,
  exitHandoverDue: lapseExit,
  exposureMonthEnd: endExposureMonth,
  creditDisclosureEnd: endDisclosure,
  dispatchWeekOpen: openWeek,
  dispatchCutOff: cutOffWeek,
  dispatchReminder: remindOfReport,
  dispatchDue: lapseDispatchReport,
  briefReminder: remindOfBrief,
  briefAlarm: alarmOfBrief,
  briefDue: lapseProvincialBrief,
  notificationDigest: sendDigest,
  mailUnclaimed: dismissUnclaimed,
  phaseTaskDue: lapsePhaseTask,
  policyReadReminder: remindPolicyReaders,
  policyReadDue: lapsePolicyDocument,
  opinionDue: lapseOpinion,
  punishmentStart: startPunishment,
  punishmentEnd: endPunishment,
};

/**
 * Kinds that fire only once nothing is due before them any more, and before anything that is due later: what they bring
 * about counts all that came before, and nothing else.
 */
export const waitsForEarlier: ReadonlySet<string> = new Set(["dispatchCutOff"]);
