import type { Tone } from "../../ui/tone.ts";
import type { ComplexRow } from "./operations.ts";

type ScreeningState = ComplexRow["screeningState"];

export const screeningStates: readonly ScreeningState[] = ["NOT_SCREENED", "PROBLEMS_OPEN", "ALL_RECTIFIED", "CLEAN"];

export const screeningTones: Readonly<Record<ScreeningState, Tone>> = {
  NOT_SCREENED: "idle",
  CLEAN: "ok",
  PROBLEMS_OPEN: "risk",
  ALL_RECTIFIED: "ok",
};

export const findingTones = {
  OPEN: "risk",
  ORDERED: "info",
  RECTIFIED: "ok",
  UNRECTIFIED: "over",
  WITHDRAWN: "idle",
} as const satisfies Record<string, Tone>;
