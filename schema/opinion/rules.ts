/**
 * Something said in public is handled by a named person and answered in public by a deadline that follows its heat
 * (舆情处置及时反馈, plan 四(三)).
 *
 * Pure: incident, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { addWorkingDays, type Deadline } from "../calendar/rules.ts";
import { commandsIn, decisions, lapsedAt, merge, timerAt, timerAtInstant, timerMoved } from "../decision.ts";
import { safeLink } from "../link.ts";
import { covers } from "../region/rules.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Heat,
  heats,
  type Incident,
  type OpinionDecision,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<OpinionDecision>();

/** What everybody talks about is counted in hours, the rest in working days. */
export const isUrgent = (heat: Heat) => heats.indexOf(heat) >= heats.indexOf("high");

export interface Report {
  heat: Heat;
  seenAt: Date;
  link: string | null;
  ownerFits: boolean;
}

/** @throws {Refusal} `opinion/…` */
export function reportIncident({ heat, seenAt, link, ownerFits }: Report, circumstances: Circumstances) {
  if (seenAt > circumstances.now) throw refuse("opinion/seen-in-future", ["seenAt"]);
  requireSafe(link);
  if (!ownerFits) throw refuse("opinion/owner-unfit", ["ownerId"]);
  const clock = clockOf(heat, circumstances);
  return {
    ...step("reported", clock.fields, "OpinionReported", { heat, urgent: isUrgent(heat) }),
    setTimers: [clock.timer],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: Incident, command: Command, circumstances: Circumstances): OpinionDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("opinion/not-in-this-state", [], { state: before.state });
  if (!mayGive(command.type, before.holderCode, circumstances.body))
    throw refuse(command.type === "takeOver" ? "opinion/not-above" : "opinion/held-by-another");
  for (const [name, text] of Object.entries(command))
    if (typeof text === "string" && name !== "link" && text.trim() === "") throw refuse("opinion/text-missing", [name]);
  // A command may come ahead of a late ticker: a clock that has run out by now has run out, with its own minute.
  const passed = lapse(before, circumstances);
  const late = before.overdueAt !== null || passed.events.length > 0;
  return merge(passed, outcomeOf(before, command, state, late, circumstances));
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  { state, heat, holderCode }: Pick<Incident, "state" | "heat" | "holderCode">,
  body: string,
): readonly CommandType[] =>
  commandsIn(transitions, state).filter(
    (type) => mayGive(type, holderCode, body) && (type !== "raise" || heat !== "veryHigh"),
  );

/** What the timer of the clock brings about: its one overdue event. */
export function lapse({ state, heat, ...clock }: Incident, { now }: Pick<Circumstances, "now">): OpinionDecision {
  const overdueAt = lapsedAt(clock, now);
  if (!overdueAt) return unchanged(state);
  return {
    ...unchanged(state, { overdueAt }),
    events: [{ kind: "OpinionOverdue", facts: { heat, urgent: isUrgent(heat) }, occurredAt: overdueAt }],
  };
}

/** A calendar was published or changed, and the clock that runs ends on another day. */
export function moveClock(current: Incident, deadline: Deadline): OpinionDecision {
  const { state, dueAt, overdueAt } = current;
  if (dueAt === null || overdueAt !== null) return unchanged(state);
  return { ...unchanged(state, datesOf(deadline)), ...timerMoved("opinionDue", deadline) };
}

/** Who handles it does what is to be done; a level above may say how hot it is, and take it over. */
function mayGive(type: CommandType, holder: string, body: string): boolean {
  if (type === "takeOver") return body !== holder && covers(body, holder);
  return type === "raise" ? covers(body, holder) : body === holder;
}

function outcomeOf(
  before: Incident,
  command: Command,
  state: Incident["state"],
  late: boolean,
  circumstances: Circumstances,
): OpinionDecision {
  const { now } = circumstances;
  const { heat } = before;
  const over = { dueAt: null, overdueAt: null, calendarPublished: true };
  switch (command.type) {
    case "handle":
      return step(state, { handledAt: now }, "OpinionHandled", { again: before.handledAt !== null });
    case "answer":
      requireSafe(command.link);
      return {
        ...step(state, { ...over, answeredAt: now, answeredInTime: !late }, "OpinionAnswered", {
          inTime: !late,
          wasOverdue: late,
        }),
        cancelTimers: ["opinionDue"],
      };
    case "close":
      return step(state, { settledAt: now }, "OpinionClosed");
    case "reopen": {
      const clock = clockOf(heat, circumstances);
      const fields = { ...clock.fields, answeredAt: null, answeredInTime: null, settledAt: null };
      const wasClosed = before.state === "closed";
      return { ...step(state, fields, "OpinionReopened", { heat, wasClosed }), setTimers: [clock.timer] };
    }
    case "raise":
      return raised(before, command.heat, state, circumstances);
    case "takeOver":
      if (!command.ownerFits) throw refuse("opinion/owner-unfit", ["ownerId"]);
      return step(state, {}, "OpinionTakenOver", { level: levelOf(circumstances.body), heat, urgent: isUrgent(heat) });
    case "nameOwner":
      if (!command.ownerFits) throw refuse("opinion/owner-unfit", ["ownerId"]);
      return step(state, {}, "OpinionOwnerNamed");
    case "withdraw":
      return {
        ...step(state, { ...over, settledAt: now }, "OpinionWithdrawn", { wasOverdue: late }),
        cancelTimers: ["opinionDue"],
      };
  }
}

/** Higher heat leaves less time, never more. */
function raised(before: Incident, heat: Heat, state: Incident["state"], circumstances: Circumstances): OpinionDecision {
  if (heats.indexOf(heat) <= heats.indexOf(before.heat)) throw refuse("opinion/heat-not-higher", ["heat"]);
  const clock = clockOf(heat, circumstances);
  const sooner = clock.fields.dueAt < (before.dueAt as Date); // a clock runs wherever heat can be raised
  return {
    ...step(state, { heat, ...(sooner && clock.fields) }, "OpinionHeatRaised", { heat, urgent: isUrgent(heat) }),
    setTimers: sooner ? [clock.timer] : [],
  };
}

const levelOf = (body: string) => (body.length === 2 ? "province" : body.length === 4 ? "city" : "county");

function clockOf(heat: Heat, { now, settings, calendar }: Circumstances) {
  if (isUrgent(heat)) {
    const hours = heat === "veryHigh" ? settings.veryHighHours : settings.highHours;
    const timer = timerAtInstant<"opinionDue">("opinionDue", new Date(now.getTime() + hours * 3_600_000));
    return { fields: { ...datesOf(timer), overdueAt: null }, timer };
  }
  const days = heat === "medium" ? settings.mediumWorkingDays : settings.lowWorkingDays;
  const deadline = addWorkingDays(now, days, calendar);
  return { fields: { ...datesOf(deadline), overdueAt: null }, timer: timerAt<"opinionDue">("opinionDue", deadline) };
}

const datesOf = ({ dueAt, calendarPublished }: Pick<Deadline, "dueAt" | "calendarPublished">) => ({
  dueAt,
  calendarPublished,
});

function requireSafe(link: string | null) {
  if (link !== null && safeLink(link) === null) throw refuse("opinion/link-unsafe", ["link"]);
}
