import type { Tx } from "../../prisma/client.ts";
import { resumePosition } from "../activity/cursor.ts";
import { readEnd } from "../activity/event.ts";
import { lockVisible, requireVersion, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import type { NotificationKindName } from "../notification/kinds.ts";
import { requireTarget } from "../outbound/rules.ts";
import { requireMay } from "../permissions.ts";
import { refuseGeneral } from "../refusal.ts";
import { covers } from "../region/policy.ts";
import { refuse as refuseRegion } from "../region/refusals.ts";
import { note } from "./attempts.ts";
import { type HeldWebhook, withHolder } from "./holder.ts";
import { visibleTo } from "./policy.ts";
import { askToTell } from "./queue.ts";
import {
  type Command,
  decideWebhook,
  requireResumable,
  requireRoom,
  requireTestable,
  rotated,
  standsOn,
} from "./rules.ts";
import { newSecret, sealed, shownUrl, unsealed } from "./sealed.ts";

export interface Terms {
  name: string;
  url: string;
  /** None: all. */
  kinds: readonly string[];
  /** Of a robot; none: all. */
  topics?: readonly NotificationKindName[] | null;
  /** The robot's own, where its group wants messages signed; none: as it is. */
  secret?: string | null;
  region?: string | null;
}

/** Where in the log it begins: after a cursor, as far back as any client may, or now. */
async function placeAfter(context: HubContext, command: Command | "create", after: string | null | undefined) {
  requireMay(context.viewer, `webhook.${command}`);
  const place = after == null ? await readEnd(context.pool) : await resumePosition(context, after);
  const at = "recordedAt" in place ? (place.recordedAt as Date) : context.clock.now();
  return { position: BigInt(place.id), positionAt: at };
}

function checked(
  { viewer, context }: Work,
  { name, url, kinds, topics, region }: Terms,
  format: HeldWebhook["format"],
  own = viewer.region,
) {
  // A robot speaks to an office.
  if (format !== "hub" && viewer.kind !== "user") throw refuseGeneral("forbidden");
  if (region != null && !context.regions.get(region))
    throw refuseRegion("region/unknown", ["region"], { code: region });
  if (region != null && !covers(own, region)) throw refuseRegion("region/outside", ["region"], { code: region });
  const columns = {
    name: name.trim(),
    kinds: [...new Set(format === "hub" ? kinds : (topics ?? []))],
    within: region ?? null,
  };
  return { columns, url: requireTarget(["url"], url.trim(), context.outbound).href };
}

/** From now on it is sent on the word of whoever gives the command. */
const onTheWordOf = ({ kind, id, keyId }: Work["viewer"]) => ({
  keyId: kind === "client" ? (keyId ?? null) : null,
  userId: kind === "user" ? id : null,
});

/** Sets up a webhook of the caller's own; its secret is shown once. */
export async function createWebhook(
  context: HubContext,
  { after, format, ...terms }: Terms & { format: HeldWebhook["format"]; after?: string | null },
) {
  const place = await placeAfter(context, "create", after);
  return transact(context, async (work) => {
    const { tx, now, viewer } = work;
    const { columns, url } = checked(work, terms, format);
    const owner = { regionCode: viewer.region, clientId: viewer.kind === "client" ? viewer.id : null };
    // One after the other: two at a time would both find the last room.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`webhooks:${owner.clientId ?? owner.regionCode}`}, 0))`;
    requireRoom(await tx.webhook.count({ where: owner }));
    const secret = format === "hub" ? newSecret() : (terms.secret?.trim() ?? "");
    const { id } = await tx.webhook.create({
      data: {
        ...owner,
        ...onTheWordOf(viewer),
        ...columns,
        format,
        ...place,
        sealed: sealed(context.vault, { url, secret }),
        createdAt: now,
      },
    });
    work.record({ kind: "WebhookCreated", subject: { type: "Webhook", id, version: 1 }, region: viewer.region });
    await askToTell(tx, { webhookId: id, test: false });
    return { id, result: { secret: format === "hub" ? secret : null } };
  });
}

/** A command to one webhook: as far as the viewer may see it, in that version, where the table allows it. */
function instructed<Result>(
  type: Command,
  carryOut: (work: Work, row: HeldWebhook, state: HeldWebhook["state"]) => Promise<Result>,
) {
  return (context: HubContext, id: string, expectedVersion?: number | null) =>
    transact(context, async (work) => {
      const where = { AND: [{ id }, visibleTo(work.viewer)] };
      const find = (tx: Tx) => tx.webhook.findFirst({ where, include: withHolder });
      const row = await lockVisible(work, "Webhook", id, find);
      work.require(`webhook.${type}`);
      requireVersion(row, expectedVersion);
      const state = decideWebhook(row.state, standsOn(row, new Date()), type, row.format !== "hub");
      return { id, result: await carryOut(work, row, state) };
    });
}

/** What was set apart is not what it is to be told now; an attempt that is under way counts for nothing. */
async function setAside({ tx }: Work, { pendingId }: HeldWebhook) {
  if (pendingId === null) return;
  const ended = { state: "dead", sendingUntil: null, nextAttemptAt: null } as const;
  await tx.webhookDelivery.update({ where: { id: pendingId }, data: ended });
}

export const changeWebhook = (context: HubContext, id: string, terms: Terms, expectedVersion?: number | null) =>
  instructed("change", async (work, row) => {
    const { vault } = work.context;
    const held = unsealed(vault, row);
    // Where nobody answered for it, it has not been looked at since.
    const { feed } = await work.settings();
    if (row.state === "active") requireResumable(row.positionAt, work.now, feed.resumeDays);
    // What was shown of a robot's address is not all of it.
    const given = terms.url.trim() === shownUrl(row.format, held.url) ? held.url : terms.url;
    const { columns, url } = checked(work, { ...terms, url: given }, row.format, row.regionCode);
    await setAside(work, row);
    const secret = (row.format !== "hub" && terms.secret?.trim()) || held.secret;
    const content = sealed(vault, { ...held, url, secret });
    const change = { ...columns, ...onTheWordOf(work.viewer), sealed: content, pendingId: null };
    await note(work, id, "WebhookChanged", {}, change);
    await askToTell(work.tx, { webhookId: id, test: false });
    return {};
  })(context, id, expectedVersion);

export const pauseWebhook = instructed("pause", async (work, { id }, state) => {
  await note(work, id, "WebhookPaused", {}, { state, haltedAt: work.now });
  return {};
});

/** Goes on from where it stood, with the batch that was not received, under its id; or from now on. */
export async function resumeWebhook(
  context: HubContext,
  id: string,
  fromNow: boolean,
  expectedVersion?: number | null,
) {
  const place = fromNow ? await placeAfter(context, "resume", null) : null;
  return instructed("resume", async (work, row, state) => {
    const { tx } = work;
    const { feed } = await work.settings();
    if (place) await setAside(work, row);
    else {
      requireResumable(row.positionAt, work.now, feed.resumeDays);
      const again = { state: "waiting", tries: 0, nextAttemptAt: null } as const;
      if (row.pendingId) await tx.webhookDelivery.update({ where: { id: row.pendingId }, data: again });
    }
    const moved = place ? { ...place, pendingId: null } : {};
    await note(work, id, "WebhookResumed", {}, { state, haltedAt: null, ...moved, ...onTheWordOf(work.viewer) });
    await askToTell(tx, { webhookId: id, test: false });
    return {};
  })(context, id, expectedVersion);
}

/** Another secret; the one before signs as well for a time, so that the receiver can change over. */
export const rotateWebhookSecret = instructed("rotate", async (work, row) => {
  const { vault } = work.context;
  const content = unsealed(vault, row);
  const secret = newSecret();
  const fresh = { url: content.url, ...rotated(content, secret, new Date()) };
  await note(work, row.id, "WebhookSecretRotated", {}, { sealed: sealed(vault, fresh) });
  return { secret };
});

/** Tells once more all that came after a cursor, in batches of their own. */
export async function replayWebhook(context: HubContext, id: string, after: string, expectedVersion?: number | null) {
  const place = await placeAfter(context, "replay", after);
  return instructed("replay", async (work, row) => {
    await setAside(work, row);
    await note(work, id, "WebhookReplayed", {}, { ...place, pendingId: null });
    await askToTell(work.tx, { webhookId: id, test: false });
    return {};
  })(context, id, expectedVersion);
}

/** Sends something that tells of nothing, whatever state it is in. */
export const testWebhook = instructed("test", async ({ tx, now }, { id }) => {
  const [last] = await tx.$queryRaw<{ askedAt: Date; ended: boolean }[]>`
    select d."state" in ('delivered', 'dead') as "ended",
      coalesce((select min("startedAt") from "WebhookAttempt" where "deliveryId" = d."id"), now()) as "askedAt"
    from "WebhookDelivery" d where d."webhookId" = ${id}::uuid and d."after" is null
    order by d."queuedAt" desc, d."id" desc limit 1`;
  requireTestable(last ?? null, new Date());
  await tx.webhookDelivery.create({ data: { webhookId: id, queuedAt: now } });
  await askToTell(tx, { webhookId: id, test: true });
  return {};
});

/** Takes it away with its log. */
export const removeWebhook = instructed("remove", async (work, { id, version, regionCode }) => {
  await work.tx.webhook.delete({ where: { id } });
  const subject = { type: "Webhook" as const, id, version: version + 1 };
  work.record({ kind: "WebhookRemoved", subject, region: regionCode });
  return {};
});
