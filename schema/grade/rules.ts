/**
 * A grade review lowers the grade of a complex, and with it what the company may charge, on the ground of a
 * rectification that was refused or failed (plan 三(二): 要重新核定小区物业服务等级，降低物业费收费标准).
 *
 * Pure: review, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { Temporal } from "temporal-polyfill";
import { columnOf, dateOf, dateOfColumn, instantAt } from "../calendar/rules.ts";
import { commandsIn, decisions, merge, timerAtInstant } from "../decision.ts";
import type { State as RectificationState } from "../rectification/states.ts";
import { inYuan } from "../yuan.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Grade,
  type GradeReview,
  type GradeReviewDecision,
  type State,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<GradeReviewDecision>();

export interface Opening {
  /** Of the rectification that it rests on. */
  ground: RectificationState;
  /** Another review of the complex is open. */
  running: boolean;
  fromGrade: string | null;
  fromChargeFen: number | null;
  grade: string;
  reason: string;
}

/** @throws {Refusal} `grade-review/…` */
export function openGradeReview(opening: Opening, { catalogue }: Circumstances): GradeReviewDecision {
  const { ground, running, fromGrade, fromChargeFen, grade, reason } = opening;
  if (ground !== "refused" && ground !== "failed") throw refuse("grade-review/ground-missing", ["rectificationId"]);
  if (running) throw refuse("grade-review/running-already", ["rectificationId"]);
  const proposed = lowerGrade({ fromGrade, fromChargeFen }, grade, reason, catalogue);
  const facts = { grade: proposed.toGrade, first: true };
  return step("proposed", { fromGrade, fromChargeFen, ...proposed }, "GradeReviewProposed", facts);
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: GradeReview, command: Command, circumstances: Circumstances): GradeReviewDecision {
  // A command may come ahead of a late ticker: a charge that holds by now is in force.
  const passed = enterIntoForce(before, circumstances);
  const state = transitions[passed.state][command.type];
  if (state === undefined) throw refuse("grade-review/not-in-this-state", [], { state: passed.state });
  return merge(passed, outcomeOf(before, command, state, circumstances));
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  current: Pick<GradeReview, "state" | "chargedFrom">,
  { now }: Pick<Circumstances, "now">,
): readonly CommandType[] => commandsIn(transitions, stateAt(current, now));

const stateAt = ({ state, chargedFrom }: Pick<GradeReview, "state" | "chargedFrom">, now: Date): State =>
  state === "confirmed" && chargedFrom && beginOf(chargedFrom) <= now ? "inForce" : state;

/** What the timer of the day brings about: from now on the ledger shows the new grade and charge. */
export function enterIntoForce(current: GradeReview, { now }: Pick<Circumstances, "now">): GradeReviewDecision {
  const state = stateAt(current, now);
  if (state === current.state || !current.chargedFrom) return unchanged(current.state);
  const { toGrade, toChargeFen, chargedFrom } = current;
  return {
    ...unchanged(state),
    events: [
      { kind: "GradeLowered", facts: { grade: toGrade, chargeFen: toChargeFen }, occurredAt: beginOf(chargedFrom) },
    ],
    cancelTimers: ["gradeReviewInForce"],
  };
}

/** The instant at which a civil date begins. */
const beginOf = (date: Date) => instantAt(dateOfColumn(date));

function outcomeOf(
  current: GradeReview,
  command: Command,
  state: State,
  { now, catalogue }: Circumstances,
): GradeReviewDecision {
  switch (command.type) {
    case "propose": {
      const proposed = lowerGrade(current, command.grade, command.reason, catalogue);
      return step(state, proposed, "GradeReviewProposed", { grade: proposed.toGrade });
    }
    case "return":
      requireReason(command.reason);
      return step(state, { returnReason: command.reason }, "GradeReviewReturned");
    case "confirm":
      return confirmation(current, command, state, now);
    case "verify":
      if (command.inspectionId === "") throw refuse("grade-review/inspection-missing", ["inspectionId"]);
      return step(state, { settledAt: now }, "GradeReviewVerified");
    case "withdraw":
      requireReason(command.reason);
      return {
        ...step(state, { settledAt: now, withdrawalReason: command.reason }, "GradeReviewWithdrawn"),
        cancelTimers: ["gradeReviewInForce"],
      };
  }
}

/** The grade is lowered: neither grade nor charge may come out above what the company has now. */
function lowerGrade(
  { fromGrade, fromChargeFen }: Pick<GradeReview, "fromGrade" | "fromChargeFen">,
  name: string,
  reason: string,
  catalogue: readonly Grade[],
) {
  requireReason(reason);
  if (catalogue.length === 0) throw refuse("grade-review/catalogue-missing", ["grade"]);
  const grade = catalogue.find((one) => one.name === name);
  if (!grade) throw refuse("grade-review/grade-unknown", ["grade"], { grade: name });
  const from = catalogue.find((one) => one.name === fromGrade);
  if (from && grade.position <= from.position)
    throw refuse("grade-review/grade-not-lower", ["grade"], { from: from.name });
  requireLower(fromChargeFen, grade.chargeFen, ["grade"]);
  return { toGrade: grade.name, toChargeFen: grade.chargeFen, reason, returnReason: null };
}

function confirmation(
  { fromChargeFen }: GradeReview,
  { chargeFen, chargedFrom }: Extract<Command, { type: "confirm" }>,
  state: State,
  now: Date,
): GradeReviewDecision {
  if (chargeFen <= 0) throw refuse("grade-review/charge-missing", ["chargeFen"]);
  requireLower(fromChargeFen, chargeFen, ["chargeFen"]);
  const from = Temporal.PlainDate.from(chargedFrom);
  const today = dateOf(now);
  if (Temporal.PlainDate.compare(from, today) < 0)
    throw refuse("grade-review/charged-from-passed", ["chargedFrom"], { today: today.toString() });
  const fields = { toChargeFen: chargeFen, chargedFrom: columnOf(from), confirmedAt: now };
  return {
    ...step(state, fields, "GradeReviewConfirmed", { chargeFen, from: chargedFrom }),
    setTimers: [timerAtInstant("gradeReviewInForce", instantAt(from))],
  };
}

function requireLower(from: number | null, to: number, field: readonly string[]) {
  if (from !== null && to >= from) throw refuse("grade-review/charge-not-lower", field, { from: inYuan(from) });
}

function requireReason(reason: string) {
  if (reason.trim() === "") throw refuse("grade-review/reason-missing", ["reason"]);
}
