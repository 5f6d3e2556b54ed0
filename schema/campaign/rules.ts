/** The tasks of the phases (plan 三): owed by a region, by a day, with proof, done on time or late. Phases gate nothing. */
import type { Temporal } from "temporal-polyfill";
import { endOf } from "../calendar/rules.ts";
import type { Happening } from "../decision.ts";
import { refuse } from "./refusals.ts";

/** What one region did about a task; the names are those of the columns. */
export interface TaskReturn {
  /** A task that was due before it was opened here was never owed to this hub in time: it is done late or not, but not late. */
  openedAt: Date;
  dueAt: Date;
  doneAt: Date | null;
  proof: string | null;
  /** Set once, at the due minute, when it was not done. */
  lateAt: Date | null;
}

/** A task is due with the end of its day. */
export const taskDueAt = (dueOn: Temporal.PlainDate) => endOf(dueOn);

export type TaskStanding = "owed" | "late" | "doneOnTime" | "doneLate";

/** Late follows the event of the due minute and stays: to do it with an earlier date afterwards changes nothing. */
export function taskStanding({ dueAt, doneAt, lateAt }: TaskReturn): TaskStanding {
  if (doneAt) return lateAt === null && doneAt < dueAt ? "doneOnTime" : "doneLate";
  return lateAt ? "late" : "owed";
}

export interface TaskDecision {
  fields: Partial<TaskReturn>;
  events: readonly Happening<"PhaseTaskLate" | "PhaseTaskCompleted">[];
  /** The timer of the due time is no longer wanted. */
  settled: boolean;
}

/** What the timer of the due time does: not done by then is late, once. */
export function lapseTask({ openedAt, dueAt, doneAt, lateAt }: TaskReturn, now: Date): TaskDecision {
  const late = doneAt === null && lateAt === null && openedAt < dueAt && dueAt <= now;
  return late
    ? { fields: { lateAt: dueAt }, events: [{ kind: "PhaseTaskLate", occurredAt: dueAt }], settled: false }
    : { fields: {}, events: [], settled: false };
}

/**
 * @param doneAt when it was done, by its proof; it may be told afterwards
 * @throws {Refusal} `task/done-already`, `task/proof-missing`, `task/done-in-future`
 */
export function completeTask(task: TaskReturn, proof: string, now: Date, doneAt = now): TaskDecision {
  if (task.doneAt) throw refuse("task/done-already");
  if (proof.trim() === "") throw refuse("task/proof-missing", ["proof"]);
  if (doneAt > now) throw refuse("task/done-in-future", ["doneAt"]);
  const passed = lapseTask(task, now);
  const wasLate = (passed.fields.lateAt ?? task.lateAt) !== null;
  return {
    fields: { ...passed.fields, doneAt, proof: proof.trim() },
    events: [...passed.events, { kind: "PhaseTaskCompleted", facts: { wasLate } }],
    settled: true,
  };
}
