import { dateOf, endOf } from "../calendar/rules.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { visibleTo } from "../complaint/policy.ts";
import type { HubContext } from "../context.ts";
import { within } from "../region/policy.ts";
import { runningConsequences } from "./consequences.ts";
import { closedBefore, erasureDueAt } from "./rules.ts";

/** Complaints that wait are looked through as far as this: each rests on something that somebody is at work on. */
const mostLate = 500;

/** What of a region is to be destroyed within so many days, and what should have been by now. */
export async function outlookOf(
  context: HubContext,
  { region, days, show }: { region: string; days: number; show: number },
) {
  const { db, viewer, clock } = context;
  const now = clock.now();
  const { complaint: settings } = await currentSettings(context);
  const dueBy = (moment: Date) => ({
    AND: [
      { closedAt: { lt: closedBefore(moment, settings.retentionMonths) }, erasedAt: null },
      within(region),
      visibleTo(viewer),
    ],
  });
  const soon = dueBy(endOf(dateOf(now).add({ days })));
  const oldest = {
    orderBy: [{ closedAt: "asc" as const }, { id: "asc" as const }],
    select: { id: true, closedAt: true },
  };
  const dueCount = await db.complaint.count({ where: soon });
  const shown = await db.complaint.findMany({ where: soon, ...oldest, take: show });
  const late = await db.complaint.findMany({ where: dueBy(now), ...oldest, take: mostLate });
  const running = await runningConsequences(
    db,
    late.map(({ id }) => id),
  );
  const pending = late.find(({ id }) => !running.has(id))?.closedAt;
  return {
    retentionMonths: settings.retentionMonths,
    dueCount,
    waitingCount: late.filter(({ id }) => running.has(id)).length,
    pendingSince: pending ? erasureDueAt(pending, settings.retentionMonths) : null,
    ids: shown.map(({ id }) => id),
  };
}
