import type { ResultOf } from "../../graph/graphql.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import type { DrawProof_Query, SpotCheckPage_spotCheck, SpotCheckRow_spotCheck } from "./operations.ts";

export type SpotCheckRow = ResultOf<typeof SpotCheckRow_spotCheck>;
export type SpotCheck = ResultOf<typeof SpotCheckPage_spotCheck>;
export type DrawnComplex = SpotCheck["items"][number];
export type Repetition = NonNullable<ResultOf<typeof DrawProof_Query>["spotCheck"]>["repetition"];

export const spotCheckTones: Readonly<Record<SpotCheckRow["state"], Tone>> = {
  DRAWN: "sealed",
  COMPLETED: "ok",
  ABANDONED: "idle",
};
export const spotCheckStates = Object.keys(spotCheckTones) as readonly SpotCheckRow["state"][];

export const drawnTones: Readonly<Record<DrawnComplex["state"], Tone>> = {
  DRAWN: "sealed",
  CARRIED_OUT: "ok",
  LEFT_OUT: "idle",
};

/** The end of the period, in calendar days; undefined once nothing is outstanding. */
export const deadlineOf = ({ dueAt }: SpotCheckRow): DeadlineSummary | undefined =>
  dueAt ? { at: dueAt, unit: "calendarDay" } : undefined;

/** Names as people write them one after the other, in either language. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、,，;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
