/**
 * What becomes of a delivery with each attempt to hand it over.
 *
 * Pure: the delivery as it stands and what came of the attempt in; what it is then out. No database, no clock.
 */
import { commandsIn, type Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "waiting" | "failing" | "delivered" | "dead";
export type Command = "retry" | "replay";
export type Fault =
  | "unreachable"
  | "timedOut"
  | "redirected"
  | "answered"
  | "answerTooLarge"
  | "receiptMissing"
  | "stopped"
  | "rejected"
  | "unanswered";

/** Both send it again under its own id, by which the receiver knows what it has already. */
export const transitions: Transitions<State, Command> = {
  waiting: {},
  failing: { retry: "waiting" },
  dead: { retry: "waiting" },
  delivered: { replay: "waiting" },
};

export const allowedDeliveryCommands = (state: State) => commandsIn(transitions, state);

/** @throws {Refusal} `delivery/not-in-this-state` */
export function decideDelivery(state: State, command: Command): State {
  const next = transitions[state][command];
  if (next === undefined) throw refuse("delivery/not-in-this-state", [], { state });
  return next;
}

/** What came of one attempt. */
export type Outcome =
  | { type: "received"; status: number; receipt: string }
  /** `detail` is what the other side or the network said, never ours. */
  | { type: "failed"; fault: Fault; status: number | null; detail: string | null; retryAfterMs?: number };

/** How often and when it is tried again. */
export interface Patience {
  /** Tries until it is a dead letter. */
  most: number;
  /** Milliseconds before the second try; each further one waits twice as long, up to `longestMs`. */
  firstMs: number;
  longestMs: number;
}

export type Settled =
  | { state: "delivered" }
  | { state: "failing"; waitMs: number }
  | { state: "dead"; refused: boolean }
  /** The hub itself broke off: it is tried again as though nothing had been. */
  | { state: "waiting" };

/**
 * @param tries made since it was queued or asked for again, this one included
 * @param chance from 0 to below 1: spreads those that failed together, so that they do not come back together
 */
export function settle(tries: number, outcome: Outcome, patience: Patience, chance: number): Settled {
  if (outcome.type === "received") return { state: "delivered" };
  if (outcome.fault === "stopped") return { state: "waiting" };
  if (isRefusal(outcome)) return { state: "dead", refused: true };
  if (tries >= patience.most) return { state: "dead", refused: false };
  const longest = Math.min(patience.longestMs, patience.firstMs * 2 ** (tries - 1));
  const waitMs = Math.round(longest * (0.5 + chance / 2));
  return { state: "failing", waitMs: Math.max(waitMs, Math.min(outcome.retryAfterMs ?? 0, patience.longestMs)) };
}

/** Answers that say that this content will never be taken; any other may be the receiver's or the network's bad hour. */
const refusals: ReadonlySet<number | null> = new Set([400, 413, 415, 422]);

export const isRefusal = (outcome: Outcome) =>
  outcome.type === "failed" &&
  (outcome.fault === "rejected" || (outcome.fault === "answered" && refusals.has(outcome.status)));
