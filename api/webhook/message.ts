import { type ExecutionResult, parse, subscribe } from "graphql";
import type { WebhookDelivery } from "../../prisma/generated/client.ts";
import type { Condition } from "../../schema/activity/condition.ts";
import { findBetween } from "../../schema/activity/search.ts";
import { graphqlName } from "../../schema/enum.ts";
import { schema } from "../../schema/schema.ts";
import { filterOf, mostEvents } from "../../schema/webhook/batches.ts";
import type { HeldWebhook } from "../../schema/webhook/holder.ts";
import { readerOf } from "../../schema/webhook/policy.ts";
import type { Hub } from "../hub.ts";

/** All that a subscriber may select of an event. The format is told in docs/webhooks.md, and may only grow. */
const document = parse(`subscription ($kinds: [ActivityKind!], $region: String) {
  activity(kinds: $kinds, region: $region) {
    cursor kind topic urgent occurredAt recordedAt
    region { code name }
    subject { type id version }
    actor { kind name }
    complex { id name }
    company { id name }
    facts { name value }
    text
  }
}`);

/**
 * What a webhook is told: the subscription that a system of its region would make, run from one place of the log to
 * another. Who sees what, and how it is written, is said where the subscription says it.
 */
export async function bodyOf(hub: Hub, webhook: HeldWebhook, delivery: WebhookDelivery): Promise<string> {
  const { after, upTo, queuedAt } = delivery;
  const timestamp = queuedAt.toISOString();
  if (after === null || upTo === null) return JSON.stringify({ type: "ping", timestamp, data: {} });
  const context = hub.context({ viewer: readerOf(webhook), locale: "zh", address: null });
  const { region, kinds } = filterOf(webhook);
  async function* follow(condition: Condition) {
    yield* await findBetween(hub, condition, Number(after), Number(upTo), mostEvents);
  }
  const answers = await subscribe({
    schema,
    document,
    variableValues: { region, kinds: kinds?.map(graphqlName) },
    contextValue: { ...context, feed: { follow } },
  });
  if (!(Symbol.asyncIterator in answers)) throw answers.errors?.[0] ?? new Error("a webhook's events were refused");
  const events: unknown[] = [];
  for await (const { data, errors } of answers as AsyncIterable<ExecutionResult>) {
    if (errors?.[0]) throw errors[0];
    events.push(data?.activity);
  }
  return JSON.stringify({ type: "activity", timestamp, data: { events } });
}
