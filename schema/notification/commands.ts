import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import type { NotificationKindName } from "./kinds.ts";
import { requirePerson, visibleTo } from "./policy.ts";

/** Those named, or all that somebody has not read. */
export const readNotifications = (context: HubContext, ids: readonly string[] | null) =>
  transact(context, async ({ tx, now, viewer }) => {
    requirePerson(viewer);
    const chosen = ids && { id: { in: [...ids] } };
    const where = { AND: [visibleTo(viewer), { readAt: null, ...chosen }] };
    const { count } = await tx.notification.updateMany({ where, data: { readAt: now } });
    return { result: { read: count } };
  });

export const chooseChannels = (
  context: HubContext,
  kind: NotificationKindName,
  channels: { console: boolean; mail: boolean },
) =>
  transact(context, async ({ tx, viewer }) => {
    const userId = requirePerson(viewer);
    const { console, mail } = channels;
    await tx.notificationSetting.upsert({
      where: { userId_kind: { userId, kind } },
      create: { userId, kind, console, mail },
      update: { console, mail },
    });
    return { result: { kind, console, mail } };
  });
