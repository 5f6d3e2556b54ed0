import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";

export const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

/** Works a challenge out as a browser does. */
export async function solve(challenge: Challenge): Promise<{ proof: string; counter: number }> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error("the challenge was not solved in time");
  return { proof: packed({ challenge, solution }), counter: solution.counter };
}
