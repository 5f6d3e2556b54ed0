/**
 * A complaint from intake to feedback (plan 四(一): 确定专人受理群众举报，并及时反馈办理结果).
 *
 * Pure: complaint, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { addWorkingDays, type Deadline, wallClock } from "../calendar/rules.ts";
import { commandsIn, timerAtInstant } from "../decision.ts";
import { type Clock, clocksFrom, runningClocks } from "./clocks.ts";
import { conclude, type Noted, noteLapses, type Outcome } from "./conclude.ts";
import { extendable, outcomeOf } from "./outcomes.ts";
import { erasedSince, refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Complaint,
  type ComplaintDecision,
  followed,
  transitions,
} from "./states.ts";

/**
 * A complaint comes in, by whatever channel: its clocks start. An anonymous one is confirmed by nobody's word but by its
 * verification (domain 5).
 *
 * @param confirmed staff recorded it, or its telephone was verified
 */
export function fileComplaint(
  { anonymous, confirmed }: Pick<Complaint, "anonymous" | "confirmed">,
  { now, settings, calendar }: Omit<Circumstances, "pendingFindings">,
): ComplaintDecision {
  const deadlines = clocksFrom(now, settings, calendar);
  const filed: Complaint = {
    state: "received",
    anonymous,
    confirmed: confirmed && !anonymous,
    primaryId: null,
    handlerId: null,
    acknowledgeDue: deadlines.acknowledge.dueAt,
    verifyDue: deadlines.verify.dueAt,
    feedbackDue: deadlines.feedback.dueAt,
    acknowledgedAt: null,
    verifiedAt: null,
    feedbackAt: null,
    outcomeDue: null,
    pausedAt: null,
    transferredTo: null,
    transferAnsweredAt: null,
    extensions: 0,
    reopenings: 0,
    ownerReopenings: 0,
    satisfied: null,
    answeredAt: null,
    answerDue: null,
    closedAt: null,
    erasedAt: null,
    lapsed: [],
    nextDueAt: null,
    overdueAt: null,
    calendarPublished: true,
  };
  const outcome: Outcome = { state: "received", fields: filed, deadlines, events: [{ kind: "ComplaintFiled" }] };
  return conclude(filed, { complaint: filed, overdue: [] }, outcome, { calendar });
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(current: Complaint, command: Command, circumstances: Circumstances): ComplaintDecision {
  const state = transitions[current.state][command.type];
  if (state === undefined) throw refuse("complaint/not-in-this-state", [], { state: current.state });
  const refusal = hindrance(current, command.type, circumstances);
  if (refusal) throw refusal;
  checkInput(command);
  const noted = noteLapses(current, circumstances.now);
  return conclude(current, noted, outcomeOf(noted.complaint, command, state, circumstances), circumstances);
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (current: Complaint, circumstances: Circumstances): readonly CommandType[] =>
  commandsIn(transitions, current.state).filter((type) => hindrance(current, type, circumstances) === undefined);

/** What the timer of a clock does: raises every clock that was missed by now and not raised yet, and nothing else. */
export function lapse(current: Complaint, circumstances: Pick<Circumstances, "now" | "calendar">): ComplaintDecision {
  const noted = noteLapses(current, circumstances.now);
  return conclude(current, noted, { state: current.state, events: [] }, circumstances);
}

/**
 * What the timer of the answer window does. Null where the case is not to be closed now: something is still owed, and
 * the timer is set again when that is settled (`noteOutcome`) or told (`giveFeedback`).
 */
export const closeIfDue = (current: Complaint, circumstances: Circumstances): ComplaintDecision | null =>
  allowedCommands(current, circumstances).includes("close") ? decide(current, { type: "close" }, circumstances) : null;

/**
 * A finding of the complaint is settled. Each accepted rectification owes outcome feedback; where nothing more is to
 * come, the case may close once the answer window is over.
 */
export function noteOutcome(
  current: Complaint,
  { accepted }: { accepted: boolean },
  circumstances: Circumstances,
): ComplaintDecision {
  const { now, settings, pendingFindings, calendar } = circumstances;
  const noted: Noted = noteLapses(current, now);
  const { state, outcomeDue, answerDue } = current;
  const over = state === "closed" || state === "withdrawn";
  if (accepted && !over && outcomeDue === null)
    return conclude(
      current,
      noted,
      {
        state,
        deadlines: { outcome: addWorkingDays(now, settings.outcomeFeedbackWorkingDays, calendar) },
        events: [{ kind: "ComplaintOutcomeOwed" }],
        cancelTimers: ["complaintClose"],
      },
      circumstances,
    );
  const mayClose = state === "feedbackGiven" && outcomeDue === null && pendingFindings === 0 && answerDue !== null;
  const setTimers = mayClose ? [timerAtInstant("complaintClose" as const, answerDue)] : [];
  return conclude(current, noted, { state, events: [], setTimers }, circumstances);
}

/** A calendar was published or changed, and a running clock ends on another day. */
export const moveClock = (
  current: Complaint,
  clock: Clock,
  deadline: Deadline,
  circumstances: Pick<Circumstances, "calendar">,
): ComplaintDecision | null =>
  runningClocks(current).has(clock) && !current.lapsed.includes(clock)
    ? conclude(
        current,
        { complaint: current, overdue: [] },
        { state: current.state, deadlines: { [clock]: deadline }, events: [{ kind: "TimerMoved", facts: { clock } }] },
        circumstances,
      )
    : null;

/** What stands in the way of a command whatever its input; undefined where nothing does. */
function hindrance(current: Complaint, type: CommandType, circumstances: Circumstances) {
  const {
    now,
    settings,
    pendingFindings,
    duplicates = 0,
    following = false,
    consequences = [],
    unplaced,
  } = circumstances;
  if (current.primaryId && followed.has(type) && !following) return refuse("complaint/follows-primary");
  switch (type) {
    case "startVerification":
      return unplaced ? refuse("complaint/county-missing") : undefined;
    case "join":
      if (current.primaryId) return refuse("complaint/joined-already");
      if (unplaced) return refuse("complaint/county-missing");
      return duplicates > 0 ? refuse("complaint/has-duplicates") : undefined;
    case "separate":
      return current.primaryId ? undefined : refuse("complaint/not-joined");
    case "confirm":
      if (current.confirmed) return refuse("complaint/confirmed-already");
      if (unplaced) return refuse("complaint/county-missing");
      return current.anonymous ? refuse("complaint/nobody-to-confirm") : undefined;
    case "answerTransfer":
    case "returnFromTransfer":
      return current.transferAnsweredAt ? refuse("complaint/transfer-answered") : undefined;
    case "giveFeedback":
      if (current.state === "transferred" && !current.transferAnsweredAt)
        return refuse("complaint/transfer-unanswered");
      return current.state === "feedbackGiven" && !current.outcomeDue
        ? refuse("complaint/feedback-not-owed")
        : undefined;
    case "answerSatisfied":
    case "answerUnsatisfied":
      if (current.satisfied !== null) return refuse("complaint/answered-already");
      return current.answerDue && current.answerDue <= now
        ? refuse("complaint/answer-window-over", [], { until: wallClock(current.answerDue) })
        : undefined;
    case "close":
      if (current.answerDue && now < current.answerDue)
        return refuse("complaint/answer-window-open", [], { until: wallClock(current.answerDue) });
      return current.outcomeDue || pendingFindings > 0 ? refuse("complaint/outcome-owed") : undefined;
    case "reopen":
      return gone(current);
    case "erase":
      return (
        gone(current) ??
        (consequences.length > 0
          ? refuse("complaint/consequences-running", [], { count: consequences.length })
          : undefined)
      );
    case "extend":
      if (current.extensions >= settings.extensions)
        return refuse("complaint/extended-already", [], { extensions: settings.extensions });
      return extendable(current, now).length === 0 ? refuse("complaint/nothing-to-extend") : undefined;
    default:
      return undefined;
  }
}

/** Where nobody knows any more who complained of what. */
const gone = (current: Complaint) => (current.erasedAt ? erasedSince(current) : undefined);

function checkInput(command: Command) {
  const blank = (text: string) => text.trim() === "";
  if (command.type === "assign" && blank(command.handlerId)) throw refuse("complaint/handler-missing", ["handlerId"]);
  if (command.type === "giveFeedback" && blank(command.text)) throw refuse("complaint/feedback-missing", ["text"]);
  if ("reason" in command && blank(command.reason)) throw refuse("complaint/reason-missing", ["reason"]);
}
