import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import { type ExitPage_exit, ExitRow_exit, type VoteTest_test } from "./operations.ts";

type Row = ResultOf<typeof ExitRow_exit>;
export type Exit = ResultOf<typeof ExitPage_exit>;
export type ExitState = Row["state"];
export type ExitGround = Row["ground"];
export type Meeting = Exit["meetings"][number];
export type HandoverItem = Exit["items"][number];
export type SuitStage = Exit["nextSuitStages"][number];
export type VoteTest = ResultOf<typeof VoteTest_test>;

/** Red is for what was refused; what only waits for its day is calm. */
export const stateTones: Readonly<Record<ExitState, Tone>> = {
  GUIDING: "info",
  MEETING_CALLED: "info",
  VOTED: "info",
  DISMISSED: "info",
  NOTICE_SERVED: "info",
  CONTRACT_ENDED: "risk",
  HANDOVER_REFUSED: "over",
  HANDED_OVER: "ok",
  TAKEN_OVER: "ok",
  CLOSED: "ok",
  ABANDONED: "idle",
};
export const exitStates = Object.keys(stateTones) as ExitState[];
export const exitGrounds: readonly ExitGround[] = ["OWED", "OWNERS_ASKED", "COMPANY_LEAVES"];

/** The clock that runs: the contract's end, then the handover; both count calendar days. */
export const deadlineOf = (exit: Pick<Row, "nextDueAt" | "settledAt" | "calendarPublished">): DeadlineSummary | null =>
  exit.nextDueAt
    ? {
        at: exit.nextDueAt,
        unit: "calendarDay",
        settled: exit.settledAt !== null,
        provisional: !exit.calendarPublished,
      }
    : null;

/** A row as the list shows it. */
export function rowOf(fragment: FragmentOf<typeof ExitRow_exit> & { id: string }) {
  const row = readFragment(ExitRow_exit, fragment);
  return { ...row, due: deadlineOf(row) };
}

/** As people write areas: hundredths of a square metre as 98.50. */
export const squareMetres = (hundredths: number) => hundredths / 100;
