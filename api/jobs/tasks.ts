import type { ParsedCronItem, TaskList } from "graphile-worker";
import { parseCronItems } from "graphile-worker";
import { deliveryTask, type Lane } from "../../schema/delivery/queue.ts";
import { eraseDue } from "../../schema/erasure/run.ts";
import { carryOn, stopImport } from "../../schema/import/carry.ts";
import { importTask, sweepImports } from "../../schema/import/commands.ts";
import { letterTask } from "../../schema/letter/queue.ts";
import { Refusal } from "../../schema/refusal.ts";
import { type Lane as WebhookLane, webhookTask } from "../../schema/webhook/queue.ts";
import type { Hub } from "../hub.ts";
import type { Mailer } from "../mail/mailer.ts";
import { type MailboxReader, mailboxTask } from "../mailbox/reader.ts";
import type { Sender } from "../push/sender.ts";
import type { WebhookSender } from "../webhook/sender.ts";
import { keepHouse } from "./housekeeping.ts";

/** Work in real time, by name; `select graphile_worker.add_job(name, payload)` in a transaction asks for it. */
export const tasksOf = (hub: Hub): TaskList => ({
  housekeeping: async () => {
    const counts = await keepHouse(hub);
    hub.log.info({ counts }, "housekeeping is done");
  },
  [importTask]: async (payload, { job, abortSignal }) => {
    const { importId } = payload as { importId: string };
    try {
      await carryOn(hub.ownContext(), importId, { signal: abortSignal });
    } catch (error) {
      if (job.attempts < mostImportAttempts) throw error;
      hub.log.error({ err: error, importId }, "an import was given up");
      await stopImport(hub.ownContext(), importId, new Refusal("internal"));
    }
  },
  importSweep: async () => void (await sweepImports(hub.ownContext())),
  erasure: async () => {
    const complaints = await eraseDue(hub.ownContext());
    if (complaints > 0) hub.log.info({ complaints }, "personal data whose time is over was looked through");
  },
});

/** An outage is waited for some minutes; what fails oftener is at fault itself. */
const mostImportAttempts = 6;

/** What is to be done by itself; of all processes one does it. */
export const cronItems = (): ParsedCronItem[] =>
  parseCronItems([
    { task: "housekeeping", match: "17 * * * *", options: { backfillPeriod: 0, maxAttempts: 2 } },
    { task: "importSweep", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } },
    { task: "erasure", match: "*/10 * * * *", options: { backfillPeriod: 0, maxAttempts: 2 } },
  ]);

/**
 * What leaves the hub has workers of its own: receivers that do not answer would else hold up everything else. A
 * company's job is run by one of them; how many companies are served at once is their number.
 */
export const outgoingWork = (sender: Sender, mailer: Mailer, webhooks: WebhookSender) => ({
  tasks: {
    [deliveryTask]: (payload) => sender.send(payload as Lane),
    [letterTask]: (payload) => mailer.send(payload as { id: string }),
    [webhookTask]: (payload) => webhooks.send(payload as WebhookLane),
    outgoingSweep: async () => {
      await sender.sweep();
      await mailer.sweep();
      await webhooks.sweep();
    },
  } satisfies TaskList,
  cron: parseCronItems([{ task: "outgoingSweep", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } }]),
  concurrency: 5,
});

/** Mail servers that do not answer hold up nothing but the reading of mailboxes. */
export const incomingWork = (reader: MailboxReader) => ({
  tasks: {
    [mailboxTask]: (payload) => reader.read(payload as { code: string }),
    mailboxSweep: () => reader.sweep(),
  } satisfies TaskList,
  cron: parseCronItems([{ task: "mailboxSweep", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } }]),
  concurrency: 4,
});
