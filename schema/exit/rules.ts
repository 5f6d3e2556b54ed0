/**
 * An exit: the owners are guided through dismissing the company, and the company through leaving (plan 三(二);
 * Civil Code 278, 946 to 950).
 *
 * Pure: exit, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { columnOf, type Deadline, dateOf, dateOfColumn, endOf, wallClock } from "../calendar/rules.ts";
import { commandsIn, decisions, merge, timerAt, timerMoved } from "../decision.ts";
import { checkInput } from "./input.ts";
import { contractEndOf, handoverDueOf, type NoticeParty } from "./notice.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Exit,
  type ExitDecision,
  type Ground,
  type NoticeInput,
  type State,
  type TimerKind,
  transitions,
} from "./states.ts";
import { nextSuitStages, suitRuns } from "./suit.ts";
import { outcomeOf } from "./vote.ts";

const { unchanged, step } = decisions<ExitDecision>();

export interface Opening {
  ground: Ground;
  guide: string;
  partner: string;
  evidence: readonly string[];
  /** Debts of exit guidance that rectifications in the complex have left. */
  debts: number;
  /** Some company serves the complex. */
  served: boolean;
  /** The complex has an exit already that is not over. */
  running: boolean;
}

/** What stands in the way of an exit from a complex whoever asks for it, and on whatever ground. */
export function hindersOpening({ served, running }: Pick<Opening, "served" | "running">) {
  if (!served) return refuse("exit/company-missing", ["complexId"]);
  return running ? refuse("exit/running-already", ["complexId"]) : undefined;
}

