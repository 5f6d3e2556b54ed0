import type { Prisma } from "../../prisma/generated/client.ts";
import type { HubContext } from "../context.ts";
import { type Condition, whereOf } from "./condition.ts";
import { type LoggedEvent, readThese } from "./event.ts";

type Means = Pick<HubContext, "db" | "pool">;

/** Two statements: which events, by the policy; then these with the names that belong to them. In the log's order. */
async function find({ db, pool }: Means, where: Prisma.ActivityEventWhereInput[], newest: boolean, take: number) {
  const rows = await db.activityEvent.findMany({
    where: { AND: where },
    orderBy: { id: newest ? "desc" : "asc" },
    take,
    select: { id: true },
  });
  return readThese(
    pool,
    rows.map(({ id }) => id),
  );
}

/** The latest events before a position (null: of all), the newest first. */
export async function findLatest(
  means: Means,
  where: readonly Prisma.ActivityEventWhereInput[],
  before: number | null,
  take: number,
): Promise<LoggedEvent[]> {
  const earlier = before === null ? [] : [{ id: { lt: BigInt(before) } }];
  const events = await find(means, [...where, ...earlier], true, take);
  return events.reverse();
}

/** The first events after a position, up to and with another. */
export const findBetween = (
  means: Means,
  condition: Condition,
  after: number,
  upTo: number,
  take: number,
): Promise<LoggedEvent[]> =>
  find(means, [whereOf(condition), { id: { gt: BigInt(after), lte: BigInt(upTo) } }], false, take);
