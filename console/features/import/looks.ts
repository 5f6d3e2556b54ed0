import type { Tone } from "../../ui/tone.ts";
import type { LedgerImportStanding } from "./operations.ts";

type State = LedgerImportStanding["state"];

export const stateTones: Readonly<Record<State, Tone>> = {
  RECEIVING: "info",
  CHECKING: "info",
  CHECKED: "risk",
  APPLYING: "info",
  APPLIED: "ok",
  CANCELLED: "idle",
  STOPPED: "over",
};

export const outcomes = ["REFUSED", "CREATED", "UPDATED", "UNCHANGED"] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  REFUSED: "over",
  CREATED: "ok",
  UPDATED: "info",
  UNCHANGED: "idle",
};

/** A job has something to do. */
export const isWorking = ({ state }: Pick<LedgerImportStanding, "state">) =>
  state === "CHECKING" || state === "APPLYING";
