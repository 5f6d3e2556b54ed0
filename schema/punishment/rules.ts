/**
 * Joint punishment of a company by several departments (plan 三(三): 会同有关部门对违法违规物业企业及时实施联合惩戒).
 * Opened by the city, in force from its first day once every department has confirmed, lifted with the repair of the
 * credit or at the end of its term.
 *
 * Pure: punishment, command and moment in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { Temporal } from "temporal-polyfill";
import type { Department } from "../../prisma/generated/enums.ts";
import { dateOf, endOf, instantAt } from "../calendar/rules.ts";
import type { State as CreditState } from "../credit/rules.ts";
import { commandsIn, type Happening, type TimerSetting, type Transitions, timerAtInstant } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "opened" | "confirmed" | "inForce" | "lifted";

export type Command =
  | { type: "confirm"; department: Department }
  /** What the department did; a later report replaces the earlier one. */
  | { type: "report"; department: Department; done: string }
  | { type: "lift"; reason: string };

export type CommandType = Command["type"];

/**
 * `confirm` leads to `confirmed` with the last department; until then it stays opened. Its first day comes by the clock:
 * no command leads into `inForce`.
 */
export const transitions: Transitions<State, CommandType> = {
  opened: { confirm: "confirmed", report: "opened", lift: "lifted" },
  confirmed: { report: "confirmed", lift: "lifted" },
  inForce: { report: "inForce", lift: "lifted" },
  lifted: {},
};

export interface NewPunishment {
  reason: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  departments: readonly { department: Department; measures: readonly string[] }[];
  /** State of the credit event that is its ground. */
  ground: CreditState;
}

export interface Punishment {
  state: State;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  ground: CreditState;
  departments: readonly { department: Department; confirmedAt: Date | null; reportedAt: Date | null }[];
}

export type EventKind =
  | "JointPunishmentOpened"
  | "JointPunishmentConfirmed"
  | "JointPunishmentInForce"
  | "JointPunishmentReported"
  | "JointPunishmentLifted";

export interface PunishmentDecision {
  state: State;
  events: readonly Happening<EventKind>[];
  setTimers: readonly TimerSetting<TimerKind>[];
  cancelTimers: readonly TimerKind[];
}

export type TimerKind = "punishmentStart" | "punishmentEnd";

/** @throws {Refusal} without ground, reason, term, or a department with a measure. */
export function openPunishment(punishment: NewPunishment): PunishmentDecision {
  const { reason, startsOn, endsOn, departments, ground } = punishment;
  if (ground !== "recorded") throw refuse("punishment/ground-gone", ["creditEventId"]);
  if (reason.trim() === "") throw refuse("punishment/reason-missing", ["reason"]);
  if (Temporal.PlainDate.compare(startsOn, endsOn) >= 0) throw refuse("punishment/term-empty", ["endsOn"]);
  if (departments.length === 0) throw refuse("punishment/department-missing", ["departments"]);
  departments.forEach(({ department, measures }, index) => {
    const field = (name: string) => ["departments", String(index), name];
    if (departments.findIndex((other) => other.department === department) < index)
      throw refuse("punishment/department-twice", field("department"));
    if (measures.every((measure) => measure.trim() === ""))
      throw refuse("punishment/measure-missing", field("measures"));
  });
  return {
    state: "opened",
    events: [{ kind: "JointPunishmentOpened", facts: { departments: departments.length } }],
    setTimers: [timerAtInstant("punishmentEnd", endOf(endsOn))],
    cancelTimers: [],
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decidePunishment(before: Punishment, command: Command, now: Date): PunishmentDecision {
  // A command may come ahead of a late ticker: what has begun by now is in force.
  const begun = beginTerm(before, now);
  const outcome = outcomeOf({ ...before, state: begun.state }, command, now);
  return { ...outcome, events: [...begun.events, ...outcome.events] };
}

/** What the timer of the first day brings about: what every department has confirmed is in force. */
export function beginTerm({ state, startsOn }: Pick<Punishment, "state" | "startsOn">, now: Date): PunishmentDecision {
  const begins = instantAt(startsOn);
  if (state !== "confirmed" || now < begins) return { state, events: [], setTimers: [], cancelTimers: [] };
  return {
    state: "inForce",
    events: [{ kind: "JointPunishmentInForce", occurredAt: begins }],
    setTimers: [],
    cancelTimers: ["punishmentStart"],
  };
}

function outcomeOf(current: Punishment, command: Command, now: Date): PunishmentDecision {
  const next = transitions[current.state][command.type];
  if (next === undefined) throw refuse("punishment/not-in-this-state", [], { state: current.state });
  const decided = (state: State, ...events: Happening<EventKind>[]): PunishmentDecision => ({
    state,
    events,
    setTimers: [],
    cancelTimers: state === "lifted" ? ["punishmentStart", "punishmentEnd"] : [],
  });
  if (command.type === "lift") {
    if (command.reason.trim() === "") throw refuse("punishment/reason-missing", ["reason"]);
    if (!mayLift(current, now)) throw refuse("punishment/not-repaired", [], { endsOn: current.endsOn.toString() });
    const facts = { wasInForce: current.state === "inForce", takenBack: isUntouched(current) };
    return decided(next, { kind: "JointPunishmentLifted", facts });
  }
  const { department } = command;
  const addressed = current.departments.find((one) => one.department === department);
  if (!addressed) throw refuse("punishment/department-not-addressed", ["department"]);
  if (command.type === "report") {
    if (!addressed.confirmedAt) throw refuse("punishment/not-confirmed", ["department"]);
    if (command.done.trim() === "") throw refuse("punishment/report-missing", ["done"]);
    return decided(next, {
      kind: "JointPunishmentReported",
      facts: { department, first: addressed.reportedAt === null },
    });
  }
  if (addressed.confirmedAt) throw refuse("punishment/confirmed-already", ["department"]);
  const waiting = current.departments.filter((one) => one.confirmedAt === null).length - 1;
  const confirmed = { kind: "JointPunishmentConfirmed", facts: { department, waiting } } as const;
  if (waiting > 0) return decided("opened", confirmed);
  // Confirmed after its first day it is in force from now on, and not from then.
  if (instantAt(current.startsOn) <= now) return decided("inForce", confirmed, { kind: "JointPunishmentInForce" });
  return {
    ...decided(next, confirmed),
    setTimers: [timerAtInstant("punishmentStart", instantAt(current.startsOn))],
  };
}

/** What a viewer of that department (none: of the city) may do with it now. */
export const allowedPunishmentCommands = (
  current: Punishment,
  now: Date,
  department: Department | null,
): readonly CommandType[] => {
  const confirmed = (one: Department) =>
    current.departments.some((other) => other.department === one && other.confirmedAt);
  const addressed = current.departments.some((one) => one.department === department);
  return commandsIn(transitions, beginTerm(current, now).state).filter((type) => {
    if (type === "lift") return department === null && mayLift(current, now);
    return department !== null && addressed && confirmed(department) === (type === "report");
  });
};

/** Lifting follows repair; what was withdrawn never was a ground; a term that is over is over; and what nobody has acted on can be taken back. */
const mayLift = (current: Punishment, now: Date) =>
  current.ground !== "recorded" || Temporal.PlainDate.compare(current.endsOn, dateOf(now)) < 0 || isUntouched(current);

const isUntouched = ({ departments }: Pick<Punishment, "departments">) =>
  departments.every(({ confirmedAt }) => confirmedAt === null);
