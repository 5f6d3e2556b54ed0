import type { ResultOf } from "../../graph/graphql.ts";
import type { Tone } from "../../ui/tone.ts";
import type { ReturnState } from "../../ui/WeekMatrix.vue";
import type { ExposureCase_case, ExposurePage_batch, ExposureRow_batch } from "./operations.ts";

export type Batch = ResultOf<typeof ExposurePage_batch>;
export type BatchRow = ResultOf<typeof ExposureRow_batch>;
export type Case = ResultOf<typeof ExposureCase_case>;
export type Mark = Case["marks"][number];

export const batchTones: Readonly<Record<BatchRow["state"], Tone>> = {
  DRAFT: "idle",
  SUBMITTED: "info",
  RETURNED: "risk",
  APPROVED: "info",
  PUBLISHED: "ok",
  WITHDRAWN: "idle",
};
export const batchStates = Object.keys(batchTones) as readonly BatchRow["state"][];

/** How a month stands in the matrix. */
export function standingOf({ state, overdue, paidAt, dueAt }: BatchRow): ReturnState {
  if (overdue) return "missing";
  if (state === "PUBLISHED") return paidAt && dueAt && paidAt > dueAt ? "late" : "onTime";
  return state === "RETURNED" ? "returned" : "open";
}

/** What of the ledger a case tells of, and where it is to be seen. */
export function entryOf({ finding, rectification, penaltyCase, exit }: Case) {
  if (rectification) return { id: rectification.id, page: "rectification", label: rectification.number } as const;
  if (penaltyCase) return { id: penaltyCase.id, page: "penaltyCase", label: penaltyCase.number } as const;
  if (exit) return { id: exit.id, page: "exit", label: exit.number } as const;
  return finding ? ({ id: finding.id, page: null, label: null } as const) : null;
}

/** The text with what could stand in a mark's place. */
export const replaced = (text: string, { start, end, replacement }: Mark) =>
  text.slice(0, start) + replacement + text.slice(end);

/** 2024-08-01 -> 2024-08 */
export const monthOf = (day: string) => day.slice(0, 7);
