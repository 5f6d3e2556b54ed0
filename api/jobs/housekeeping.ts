import { sweepEvidence } from "../../schema/evidence/sweep.ts";
import { forgetLimits } from "../../schema/filing/limits.ts";
import { forgetProofs } from "../../schema/filing/proof.ts";
import { storedBefore } from "../evidence/disk-store.ts";
import { sweepUnfinished } from "../evidence/unfinished.ts";
import { type Hub, unfinishedFolder, uploadsFolder } from "../hub.ts";

/** What is kept for a time only. Each statement is right however often and by however many it is run. */
const forgotten: Readonly<Record<string, string>> = {
  sessions: `delete from "Session" where "expiresAt" < now()`,
  verifications: `delete from "Verification" where "expiresAt" < now()`,
  outcomes: `delete from "IdempotencyRecord" where "createdAt" < now() - interval '24 hours'`,
  signInFailures: `delete from "SignInFailure"
    where "lastAt" < now() - interval '1 day' and coalesce("lockedUntil" < now(), true)`,
  notifications: `delete from "Notification" using "Hub" h where not "mailing"
    and "occurredAt" < now() + h."clockOffsetMs" * interval '1 millisecond'
      - case when "readAt" is null then interval '90 days' else interval '30 days' end`,
  letters: `with forgotten as (update "Letter" set "content" = null
      where "private" and "state" = 'dead' and "content" is not null
        and "id" in (select "letterId" from "LetterAttempt" group by 1 having max("startedAt") < now() - interval '30 days')
      returning "id")
    delete from "LetterAttachment" where "letterId" in (select "id" from forgotten)`,
  // By the hub's clock, as the mails of one sender are counted: for a day.
  mailSenders: `update "IncomingMail" set "senderHash" = null from "Hub" h where "senderHash" is not null
      and "receivedAt" < now() + h."clockOffsetMs" * interval '1 millisecond' - interval '2 days'`,
  webhookDeliveries: `delete from "WebhookDelivery" using "Hub" h where "state" in ('delivered', 'dead')
    and "WebhookDelivery"."id" not in (select "pendingId" from "Webhook" where "pendingId" is not null)
    and ("queuedAt" < now() + h."clockOffsetMs" * interval '1 millisecond' - interval '30 days'
      or "WebhookDelivery"."id" in (select "id" from (select "id", row_number() over
        (partition by "webhookId" order by "queuedAt" desc, "id" desc) as "place" from "WebhookDelivery") counted
        where "place" > 1000))`,
  imports: `delete from "LedgerImport" where "createdAt" < now() - interval '7 days'
    or ("state" = 'receiving' and "createdAt" < now() - interval '1 hour')`,
};

/** Seconds for which an upload waits to be gone on with: a tablet may be without a line over a weekend. */
const unfinishedFor = 3 * 24 * 3_600;

/** Takes away what has run out. Returns how many of each. */
export async function keepHouse(hub: Hub): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [what, statement] of Object.entries(forgotten)) {
    counts[what] = (await hub.pool.query(statement)).rowCount ?? 0;
  }
  const context = hub.ownContext();
  await forgetLimits(context);
  await forgetProofs(context);
  const swept = await sweepEvidence(context, storedBefore(uploadsFolder(hub.environment), 3_600));
  const unfinished = await sweepUnfinished(unfinishedFolder(hub.environment), unfinishedFor);
  return { ...counts, ...swept, unfinished };
}
