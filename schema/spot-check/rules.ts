/**
 * Spot checks without notice (四不两直: 不发通知、不打招呼、不听汇报、不用陪同接待、直奔基层、直插现场; plan 三(三)): complexes of
 * one county drawn by lot, sealed until each is carried out.
 *
 * Pure: spot check, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { Temporal } from "temporal-polyfill";
import { columnOf, dateOf, dateOfColumn, endOf, instantAt, wallClock } from "../calendar/rules.ts";
import { commandsIn, decisions, lapsedAt, merge, timerAtInstant } from "../decision.ts";
import {
  type Candidate,
  draw,
  type FrameEntry,
  fingerprintOf,
  frameOf,
  type Round,
  totalOf,
  weightOf,
} from "./draw.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Item,
  itemTransitions,
  type SpotCheck,
  type SpotCheckDecision,
  transitions,
  type Weights,
} from "./states.ts";

const { unchanged, step } = decisions<SpotCheckDecision>();

/** A draw that nobody will carry out this year is none: the frame it was drawn from has changed by then. */
const mostDays = 366;

export interface Plan {
  /** The complexes of the county, in any order. */
  candidates: readonly Candidate[];
  size: number;
  /** Who goes there, by name. */
  inspectors: readonly string[];
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

export interface Drawn {
  decision: SpotCheckDecision;
  frame: readonly FrameEntry[];
  rounds: readonly Round[];
  fields: {
    seed: string;
    fingerprint: string;
    frameSize: number;
    totalWeight: number;
    size: number;
    inspectors: string[];
    startsOn: Date;
    endsOn: Date;
    drawnAt: Date;
    dueAt: Date;
  };
}

/**
 * Draws by the seed that the hub made.
 *
 * @throws {Refusal} `spot-check/…`
 */
export function drawSpotCheck(
  { candidates, size, inspectors, startsOn, endsOn }: Plan,
  seed: string,
  weights: Weights,
  now: Date,
): Drawn {
  const most = candidates.length;
  if (most === 0) throw refuse("spot-check/frame-empty", ["county"]);
  if (size < 1 || size > most) throw refuse("spot-check/size-out-of-range", ["size"], { most });
  const named = [...new Set(inspectors.map((name) => name.trim()))].filter((name) => name !== "");
  if (named.length === 0) throw refuse("spot-check/inspector-missing", ["inspectors"]);
  const from = [startsOn, dateOf(now)];
  if (from.some((day) => Temporal.PlainDate.compare(endsOn, day) < 0))
    throw refuse("spot-check/period-over", ["endsOn"]);
  if (Temporal.PlainDate.compare(endsOn, dateOf(now).add({ days: mostDays })) > 0)
    throw refuse("spot-check/period-too-long", ["endsOn"], { days: mostDays });
  const frame = frameOf(candidates, weights);
  const rounds = draw(seed, frame, size);
  const fingerprint = fingerprintOf(seed, frame, rounds);
  const dueAt = endOf(endsOn);
  return {
    frame,
    rounds,
    fields: {
      seed,
      fingerprint,
      frameSize: most,
      totalWeight: totalOf(frame),
      size,
      inspectors: named,
      startsOn: columnOf(startsOn),
      endsOn: columnOf(endsOn),
      drawnAt: now,
      dueAt,
    },
    decision: {
      ...step("drawn", {}, "SpotCheckDrawn", { drawn: size, frame: most, fingerprint }),
      setTimers: [timerAtInstant("spotCheckPeriodEnd", dueAt)],
    },
  };
}

/** What is kept of a draw, for whoever draws again. */
export interface Kept {
  seed: string;
  fingerprint: string;
  weights: Omit<Weights, "complaintDays">;
  /** In its order. */
  frame: readonly FrameEntry[];
  /** In the order of the rounds. */
  drawn: readonly Pick<Round, "round" | "complexId">[];
}

export interface Repetition {
  /** The same list came out, from a frame that nobody has touched. */
  equal: boolean;
  fingerprint: string;
  rounds: readonly Round[];
}

/** Draws again from what was kept. */
export function repeatDraw({ seed, fingerprint, weights, frame, drawn }: Kept): Repetition {
  const rounds = draw(seed, frame, drawn.length);
  const again = fingerprintOf(seed, frame, rounds);
  return {
    equal:
      again === fingerprint &&
      frame.every((entry) => entry.weight === weightOf(entry, weights)) &&
      rounds.every(({ complexId }, index) => complexId === drawn[index]?.complexId),
    fingerprint: again,
    rounds,
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(
  before: SpotCheck,
  items: readonly Item[],
  command: Command,
  circumstances: Circumstances,
): SpotCheckDecision {
  if (circumstances.body !== before.bodyCode) throw refuse("spot-check/of-another-body");
  if (transitions[before.state][command.type] === undefined)
    throw refuse("spot-check/not-in-this-state", [], { state: before.state });
  // A command may come ahead of a late ticker: a period that is over by now is over, with its own minute.
  return merge(lapse(before, circumstances.now), outcomeOf(before, items, command, circumstances.now));
}

function outcomeOf(before: SpotCheck, items: readonly Item[], command: Command, now: Date): SpotCheckDecision {
  if (command.type === "abandon") {
    requireReason(command.reason);
    const outstanding = before.size - before.carriedOut - before.leftOut;
    return settled(
      step("abandoned", { abandonReason: command.reason }, "SpotCheckAbandoned", {
        carriedOut: before.carriedOut,
        outstanding,
      }),
      now,
    );
  }
  const item = items.find(({ complexId }) => complexId === command.complexId);
  if (!item) throw refuse("spot-check/complex-not-drawn", ["complexId"]);
  if (itemTransitions[item.state][command.type] === undefined)
    throw refuse("spot-check/complex-settled", ["complexId"]);
  if (command.type === "leaveOut") requireReason(command.reason);
  else requireInTime(before, command.carriedOutAt);
  const carriedOut = before.carriedOut + (command.type === "carryOut" ? 1 : 0);
  const leftOut = before.leftOut + (command.type === "leaveOut" ? 1 : 0);
  const outstanding = before.size - carriedOut - leftOut;
  const next = step(
    "drawn",
    { carriedOut, leftOut },
    command.type === "carryOut" ? "SpotCheckComplexCarriedOut" : "SpotCheckComplexLeftOut",
    { outstanding },
  );
  if (outstanding > 0) return next;
  return settled(merge(next, step("completed", next.fields, "SpotCheckCompleted", { carriedOut, leftOut })), now);
}

const settled = (decision: SpotCheckDecision, now: Date): SpotCheckDecision => ({
  ...decision,
  fields: { ...decision.fields, dueAt: null, settledAt: now },
  cancelTimers: ["spotCheckPeriodEnd"],
});

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  { state, bodyCode }: Pick<SpotCheck, "state" | "bodyCode">,
  body: string,
): readonly CommandType[] => (body === bodyCode ? commandsIn(transitions, state) : []);

/** What the timer at the end of the period brings about: its one overdue event. What is outstanding is still owed. */
export function lapse(current: SpotCheck, now: Date): SpotCheckDecision {
  const { state, size, carriedOut, leftOut } = current;
  const overdueAt = lapsedAt(current, now);
  if (!overdueAt) return unchanged(state);
  return {
    ...unchanged(state, { overdueAt }),
    events: [{ kind: "SpotCheckOverdue", facts: { outstanding: size - carriedOut - leftOut }, occurredAt: overdueAt }],
  };
}

/** Nobody is checked before the lot has fallen on him, nor before the first day of the period. */
function requireInTime({ drawnAt, startsOn }: SpotCheck, carriedOutAt: Date) {
  const begins = instantAt(dateOfColumn(startsOn));
  const from = begins > drawnAt ? begins : drawnAt;
  if (carriedOutAt < from) throw refuse("spot-check/before-its-time", ["carriedOutAt"], { from: wallClock(from) });
}

function requireReason(reason: string) {
  if (reason.trim() === "") throw refuse("spot-check/reason-missing", ["reason"]);
}
