import type { PhaseTask } from "../../prisma/generated/client.ts";
import type { HubContext } from "../context.ts";
import { regionAsked } from "../overview/policy.ts";
import type { TaskStanding } from "./rules.ts";

/** What a region and those below it did about one task. */
export interface TaskCell {
  region: string;
  owed: number;
  done: number;
  /** Done, but not in time. */
  doneLate: number;
  /** Late and not done. */
  late: number;
  /** Where a single region owes it: its return. */
  returnId: string | null;
}

export interface TaskRow {
  task: PhaseTask;
  /** Of the region itself that the matrix was asked for. */
  own: TaskCell | null;
  /** In the order of the columns; null where nothing is owed. */
  cells: readonly (TaskCell | null)[];
}

export interface TaskMatrix {
  columns: readonly string[];
  rows: readonly TaskRow[];
}

export function standingOfCell({ owed, done, doneLate, late }: TaskCell): TaskStanding {
  if (late > 0) return "late";
  if (done < owed) return "owed";
  return doneLate > 0 ? "doneLate" : "doneOnTime";
}

/**
 * Two statements, however many tasks and regions.
 *
 * @throws {Refusal} `not-found` for a region that is not the viewer's
 */
export async function readTaskMatrix(context: HubContext, code?: string | null): Promise<TaskMatrix> {
  const { db, campaign, regions } = context;
  const region = regionAsked(context, code);
  const columns = region.length < 6 ? regions.children(region).map((child) => child.code) : [];
  const tasks = await db.phaseTask.findMany({ where: { campaignCode: campaign }, orderBy: { position: "asc" } });
  const found = await db.$queryRaw<(TaskCell & { taskId: string })[]>`
    select "taskId", left("regionCode", case when "regionCode" = ${region} then 9 else ${region.length + 2} end) as "region",
      count(*)::int as "owed", count("doneAt")::int as "done",
      count(*) filter (where "doneAt" is not null and ("lateAt" is not null or "doneAt" >= "dueAt"))::int as "doneLate",
      count(*) filter (where "doneAt" is null and "lateAt" is not null)::int as "late",
      case when count(*) = 1 then min("id"::text) end as "returnId"
    from "PhaseTaskReturn"
    where "taskId" = any(${tasks.map(({ id }) => id)}::uuid[]) and starts_with("regionCode", ${region})
    group by 1, 2`;
  const cells = new Map(found.map(({ taskId, ...cell }) => [`${taskId} ${cell.region}`, cell]));
  const cellOf = (task: PhaseTask, of: string) => cells.get(`${task.id} ${of}`) ?? null;
  return {
    columns,
    rows: tasks.map((task) => ({
      task,
      own: cellOf(task, region),
      cells: columns.map((column) => cellOf(task, column)),
    })),
  };
}
