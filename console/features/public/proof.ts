import type { Challenge, Solution } from "altcha-lib/types";
import { ask } from "./api.ts";
import { challengeQuery } from "./operations.ts";

/** Half as long as the hub takes it, so that it does not run out while the photos are on their way. */
const goodForMs = 15 * 60_000;

let current: { proof: Promise<string>; since: number } | null = null;

/** Begins to work while somebody writes; whoever submits waits for the same work. */
export function prepareProof(): Promise<string> {
  if (current && performance.now() - current.since < goodForMs) return current.proof;
  const made = { proof: work(), since: performance.now() };
  // A broken line is tried again by the next who asks.
  made.proof.catch(() => {
    if (current === made) current = null;
  });
  current = made;
  return made.proof;
}

/** Each proof counts once. */
export function usedProof(): void {
  current = null;
}

async function work(): Promise<string> {
  const { filingChallenge: challenge } = await ask(challengeQuery, {});
  const worker = new Worker(new URL("./proof.worker.ts", import.meta.url), { type: "module" });
  try {
    const solution = await new Promise<Solution>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Solution>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(challenge as unknown as Challenge);
    });
    return btoa(JSON.stringify({ challenge, solution }));
  } finally {
    worker.terminate();
  }
}
