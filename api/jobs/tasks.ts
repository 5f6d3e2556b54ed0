import type { ParsedCronItem, TaskList } from "graphile-worker";
import { parseCronItems } from "graphile-worker";
import { deliveryTask, type Lane } from "../../schema/delivery/queue.ts";
import type { Hub } from "../hub.ts";
import type { Sender } from "../push/sender.ts";
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

/**
 * Deliveries have workers of their own: receivers that do not answer would else hold up everything else. A company's
 * job is run by one of them; how many companies are served at once is their number.
 */
export const deliveryWork = (sender: Sender) => ({
  tasks: {
    [deliveryTask]: (payload) => sender.send(payload as Lane),
    deliverySweep: async () => void (await sender.sweep()),
  } satisfies TaskList,
  cron: parseCronItems([{ task: "deliverySweep", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } }]),
  concurrency: 4,
});
