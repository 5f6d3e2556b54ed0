import type { Work } from "../activity/transact.ts";
import { lapsePhaseTask } from "../campaign/tasks.ts";
import { closeComplaint, eraseComplaint, lapseComplaint } from "../complaint/commands.ts";
import { startServiceContract } from "../contract/commands.ts";
import { endDisclosure } from "../credit/commands.ts";
import { lapseDispatchReport, remindOfReport } from "../dispatch/commands.ts";
import { cutOffWeek, openWeek } from "../dispatch/opening.ts";
import { lapseExit } from "../exit/commands.ts";
import { bringGradeIntoForce } from "../grade/commands.ts";
import { lapsePenaltyCase } from "../penalty/commands.ts";
import { endPunishment, startPunishment } from "../punishment/commands.ts";
import { escalateRectification, lapseRectification } from "../rectification/commands.ts";
import { lapseGuidance } from "../rectification/debts.ts";
import { lapseSpotCheck } from "../spot-check/commands.ts";
import { lapseTransfer } from "../transfer/commands.ts";

export interface DueTimer {
  kind: string;
  subjectId: string;
  dueAt: Date;
}

export type Handler = (work: Work, timer: DueTimer) => Promise<void>;

const lapsesPenalty: Handler = (work, { subjectId }) => lapsePenaltyCase(work, subjectId);
const lapsesComplaint: Handler = (work, { subjectId }) => lapseComplaint(work, subjectId);

/** What each kind of timer brings about. A handler finds the subject as it is now and does nothing where nothing is due. */
export const timerHandlers: Readonly<Record<string, Handler>> = {
  complaintAcknowledgeDue: lapsesComplaint,
  complaintVerifyDue: lapsesComplaint,
  complaintFeedbackDue: lapsesComplaint,
  complaintOutcomeDue: lapsesComplaint,
  complaintClose: (work, { subjectId }) => closeComplaint(work, subjectId),
  complaintErasure: (work, { subjectId }) => eraseComplaint(work, subjectId),
  rectificationOverdue: (work, { subjectId }) => lapseRectification(work, subjectId),
  rectificationCitySupervision: (work, { subjectId, dueAt }) => escalateRectification(work, subjectId, "city", dueAt),
  rectificationKeySupervision: (work, { subjectId, dueAt }) =>
    escalateRectification(work, subjectId, "province", dueAt),
  gradeReviewInForce: (work, { subjectId }) => bringGradeIntoForce(work, subjectId),
  penaltyDecisionDue: lapsesPenalty,
  penaltyHearingAskDue: lapsesPenalty,
  penaltyServiceDue: lapsesPenalty,
  penaltyPaymentDue: lapsesPenalty,
  transferAcceptDue: (work, { subjectId }) => lapseTransfer(work, subjectId),
  transferAnswerDue: (work, { subjectId }) => lapseTransfer(work, subjectId),
  spotCheckPeriodEnd: (work, { subjectId }) => lapseSpotCheck(work, subjectId),
  contractStarts: (work, { subjectId }) => startServiceContract(work, subjectId),
  exitGuidanceDue: (work, { subjectId }) => lapseGuidance(work, subjectId),
  exitContractEnd: (work, { subjectId }) => lapseExit(work, subjectId),
  exitHandoverDue: (work, { subjectId }) => lapseExit(work, subjectId),
  creditDisclosureEnd: (work, { subjectId, dueAt }) => endDisclosure(work, subjectId, dueAt),
  dispatchWeekOpen: (work, { subjectId, dueAt }) => openWeek(work, subjectId, dueAt),
  dispatchCutOff: (work, { subjectId }) => cutOffWeek(work, subjectId),
  dispatchReminder: (work, { subjectId }) => remindOfReport(work, subjectId),
  dispatchDue: (work, { subjectId }) => lapseDispatchReport(work, subjectId),
  phaseTaskDue: (work, { subjectId }) => lapsePhaseTask(work, subjectId),
  punishmentStart: (work, { subjectId }) => startPunishment(work, subjectId),
  punishmentEnd: (work, { subjectId }) => endPunishment(work, subjectId),
};

/**
 * Kinds that fire only once nothing is due before them any more, and before anything that is due later: what they bring
 * about counts all that came before, and nothing else.
 */
export const waitsForEarlier: ReadonlySet<string> = new Set(["dispatchCutOff"]);
