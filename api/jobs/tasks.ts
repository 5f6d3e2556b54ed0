import type { ParsedCronItem, TaskList } from "graphile-worker";
import { parseCronItems } from "graphile-worker";
import type { Hub } from "../hub.ts";
import { keepHouse } from "./housekeeping.ts";

/** Work in real time, by name; `select graphile_worker.add_job(name, payload)` in a transaction asks for it. */
export const tasksOf = (hub: Hub): TaskList => ({
  housekeeping: async () => {
    const counts = await keepHouse(hub);
    hub.log.info({ counts }, "housekeeping is done");
  },
});

/** What is to be done by itself; of all processes one does it. */
export const cronItems = (): ParsedCronItem[] =>
  parseCronItems([{ task: "housekeeping", match: "17 * * * *", options: { backfillPeriod: 0, maxAttempts: 2 } }]);
