/**
 * A rectification is an order to put findings right, with a responsible person and a deadline
 * (plan 三(二): 建立工作台账，明确责任人和完成时限，及时督促整改).
 *
 * Pure: rectification, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import {
  addWorkingDays,
  type Deadline,
  dateEndingAt,
  dateOf,
  instantAt,
  nextWorkingDay,
  statutory,
  wallClock,
} from "../calendar/rules.ts";
import { commandsIn, decisions, merge, timerAt, timerAtInstant, timerMoved } from "../decision.ts";
import type { FindingState } from "../finding/rules.ts";
import { followUpsOf } from "./follow-up.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type EventKind,
  type Rectification,
  type RectificationDecision,
  type State,
  type TimerKind,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<RectificationDecision>();

export interface Order {
  findings: readonly { complexId: string; state: FindingState; illegal: boolean }[];
  responsiblePerson: string;
  deadline: Date | null;
}

/** @throws {Refusal} without a finding of one complex, a responsible person or a deadline: none of them can be left out. */
export function orderRectification(order: Order, { now }: Pick<Circumstances, "now">): RectificationDecision {
  const { findings, responsiblePerson, deadline } = order;
  if (findings.length === 0) throw refuse("rectification/finding-missing", ["findingIds"]);
  if (new Set(findings.map(({ complexId }) => complexId)).size > 1)
    throw refuse("rectification/findings-of-several-complexes", ["findingIds"]);
  findings.forEach(({ state }, index) => {
    const field = ["findingIds", String(index)];
    if (state === "ordered") throw refuse("rectification/finding-ordered-already", field);
    if (state === "rectified" || state === "withdrawn") throw refuse("rectification/finding-settled", field);
  });
  if (responsiblePerson.trim() === "") throw refuse("rectification/responsible-person-missing", ["responsiblePerson"]);
  if (deadline === null) throw refuse("rectification/deadline-missing", ["deadline"]);
  if (deadline <= now) throw refuse("rectification/deadline-not-later", ["deadline"], { than: wallClock(now) });
  // A finding that is ordered again counts once in the rectification rate.
  const first = findings.filter(({ state }) => state === "open").length;
  return {
    state: "ordered",
    fields: {
      deadline,
      submittedAt: null,
      overdueAt: null,
      awaitingReview: false,
      settledAt: null,
      extensions: 0,
      extensionAskedUntil: null,
      extensionReason: null,
      escalation: "none",
      remindedAt: null,
      calendarPublished: true,
      illegal: findings.some(({ illegal }) => illegal),
    },
    events: [{ kind: "RectificationOrdered", facts: { findings: findings.length, first } }],
    setTimers: [timerAtInstant("rectificationOverdue", deadline)],
    cancelTimers: [],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: Rectification, command: Command, circumstances: Circumstances): RectificationDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("rectification/not-in-this-state", [], { state: before.state });
  const refusal = hindrance(before, command.type, circumstances);
  if (refusal) throw refusal;
  checkInput(before, command, circumstances.now);
  // A command may come ahead of a late ticker: what has passed by now has passed, with its own minute.
  const passed = lapse(before, circumstances);
  return merge(passed, outcomeOf({ ...before, ...passed.fields }, command, state, circumstances));
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (current: Rectification, circumstances: Circumstances): readonly CommandType[] =>
  commandsIn(transitions, current.state).filter((type) => hindrance(current, type, circumstances) === undefined);

export const isSettled = (state: State) => state === "accepted" || state === "refused" || state === "failed";

/** The deadline has passed without acceptance; from its own minute on, whatever is submitted. */
export const isOverdue = ({ state, deadline }: Pick<Rectification, "state" | "deadline">, now: Date) =>
  !isSettled(state) && deadline <= now;

/** What the timer of the deadline does. It raises the one overdue event, stamped with the deadline, and nothing twice. */
export function lapse(current: Rectification, { now, settings, calendar }: Circumstances): RectificationDecision {
  if (!isOverdue(current, now) || current.overdueAt) return unchanged(current.state);
  const { deadline, state } = current;
  const awaitingReview = state === "submitted";
  const day = dateEndingAt(deadline);
  const city = addWorkingDays(day, settings.cityWorkingDays, calendar);
  const province = addWorkingDays(day, settings.provinceWorkingDays, calendar);
  return {
    ...unchanged(state),
    fields: { overdueAt: deadline, awaitingReview, calendarPublished: province.calendarPublished },
    events: [{ kind: "RectificationOverdue", facts: { awaitingReview }, occurredAt: deadline }],
    setTimers: [timerAt("rectificationCitySupervision", city), timerAt("rectificationKeySupervision", province)],
    cancelTimers: ["rectificationOverdue"],
  };
}

/** A calendar was published or changed, and a step of the ladder comes on another day. */
export const moveStep = (
  current: Rectification,
  kind: "rectificationCitySupervision" | "rectificationKeySupervision",
  deadline: Deadline,
): RectificationDecision => {
  const to = kind === "rectificationCitySupervision" ? "city" : "province";
  if (!climbs(current, to)) return unchanged(current.state);
  const { calendarPublished } = deadline;
  return { ...unchanged(current.state, { calendarPublished }), ...timerMoved(kind, deadline) };
};

/** What the timers after the deadline do: the city supervises, then the province lists it for key supervision (重点督办). */
export function escalate(current: Rectification, to: "city" | "province", occurredAt: Date): RectificationDecision {
  const { state, awaitingReview } = current;
  if (!climbs(current, to)) return unchanged(state);
  return {
    ...unchanged(state, { escalation: to }),
    events: [{ kind: "RectificationEscalated", facts: { to, awaitingReview }, occurredAt }],
  };
}

const rung = { none: 0, city: 1, province: 2 } as const;

const climbs = ({ state, overdueAt, escalation }: Rectification, to: "city" | "province") =>
  !isSettled(state) && overdueAt !== null && rung[escalation] < rung[to];

/** What stands in the way of a command whatever its input; undefined where nothing does. */
function hindrance(current: Rectification, type: CommandType, { now, settings, calendar }: Circumstances) {
  const passed = current.deadline <= now;
  const deadline = wallClock(current.deadline);
  switch (type) {
    case "askExtension":
      if (passed) return refuse("rectification/deadline-passed", [], { deadline });
      if (current.extensions >= settings.extensions)
        return refuse("rectification/extended-already", [], { extensions: settings.extensions });
      return current.extensionAskedUntil ? refuse("rectification/extension-pending") : undefined;
    case "approveExtension":
    case "denyExtension":
      return current.extensionAskedUntil ? undefined : refuse("rectification/extension-not-asked");
    case "remind": {
      if (!passed) return refuse("rectification/not-overdue", [], { deadline });
      const again = current.remindedAt && remindableFrom(current.remindedAt, calendar);
      return again && now < again
        ? refuse("rectification/reminded-already", [], { until: wallClock(again) })
        : undefined;
    }
    case "fail":
      // Failure is found after the deadline; before it the company still has its time.
      return passed ? undefined : refuse("rectification/deadline-not-passed", [], { deadline });
    default:
      return undefined;
  }
}

/** The working day after the one on which it was done: nobody is reminded twice within one. */
const remindableFrom = (remindedAt: Date, calendar = statutory): Date =>
  instantAt(nextWorkingDay(dateOf(remindedAt).add({ days: 1 }), calendar));

function checkInput(current: Rectification, command: Command, now: Date) {
  if ("evidence" in command && command.evidence.length === 0)
    throw refuse("rectification/evidence-missing", ["evidenceIds"]);
  if ("inspectionId" in command && command.inspectionId === "")
    throw refuse("rectification/inspection-missing", ["inspectionId"]);
  if (command.type === "nameResponsible" && command.responsiblePerson.trim() === "")
    throw refuse("rectification/responsible-person-missing", ["responsiblePerson"]);
  if ("reason" in command && command.reason.trim() === "") throw refuse("rectification/reason-missing", ["reason"]);
  if (command.type === "askExtension" && command.deadline <= current.deadline)
    throw refuse("rectification/deadline-not-later", ["deadline"], { than: wallClock(current.deadline) });
  // Asked for in time and decided late: a deadline that has passed meanwhile would be none.
  if (command.type === "approveExtension" && current.extensionAskedUntil && current.extensionAskedUntil <= now)
    throw refuse("rectification/deadline-not-later", [], { than: wallClock(now) });
}

function outcomeOf(current: Rectification, command: Command, state: State, circumstances: Circumstances) {
  const { now } = circumstances;
  switch (command.type) {
    case "start":
      return step(state, {}, "RectificationStarted");
    case "nameResponsible":
      return step(state, { responsiblePerson: command.responsiblePerson.trim() }, "RectificationResponsibleNamed");
    case "remind":
      return step(state, { remindedAt: now }, "RectificationReminded");
    case "submit":
      return step(state, { submittedAt: now }, "RectificationSubmitted", { inTime: now < current.deadline });
    case "sendBack":
      // Whoever was waiting for the reviewer is waiting no longer; an overdue one is now the company's again.
      return step(state, { awaitingReview: false }, "RectificationSentBack", { overdue: current.overdueAt !== null });
    case "askExtension":
      return step(
        state,
        { extensionAskedUntil: command.deadline, extensionReason: command.reason },
        "RectificationExtensionAsked",
        { until: command.deadline.toISOString() },
      );
    case "denyExtension":
      return step(state, { extensionAskedUntil: null }, "RectificationExtensionDenied");
    case "approveExtension":
      return extension(current, state);
    case "accept":
      return settlement(current, "accepted", circumstances, { proofId: command.inspectionId });
    case "refuse":
      return settlement(current, "refused", circumstances);
    case "fail":
      return settlement(current, "failed", circumstances, { proofId: command.inspectionId });
  }
}

/** The deadline moves; what was overdue is so no longer, and its overdue event stays on record. */
function extension(current: Rectification, state: State): RectificationDecision {
  const deadline = current.extensionAskedUntil as Date; // `hindrance` refuses where none was asked for
  return {
    ...step(
      state,
      {
        deadline,
        extensions: current.extensions + 1,
        extensionAskedUntil: null,
        overdueAt: null,
        awaitingReview: false,
        escalation: "none",
        calendarPublished: true,
      },
      "RectificationExtended",
      { until: deadline.toISOString(), wasOverdue: current.overdueAt !== null },
    ),
    setTimers: [timerAtInstant("rectificationOverdue", deadline)],
    cancelTimers: ladder,
  };
}

const ladder: readonly TimerKind[] = ["rectificationCitySupervision", "rectificationKeySupervision"];

const settledAs = {
  accepted: "RectificationAccepted",
  refused: "RectificationRefused",
  failed: "RectificationFailed",
} as const satisfies Partial<Record<State, EventKind>>;

function settlement(
  current: Rectification,
  outcome: "accepted" | "refused" | "failed",
  { now, strongProtest, owesPenalty }: Circumstances,
  proof: { proofId?: string } = {},
): RectificationDecision {
  const fields = { settledAt: now, awaitingReview: false, extensionAskedUntil: null, ...proof };
  const facts = {
    findings: current.findings,
    wasOverdue: current.overdueAt !== null,
    inTime: current.submittedAt !== null && current.submittedAt < current.deadline,
  };
  return {
    ...step(outcome, fields, settledAs[outcome], facts),
    cancelTimers: ["rectificationOverdue", ...ladder],
    followUps: followUpsOf(outcome, { owesPenalty, strongProtest }),
    findings: outcome === "accepted" ? "rectified" : "unrectified",
  };
}
