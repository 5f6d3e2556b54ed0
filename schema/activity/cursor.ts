import { settingsInForce } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import type { Vault } from "../privacy/vault.ts";
import { refuseGeneral } from "../refusal.ts";
import { type FeedItem, readEnd } from "./event.ts";

/** A place in one incarnation of the log. */
type Place = Pick<FeedItem, "id" | "incarnation" | "recordedAt">;

/**
 * 64 characters whatever the place: 20 bytes (the random half of the incarnation, the number, the moment), sealed. The
 * same place is always the same cursor, so that a client knows an event again by it; two of them tell nothing of how far
 * apart they are.
 */
const length = 64;
const halfOf = (incarnation: string) => Buffer.from(incarnation.replaceAll("-", "").slice(16), "hex");

const written = new WeakMap<Place, string>();

export function writeCursor(vault: Vault, place: Place): string {
  const known = written.get(place);
  if (known) return known;
  const plain = Buffer.alloc(20);
  halfOf(place.incarnation).copy(plain);
  plain.writeUIntBE(place.id, 8, 6);
  plain.writeUIntBE(place.recordedAt.getTime(), 14, 6);
  const cursor = Buffer.from(vault.sealAlike(plain, "cursor")).toString("base64url");
  written.set(place, cursor);
  return cursor;
}

/** @throws {Refusal} `activity/cursor-malformed` */
function readCursor(vault: Vault, cursor: string) {
  if (cursor.length !== length || !/^[\w-]+$/.test(cursor)) throw refuseGeneral("activity/cursor-malformed");
  const plain = opened(vault, Buffer.from(cursor, "base64url"));
  return { half: plain.subarray(0, 8), id: plain.readUIntBE(8, 6), recordedAt: new Date(plain.readUIntBE(14, 6)) };
}

function opened(vault: Vault, sealed: Buffer): Buffer {
  try {
    return vault.open(sealed, "cursor");
  } catch {
    throw refuseGeneral("activity/cursor-malformed");
  }
}

/**
 * The position that a cursor names.
 *
 * @throws {Refusal} `activity/cursor-malformed`, or `activity/cursor-foreign` after a restore
 */
export async function positionOf(context: HubContext, cursor: string): Promise<{ id: number; recordedAt: Date }> {
  const { half, id, recordedAt } = readCursor(context.vault, cursor);
  const { incarnation } = await readEnd(context.pool);
  if (!half.equals(halfOf(incarnation))) throw refuseGeneral("activity/cursor-foreign");
  return { id, recordedAt };
}

const day = 24 * 60 * 60 * 1000;

/**
 * The position after which a client resumes, which may lie no further back than the window [policy].
 *
 * @throws {Refusal} as above, or `activity/cursor-outside-window`
 */
export async function resumePosition(context: HubContext, cursor: string): Promise<{ id: number; recordedAt: Date }> {
  const place = await positionOf(context, cursor);
  const now = context.clock.now();
  const { feed } = await settingsInForce(context.db, context.campaign, now);
  if (now.getTime() - place.recordedAt.getTime() > feed.resumeDays * day)
    throw refuseGeneral("activity/cursor-outside-window", [], { days: feed.resumeDays });
  return place;
}
