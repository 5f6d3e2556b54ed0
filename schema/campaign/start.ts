import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { planWeeks } from "../dispatch/opening.ts";
import { openMonth } from "../exposure/months.ts";
import { openTasks } from "./tasks.ts";

/**
 * What a campaign needs to run by itself on a hub: its weeks, tasks and monthly exposures, with the timers by which they open and fall
 * due. By the clock of the context: a demonstration that plays a past begins with it, before its first scene. Called
 * again it adds what is missing.
 */
export const startCampaign = (context: HubContext): Promise<void> =>
  transact(context, async (work) => {
    await planWeeks(work);
    await openTasks(work);
    await openMonth(work);
  });
