import type { DispatchWeek } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import type { Settings } from "../campaign/settings.ts";
import { openBrief } from "./rules.ts";

/** With its week opens the brief of it, which the province owes. */
export async function openBriefOf(
  work: Work,
  week: Pick<DispatchWeek, "id">,
  due: { provinceDue: Date; calendarYears: readonly number[]; calendarPublished: boolean },
  settings: Settings["dispatch"],
): Promise<void> {
  const { state, setTimers } = openBrief(due.provinceDue, settings);
  const { calendarYears, calendarPublished } = due;
  const { id } = await work.tx.provincialBrief.create({ data: { weekId: week.id, state, dueAt: due.provinceDue } });
  for (const timer of setTimers)
    if (timer.dueAt > work.now)
      work.setTimer({ ...timer, calendarYears, calendarPublished, subject: { type: "ProvincialBrief", id } });
}
