import { sha256 } from "@noble/hashes/sha2.js";
import { type Challenge, solveChallenge } from "altcha-lib";
import type { DeriveKeyFunction } from "altcha-lib/types";

/** Not the browser's own SHA-256: that one is only there over https, and answers each hash by a promise. */
const deriveKey: DeriveKeyFunction = async ({ cost }, salt, guess) => {
  const first = new Uint8Array(salt.length + guess.length);
  first.set(salt);
  first.set(guess, salt.length);
  let key = sha256(first);
  for (let round = 1; round < cost; round++) key = sha256(key);
  return { derivedKey: key };
};

self.onmessage = async ({ data: challenge }: MessageEvent<Challenge>) => {
  self.postMessage(await solveChallenge({ challenge, deriveKey, timeout: 0 }));
};
