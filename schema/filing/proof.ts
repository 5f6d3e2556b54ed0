/**
 * A proof of work that a browser solves while somebody writes (ALTCHA, self-hosted): cheap for one filing, dear for
 * thousands. Nobody is tracked, nothing is asked of a third party, and it needs no eyesight.
 */
import { randomInt } from "node:crypto";
import { type Challenge, createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { z } from "zod";
import type { Work } from "../activity/transact.ts";
import { realClock } from "../clock.ts";
import type { HubContext } from "../context.ts";
import { refuse } from "./refusals.ts";

const minutesToSolve = 30;
/** Hashes per guess; the hub itself makes as many to check an answer. */
const cost = 100;
/** Guesses that the first filing of an address takes: about a second on a telephone. */
const guesses = 1500;
/** Each filing of the last hour adds as much again, up to so many times. */
const hardest = 6;

/** @param filed how much the caller has filed lately */
export function newChallenge({ vault }: HubContext, filed: number): Promise<Challenge> {
  const most = guesses * Math.min(1 + filed, hardest);
  return createChallenge({
    algorithm: "SHA-256",
    cost,
    // Between half of it and all of it, so that no one waits much longer than another.
    counter: randomInt(most / 2, most),
    deriveKey,
    expiresAt: new Date(realClock.now().getTime() + minutesToSolve * 60_000),
    hmacSignatureSecret: vault.secret("filing-challenge"),
  });
}

export interface Proof {
  signature: Uint8Array<ArrayBuffer>;
  expiresAt: Date;
}

const hex = z.string().regex(/^[0-9a-f]+$/);
const answer = z.object({
  challenge: z.object({
    parameters: z
      .object({
        algorithm: z.literal("SHA-256"),
        nonce: hex,
        salt: hex,
        keyPrefix: hex,
        cost: z.literal(cost),
        keyLength: z.literal(32),
        expiresAt: z.int(),
      })
      .strict(),
    signature: hex.length(64),
  }),
  solution: z.object({ counter: z.int().min(0).max(0xffffffff), derivedKey: hex }),
});

/**
 * Checks a solved challenge: ours, unchanged, in time, solved. Whether it was used before is decided by `spend`.
 *
 * @param solved ALTCHA's payload: base64 of `{challenge, solution}`
 * @throws {Refusal} `filing/proof-invalid`, `filing/proof-expired`
 */
export async function checkProof({ vault }: HubContext, solved: string): Promise<Proof> {
  const { data } = answer.safeParse(parse(solved));
  if (!data) throw refuse("filing/proof-invalid", ["proof"]);
  const { challenge, solution } = data;
  const { verified, expired } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: vault.secret("filing-challenge"),
  });
  if (expired) throw refuse("filing/proof-expired", ["proof"]);
  if (!verified) throw refuse("filing/proof-invalid", ["proof"]);
  return {
    signature: new Uint8Array(Buffer.from(challenge.signature, "hex")),
    expiresAt: new Date(challenge.parameters.expiresAt * 1000),
  };
}

function parse(solved: string): unknown {
  try {
    return JSON.parse(Buffer.from(solved, "base64").toString("utf8"));
  } catch {
    return null;
  }
}

/**
 * Uses a proof up, together with what it is given for: a filing that fails leaves it good.
 *
 * @throws {Refusal} `filing/proof-spent`
 */
export async function spend({ tx }: Work, proof: Proof): Promise<void> {
  const { count } = await tx.spentChallenge.createMany({ data: proof, skipDuplicates: true });
  if (count === 0) throw refuse("filing/proof-spent", ["proof"]);
}

/** An expired proof is refused whether it was spent or not; for a job. */
export async function forgetProofs(context: HubContext): Promise<void> {
  await context.pool.query(`delete from "SpentChallenge" where "expiresAt" < now() - interval '1 hour'`);
}
