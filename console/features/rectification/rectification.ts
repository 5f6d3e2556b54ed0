import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import { RectificationRow_rectification } from "./operations.ts";

type Row = ResultOf<typeof RectificationRow_rectification>;
export type RectificationState = Row["state"];
export type Escalation = Row["escalation"];

/** Red is for overdue and refused: failure is found after the deadline, so it is both late and not done. */
export const stateTones: Readonly<Record<RectificationState, Tone>> = {
  ORDERED: "idle",
  IN_PROGRESS: "info",
  SUBMITTED: "risk",
  SENT_BACK: "risk",
  ACCEPTED: "ok",
  REFUSED: "over",
  FAILED: "over",
};
export const rectificationStates = Object.keys(stateTones) as RectificationState[];

export const escalationTones: Readonly<Record<Escalation, Tone>> = { NONE: "idle", CITY: "risk", PROVINCE: "over" };

/** The deadline of an order is an hour of a day that the order names: it counts in calendar days. */
export const deadlineOf = (
  rectification: Pick<Row, "deadline" | "settledAt" | "calendarPublished">,
): DeadlineSummary => ({
  at: rectification.deadline,
  unit: "calendarDay",
  settled: rectification.settledAt !== null,
  provisional: !rectification.calendarPublished,
});

/** A row as the list shows it. */
export function rowOf(fragment: FragmentOf<typeof RectificationRow_rectification> & { id: string }) {
  const row = readFragment(RectificationRow_rectification, fragment);
  return { ...row, due: deadlineOf(row), live: row.overdue && row.settledAt === null };
}