/** @throws {Refusal} unless guidance is owed, the owners ask for it or the company leaves, and two people see to it. */
export function openExit({ ground, guide, partner, evidence, debts, served, running }: Opening): ExitDecision {
  const refusal = hindersOpening({ served, running });
  if (refusal) throw refusal;
  if (ground === "owed" && debts === 0) throw refuse("exit/guidance-not-owed", ["ground"]);
  if (ground !== "owed" && evidence.length === 0) throw refuse("exit/evidence-missing", ["evidenceIds"]);
  if (guide.trim() === "") throw refuse("exit/guide-missing", ["guide"]);
  // 协同街办（乡镇）
  if (partner.trim() === "") throw refuse("exit/partner-missing", ["partner"]);
  return {
    ...unchanged("guiding"),
    events: [{ kind: "ExitGuidanceOpened", facts: { ground, from: null, to: "guiding" } }],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: Exit, command: Command, circumstances: Circumstances): ExitDecision {
  // A command may come ahead of a late ticker: what has passed by now has passed, with its own minute.
  const passed = lapse(before, circumstances);
  const current = { ...before, ...passed.fields, state: passed.state };
  const state = transitions[current.state][command.type];
  if (state === undefined) throw refuse("exit/not-in-this-state", [], { state: current.state });
  const refusal = hindrance(current, command.type, circumstances.now);
  if (refusal) throw refusal;
  checkInput(current, command, circumstances.now);
  return merge(passed, outcome(current, command, state, circumstances));
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export function allowedCommands(before: Exit, circumstances: Circumstances): readonly CommandType[] {
  const passed = lapse(before, circumstances);
  const current = { ...before, ...passed.fields, state: passed.state };
  return commandsIn(transitions, current.state).filter(
    (type) => hindrance(current, type, circumstances.now) === undefined,
  );
}

export const isSettled = (state: State) => state === "closed" || state === "abandoned";

/** What the two clocks bring about, each once and with its own minute: the contract ends, the handover is overdue. */
export function lapse(before: Exit, { now, settings }: Circumstances): ExitDecision {
  const ended = endContract(before, now, settings);
  return merge(ended, missHandover({ ...before, ...ended.fields, state: ended.state }, now));
}

function endContract(exit: Exit, now: Date, settings: Circumstances["settings"]): ExitDecision {
  const { state, contractEndsOn, contractEndsAt, handoverAgreedOn } = exit;
  if (state !== "noticeServed" || !contractEndsOn || !contractEndsAt || contractEndsAt > now) return unchanged(state);
  const agreedOn = handoverAgreedOn && dateOfColumn(handoverAgreedOn);
  const due = handoverDueOf(dateOfColumn(contractEndsOn), agreedOn, settings);
  return {
    ...unchanged("contractEnded"),
    fields: { handoverDue: due.dueAt, nextDueAt: due.dueAt, calendarPublished: due.calendarPublished },
    events: [{ kind: "ExitContractEnded", facts: { from: state, to: "contractEnded" }, occurredAt: contractEndsAt }],
    setTimers: [timerAt("exitHandoverDue", due)],
    cancelTimers: ["exitContractEnd"],
  };
}

function missHandover({ state, handoverDue, handoverOverdueAt }: Exit, now: Date): ExitDecision {
  if (state !== "contractEnded" || !handoverDue || handoverDue > now || handoverOverdueAt) return unchanged(state);
  return {
    ...unchanged(state),
    fields: { handoverOverdueAt: handoverDue },
    events: [{ kind: "HandoverOverdue", occurredAt: handoverDue }],
    cancelTimers: ["exitHandoverDue"],
  };
}

/** A calendar was published or changed, and a period that rolls over holidays (Civil Code 203) ends on another day. */
export function moveClock(exit: Exit, kind: TimerKind, deadline: Deadline): ExitDecision {
  const { lastDay, dueAt, calendarPublished } = deadline;
  const ends = kind === "exitContractEnd";
  const runs = ends ? exit.state === "noticeServed" : exit.state === "contractEnded" && !exit.handoverOverdueAt;
  if (!runs) return unchanged(exit.state);
  const moved = ends ? { contractEndsOn: columnOf(lastDay), contractEndsAt: dueAt } : { handoverDue: dueAt };
  return {
    ...unchanged(exit.state, { ...moved, nextDueAt: dueAt, calendarPublished }),
    ...timerMoved(kind, deadline),
  };
}

/** What stands in the way of a command whatever its input; undefined where nothing does. */
function hindrance(exit: Exit, type: CommandType, now: Date) {
  const outstanding = exit.items.filter(({ state }) => state === "owed").length;
  switch (type) {
    case "recordVote": {
      const meetsOn = exit.meeting ? dateOfColumn(exit.meeting.meetsOn).toString() : "";
      return meetsOn <= dateOf(now).toString() ? undefined : refuse("exit/meeting-not-held", [], { meetsOn });
    }
    case "dismiss":
      return exit.meeting?.passed ? undefined : refuse("exit/vote-not-passed");
    case "agreeHandover":
      return exit.handoverOverdueAt ? refuse("exit/handover-overdue") : undefined;
    case "handOverItem":
      return exit.items.every(({ state }) => state === "handedOver") ? refuse("exit/items-settled") : undefined;
    case "recordMissing":
      return outstanding === 0 ? refuse("exit/items-settled") : undefined;
    case "completeHandover":
      return outstanding > 0 ? refuse("exit/items-outstanding", [], { count: outstanding }) : undefined;
    case "determineRefusal":
      // Refusal is found after the due day; before it the company still has its time.
      return exit.handoverOverdueAt
        ? undefined
        : refuse("exit/handover-not-due", [], { due: exit.handoverDue ? wallClock(exit.handoverDue) : "" });
    case "advanceSuit":
      return nextSuitStages(exit.suitStage).length === 0 ? refuse("exit/suit-over") : undefined;
    case "close":
      return suitRuns(exit.suitStage) ? refuse("exit/suit-running") : undefined;
    default:
      return undefined;
  }
}

function outcome(exit: Exit, command: Command, state: State, circumstances: Circumstances): ExitDecision {
  const { now, settings } = circumstances;
  const moved = { from: exit.state, to: state };
  switch (command.type) {
    case "callMeeting":
      return step(state, {}, "OwnersMeetingCalled", { ...moved, caller: command.caller });
    case "recordVote":
      return step(state, {}, "OwnersVoteRecorded", { ...moved, passed: outcomeOf(command.counts).passed });
    case "dismiss":
      return step(state, { dismissedOn: command.decidedOn }, "CompanyDismissed", moved);
    case "serveNotice":
      return notice(exit, "owners", command, state, settings, { manner: command.manner });
    case "receiveNotice":
      return notice(exit, "company", command, state, settings);
    case "agreeHandover":
      return agreement(exit, command.handoverOn, state);
    case "handOverItem":
      return step(state, {}, "HandoverItemHandedOver", { item: command.item });
    case "recordMissing":
      return step(state, {}, "HandoverItemMissing", { item: command.item });
    case "completeHandover":
      return {
        ...step(state, { handedOverOn: command.handedOverOn, nextDueAt: null }, "HandoverCompleted", {
          ...moved,
          wasOverdue: exit.handoverOverdueAt !== null,
        }),
        cancelTimers: ["exitHandoverDue"],
      };
    case "determineRefusal": {
      const { refusal, description } = command;
      const fields = { refusal, refusedAt: now, refusalWords: description };
      return step(state, fields, "HandoverRefused", { ...moved, refusal });
    }
    case "advanceSuit":
      return step(state, { suitStage: command.stage }, "SuitAdvanced", {
        stage: command.stage,
        first: exit.suitStage === null,
      });
    case "takeOver":
      return step(state, { takenOverOn: command.startsOn }, "ComplexTakenOver", moved);
    case "close":
      return step(state, { settledAt: now }, "ExitClosed", moved);
    case "abandon":
      return {
        ...step(state, { settledAt: now, abandonedWhy: command.reason, nextDueAt: null }, "ExitAbandoned", moved),
        cancelTimers: ["exitContractEnd"],
      };
  }
}

function notice(
  exit: Exit,
  by: NoticeParty,
  { servedOn, agreedDays, handoverOn }: NoticeInput,
  state: State,
  settings: Circumstances["settings"],
  service: { manner?: string } = {},
): ExitDecision {
  const termEndsOn = exit.contract?.endsOn ? dateOfColumn(exit.contract.endsOn) : null;
  const recorded = exit.contract !== null;
  const given = { by, servedOn: dateOfColumn(servedOn), agreedDays, termEndsOn, recorded };
  const end = contractEndOf(given, settings);
  const contractEndsOn = columnOf(end.lastDay);
  requireNotBefore(handoverOn, contractEndsOn);
  const fields = {
    noticeBy: by,
    noticeArticle: end.article,
    noticeServedOn: servedOn,
    noticeDays: end.days,
    contractEndsOn,
    contractEndsAt: end.dueAt,
    handoverAgreedOn: handoverOn,
    calendarPublished: end.calendarPublished,
    nextDueAt: end.dueAt,
  };
  const facts = { by, ...service, article: end.article, days: end.days, from: exit.state, to: state };
  return { ...step(state, fields, "ExitNoticeServed", facts), setTimers: [timerAt("exitContractEnd", end)] };
}

/** Before the end of the contract the agreement is only noted; after it, it is the deadline. */
function agreement({ contractEndsOn, handoverDue }: Exit, handoverOn: Date, state: State): ExitDecision {
  requireNotBefore(handoverOn, contractEndsOn);
  const dueAt = endOf(dateOfColumn(handoverOn));
  const noted = step(state, { handoverAgreedOn: handoverOn }, "HandoverAgreed", { until: dueAt.toISOString() });
  if (!handoverDue) return noted;
  return {
    ...noted,
    fields: { ...noted.fields, handoverDue: dueAt, nextDueAt: dueAt, calendarPublished: true },
    setTimers: [{ kind: "exitHandoverDue", dueAt, calendarPublished: true, calendarYears: [] }],
  };
}

/** The handover may begin earlier, but it is not due before the contract ends. */
function requireNotBefore(handoverOn: Date | null, contractEndsOn: Date | null) {
  if (handoverOn && contractEndsOn && handoverOn < contractEndsOn)
    throw refuse("exit/handover-before-end", ["handoverOn"], { end: dateOfColumn(contractEndsOn).toString() });
}
