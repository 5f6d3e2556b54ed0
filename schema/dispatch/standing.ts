import type { State } from "./rules.ts";

export const standings = ["open", "missing", "returned", "late", "onTime"] as const;
export type Standing = (typeof standings)[number];

/** Late follows the event of the due minute, so that a matrix never says more than the log. */
export function standingOf({ state, lateAt }: { state: State; lateAt: Date | null }): Standing {
  if (state === "open") return lateAt ? "missing" : "open";
  if (state === "returned") return "returned";
  return lateAt ? "late" : "onTime";
}
