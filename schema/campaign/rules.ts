/** The tasks of the phases (plan 三): owed by a region, by a day, with proof, done on time or late. Phases gate nothing. */
import type { Temporal } from "temporal-polyfill";
import { endOf } from "../calendar/rules.ts";
import type { Happening } from "../decision.ts";
import { refuse } from "./refusals.ts";

/** What one region did about a task; the names are those of the columns. */
export interface TaskReturn {
  dueAt: Date;
  doneAt: Date | null;
  proof: string | null;
  /** Set once, at the due minute, when it was not done. */
  lateAt: Date | null;
}

/** A task is due with the end of its day. */
export const taskDueAt = (dueOn: Temporal.PlainDate) => endOf(dueOn);

export type TaskStanding = "owed" | "late" | "doneOnTime" | "doneLate";

export function taskStanding({ dueAt, doneAt }: TaskReturn, now: Date): TaskStanding {
  if (doneAt) return doneAt < dueAt ? "doneOnTime" : "doneLate";
  return now < dueAt ? "owed" : "late";
}

export interface TaskDecision {
  fields: Partial<TaskReturn>;
  events: readonly Happening<"PhaseTaskLate" | "PhaseTaskCompleted">[];
  /** The timer of the due time is no longer wanted. */
  settled: boolean;
}

/** What the timer of the due time does: not done by then is late, once. */
export function lapseTask({ dueAt, doneAt, lateAt }: TaskReturn, now: Date): TaskDecision {
  const late = doneAt === null && lateAt === null && dueAt <= now;
  return late
    ? { fields: { lateAt: dueAt }, events: [{ kind: "PhaseTaskLate", occurredAt: dueAt }], settled: false }
    : { fields: {}, events: [], settled: false };
}

/** @throws {Refusal} `task/done-already`, `task/proof-missing` */
export function completeTask(task: TaskReturn, proof: string, now: Date): TaskDecision {
  if (task.doneAt) throw refuse("task/done-already");
  if (proof.trim() === "") throw refuse("task/proof-missing", ["proof"]);
  const passed = lapseTask(task, now);
  const wasLate = task.dueAt <= now;
  return {
    fields: { ...passed.fields, doneAt: now, proof },
    events: [...passed.events, { kind: "PhaseTaskCompleted", facts: { wasLate } }],
    settled: true,
  };
}
