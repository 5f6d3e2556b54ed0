/**
 * The draw: a weighted sample without replacement that anybody can repeat from the seed and the frame, by hand if need
 * be. It uses integers only, so that it comes out the same on every machine.
 *
 * 1. The frame lists the complexes by their id, ascending; each has a weight, a whole number of at least 1.
 * 2. In round k (from 1) take the SHA-256 of the text `<seed>:<k>`, the seed as its 64 lower-case hexadecimal digits, k
 *    in decimal, all in ASCII. Read it as one number of 256 bits, its first byte the highest.
 * 3. Divide it by the sum of the weights of those that are still in the frame; the remainder is r.
 * 4. Go through those in the order of the frame and take away their weights from r, one after the other; the first whose
 *    weight is greater than what is left of r is drawn, and leaves the frame.
 * 5. Go on with round k + 1 until as many are drawn as were asked for.
 *
 * A remainder favours the first numbers by less than one in 2^200 for any frame that fits a county. Told in Chinese and
 * with a worked example in `docs/spot-check.md`.
 *
 * Pure: no database, no clock, no chance of its own.
 */
import { createHash } from "node:crypto";
import type { Weights } from "./states.ts";

/** A complex with what its weight is made of. */
export interface Candidate {
  complexId: string;
  /** Complaints of the last days [policy] that are confirmed. */
  complaints: number;
  overdueRectifications: number;
}

export interface FrameEntry extends Candidate {
  /** From 1. */
  position: number;
  weight: number;
}

/** How one complex was drawn, step by step. */
export interface Round {
  round: number;
  /** SHA-256 of seed and round, in hexadecimal digits. */
  digest: string;
  /** Sum of the weights that were left. */
  total: number;
  remainder: number;
  position: number;
  complexId: string;
}

/** 重点对群众投诉项目和未及时落实整改的项目进行抽查 (plan 三(三)): what makes a complex likelier to be drawn [policy]. */
export const weightOf = (
  { complaints, overdueRectifications }: Omit<Candidate, "complexId">,
  { baseWeight, perComplaint, perOverdueRectification }: Omit<Weights, "complaintDays">,
): number => baseWeight + perComplaint * complaints + perOverdueRectification * overdueRectifications;

/** The frame in its order, weighed. */
export const frameOf = (candidates: readonly Candidate[], weights: Omit<Weights, "complaintDays">): FrameEntry[] =>
  [...candidates]
    .sort((a, b) => (a.complexId < b.complexId ? -1 : 1))
    .map(({ complexId, complaints, overdueRectifications }, index) => ({
      position: index + 1,
      complexId,
      complaints,
      overdueRectifications,
      weight: weightOf({ complaints, overdueRectifications }, weights),
    }));

export const totalOf = (frame: readonly Pick<FrameEntry, "weight">[]): number =>
  frame.reduce((sum, { weight }) => sum + weight, 0);

/** @param size at most as many as the frame has */
export function draw(seed: string, frame: readonly FrameEntry[], size: number): Round[] {
  const left = [...frame];
  return Array.from({ length: size }, (_, index) => {
    const round = index + 1;
    const total = totalOf(left);
    const digest = createHash("sha256").update(`${seed}:${round}`).digest("hex");
    const remainder = Number(BigInt(`0x${digest}`) % BigInt(total));
    const [drawn] = left.splice(indexAt(left, remainder), 1) as [FrameEntry];
    return { round, digest, total, remainder, position: drawn.position, complexId: drawn.complexId };
  });
}

function indexAt(frame: readonly FrameEntry[], remainder: number): number {
  let rest = remainder;
  return frame.findIndex(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
}

/**
 * SHA-256 over the seed, a line for each complex of the frame (position, id, complaints, overdue rectifications, weight)
 * and a line for each that was drawn (round, id), each line ended by a line feed and its parts divided by spaces. It
 * stands in the log, which nobody can change.
 */
export function fingerprintOf(
  seed: string,
  frame: readonly FrameEntry[],
  drawn: readonly Pick<Round, "round" | "complexId">[],
): string {
  const lines = [
    seed,
    ...frame.map(({ position, complexId, complaints, overdueRectifications, weight }) =>
      [position, complexId, complaints, overdueRectifications, weight].join(" "),
    ),
    ...drawn.map(({ round, complexId }) => `${round} ${complexId}`),
  ];
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
}
