import type { Notification } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { type LoggedEvent, readThese } from "../activity/event.ts";
import { visibleTo } from "../activity/policy.ts";
import type { HubContext } from "../context.ts";

type Row = Pick<Notification, "eventKind" | "subjectType" | "subjectId" | "subjectVersion">;

const keyOf = ({ eventKind, subjectId, subjectVersion }: Row) => `${eventKind} ${subjectId} ${subjectVersion}`;

/** What the notifications tell of, as far as the reader may see it by now; null where that is no longer so. */
export async function eventsOf(
  { db, pool }: Pick<HubContext, "db" | "pool">,
  viewer: Viewer,
  rows: readonly Row[],
): Promise<(LoggedEvent | null)[]> {
  if (rows.length === 0) return [];
  const which = rows.map(({ eventKind: kind, subjectType, subjectId, subjectVersion }) => ({
    kind,
    subjectType,
    subjectId,
    subjectVersion,
  }));
  const found = await db.activityEvent.findMany({
    where: { AND: [{ OR: which }, visibleTo(viewer)] },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const events = await readThese(
    pool,
    found.map(({ id }) => id),
  );
  const byKey = new Map(events.map((event) => [keyOf({ ...event, eventKind: event.kind }), event]));
  return rows.map((row) => byKey.get(keyOf(row)) ?? null);
}
