import type { Tx } from "../../prisma/client.ts";
import type { PhaseTaskReturn } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { instruct } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import { timerAtInstant } from "../decision.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { Refusal } from "../refusal.ts";
import { regionColumns } from "../region/policy.ts";
import { completeTask, lapseTask, type TaskDecision, taskDueAt } from "./rules.ts";
import { isOwn, taskVisibleTo } from "./task-policy.ts";

/**
 * Opens the tasks of the running campaign for every region that owes them (plan 三). Called when a hub is set up; called
 * again it adds what is missing. What was due before that is owed all the same, but no lateness is invented for it.
 */
export async function openTasks({ tx, now, context, setTimer }: Work): Promise<void> {
  const tasks = await tx.phaseTask.findMany({ where: { campaignCode: context.campaign } });
  const regions = [...context.regions.all()];
  const opened = await tx.phaseTaskReturn.createManyAndReturn({
    data: tasks.flatMap(({ id, owedBy, dueOn }) =>
      regions
        .filter(({ level }) => level === owedBy)
        .map(({ code }) => ({
          taskId: id,
          regionCode: code,
          cityCode: code.length >= 4 ? regionColumns(code).cityCode : null,
          countyCode: regionColumns(code).countyCode,
          openedAt: now,
          dueAt: taskDueAt(dateOfColumn(dueOn)),
        })),
    ),
    skipDuplicates: true,
    select: { id: true, dueAt: true },
  });
  for (const { id, dueAt } of opened)
    if (dueAt > now)
      setTimer({ ...timerAtInstant("phaseTaskDue", dueAt), subject: { type: "PhaseTaskReturn" as const, id } });
}

export interface CompleteTask {
  type: "complete";
  /** Where the proof is to be seen: a document number, an address, a file. */
  proof: string;
  /** Files that show it. */
  evidence?: readonly string[];
  doneAt?: Date;
}

/** @throws {Refusal} `task/…`, `forbidden` for another region's task, and what every instruction throws */
export const instructTask = instruct<PhaseTaskReturn, CompleteTask, TaskDecision>({
  subject: "PhaseTaskReturn",
  domain: "task",
  find: (tx: Tx, id: string, viewer: Viewer) =>
    tx.phaseTaskReturn.findFirst({ where: { AND: [{ id }, taskVisibleTo(viewer)] } }),
  carryOut: async (work, task, { proof, evidence = [], doneAt }) => {
    if (!isOwn(work.viewer, task)) throw new Refusal("forbidden");
    await write(work, task, completeTask(task, proof, work.now, doneAt));
    await attachEvidence(work, evidence, { type: "PhaseTaskReturn", id: task.id }, task);
  },
  write,
});

/** What the timer of the due time brings about: the one event of its being late. */
export const lapsePhaseTask = (work: Work, id: string) =>
  instructTask.byClock(work, id, (task) => lapseTask(task, work.now));

async function write(work: Work, task: PhaseTaskReturn, { fields, events, settled }: TaskDecision) {
  await work.tx.phaseTaskReturn.update({ where: { id: task.id }, data: { ...fields, version: { increment: 1 } } });
  for (const event of events)
    work.record({
      ...event,
      subject: { type: "PhaseTaskReturn", id: task.id, version: task.version + 1 },
      region: task.regionCode,
      facts: { ...event.facts, task: task.taskId },
    });
  if (settled) work.cancelTimers(task.id);
}
