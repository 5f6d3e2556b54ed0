import type { Client, Pool } from "pg";
import type { Facts } from "./event-kind.ts";

/**
 * An event as it is read, with the names that its sentence needs: those of today, whatever they were then. One object is
 * handed to all who follow the log, so it is frozen.
 */
export interface LoggedEvent {
  /** Position in the log. Never leaves the process but inside a cursor: a gap in numbers would betray a sealed event. */
  readonly id: number;
  /** A name of `eventKinds`, or one that a later version of the hub has written. */
  readonly kind: string;
  readonly regionCode: string;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly subdistrictCode: string | null;
  readonly audienceRegions: readonly string[];
  readonly audienceDepartments: readonly string[];
  readonly seal: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly complexId: string | null;
  readonly complexName: string | null;
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly facts: Facts;
  /** Of the log that it was read from, see `Hub`. */
  readonly incarnation: string;
}

/** The place that a reader has reached when nothing that it may see has happened since. */
export interface Checkpoint {
  readonly checkpoint: true;
  readonly id: number;
  readonly incarnation: string;
  /** By the hub's clock. */
  readonly recordedAt: Date;
}

export type FeedItem = LoggedEvent | Checkpoint;

export const isCheckpoint = (item: FeedItem): item is Checkpoint => "checkpoint" in item;

/** Until the hub's row is written at the first start, the log has no name of its own. */
const unnamed = "00000000-0000-0000-0000-000000000000";

const incarnation = `coalesce((select "incarnation" from "Hub" limit 1), '${unnamed}') as "incarnation"`;

const select = `
  select e."id", e."kind", e."regionCode", e."cityCode", e."countyCode", e."subdistrictCode", e."audienceRegions",
    e."audienceDepartments", e."seal", e."subjectType", e."subjectId", e."subjectVersion", e."complexId",
    x."name" as "complexName", e."companyId", c."name" as "companyName", e."actorKind", e."actorId",
    coalesce(u."name", k."name") as "actorName", e."occurredAt", e."recordedAt", e."facts", ${incarnation}
  from "ActivityEvent" e
  left join "Complex" x on x."id" = e."complexId"
  left join "Company" c on c."id" = e."companyId"
  left join "User" u on u."id" = e."actorId" and e."actorKind" = 'user'
  left join "ApiClient" k on k."id" = e."actorId" and e."actorKind" = 'client'`;

type Row = Omit<LoggedEvent, "id"> & { id: string };

const frozen = (row: Row): LoggedEvent => {
  Object.freeze(row.facts);
  Object.freeze(row.audienceRegions);
  Object.freeze(row.audienceDepartments);
  return Object.freeze({ ...row, id: Number(row.id) });
};

/** The next events of the whole log, whoever may see them, in its order. */
export async function readAfter(pool: Pick<Client, "query">, position: number, limit: number): Promise<LoggedEvent[]> {
  const { rows } = await pool.query<Row>({
    name: "activity-after",
    text: `${select} where e."id" > $1 order by e."id" limit $2`,
    values: [position, limit],
  });
  return rows.map(frozen);
}

/** The last events of the whole log, in its order. */
export async function readLast(pool: Pick<Client, "query">, limit: number): Promise<LoggedEvent[]> {
  const { rows } = await pool.query<Row>({
    name: "activity-last",
    text: `${select} order by e."id" desc limit $1`,
    values: [limit],
  });
  return rows.map(frozen).reverse();
}

/** Events by their numbers, in the order of the log. */
export async function readThese(pool: Pool, ids: readonly bigint[]): Promise<LoggedEvent[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Row>({
    name: "activity-these",
    text: `${select} where e."id" = any($1::bigint[]) order by e."id"`,
    values: [ids.map(String)],
  });
  return rows.map(frozen);
}

/** How far the log goes now, and which log it is. Everything up to there is committed: id order is commit order. */
export async function readEnd(pool: Pick<Client, "query">): Promise<{ id: number; incarnation: string }> {
  const { rows } = await pool.query<{ id: string; incarnation: string }>({
    name: "activity-end",
    text: `select coalesce((select max("id") from "ActivityEvent"), 0) as "id", ${incarnation}`,
  });
  return { id: Number(rows[0]?.id ?? 0), incarnation: rows[0]?.incarnation ?? unnamed };
}
