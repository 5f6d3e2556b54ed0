import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import { ComplaintClock_complaint } from "./operations.ts";

export type ComplaintState = ResultOf<typeof ComplaintClock_complaint>["state"];
type Clock = ResultOf<typeof ComplaintClock_complaint>["clocks"][number];

export const stateTones: Readonly<Record<ComplaintState, Tone>> = {
  RECEIVED: "risk",
  ASSIGNED: "info",
  VERIFYING: "info",
  SUBSTANTIATED: "info",
  UNSUBSTANTIATED: "info",
  TRANSFERRED: "sealed",
  FEEDBACK_GIVEN: "ok",
  CLOSED: "idle",
  WITHDRAWN: "idle",
};

const stateOrder = Object.keys(stateTones) as ComplaintState[];
export const complaintStates: readonly ComplaintState[] = stateOrder;

export const complaintSources = [
  "HOTLINE",
  "MAILBOX",
  "WEB",
  "WECHAT",
  "VISIT",
  "HOTLINE_12345",
  "TRANSFER",
  "SUPERIOR",
] as const;

/** A clock as `Deadline` shows it; its rule counts working days. */
export const deadlineOf = (clock: Clock, published: boolean): DeadlineSummary => ({
  at: clock.dueAt,
  unit: "workingDay",
  workingDays: clock.workingDays,
  settled: !clock.running && clock.metAt !== null,
  provisional: !published,
});

/** The running clock that ends first: the one that matters. */
export function nextClock(
  complaint: FragmentOf<typeof ComplaintClock_complaint>,
): { clock: Clock; deadline: DeadlineSummary } | undefined {
  const { clocks, calendarPublished } = readFragment(ComplaintClock_complaint, complaint);
  const [first] = clocks
    .filter(({ running }) => running)
    .sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  return first && { clock: first, deadline: deadlineOf(first, calendarPublished) };
}
