/** Pages of a list by the place of their first row: page 200 costs what page 1 does, and none shows a row twice. */
import type { Pool } from "pg";
import { isUuid } from "./node.ts";
import { refuseGeneral } from "./refusal.ts";
import { type Beyond, isValueOf, type Row, readRows } from "./row-reader.ts";

/** One way to order a list. Rows without a value come last; ties are broken by id, so that pages never overlap. */
export interface Order {
  column: string;
  direction: "asc" | "desc";
  nullable?: boolean;
  description: string;
}

interface Position {
  value: string | number | null;
  id: string;
}

export interface RowSource {
  pool: Pool;
  /** Prisma model, and what reads it where the row reader cannot. */
  model: string;
  findMany(query: object): Promise<Row[]>;
}

/**
 * Up to so many rows of a list, from its beginning or behind a position.
 *
 * @param selection what is selected and included of each row
 */
export async function readOn(
  { pool, model, findMany }: RowSource,
  selection: object,
  where: readonly object[],
  order: Order,
  position: Position | null,
  most: number,
): Promise<Row[]> {
  const found: Row[] = [];
  for (const { place, beyond } of position ? rest(order, position) : [{}]) {
    if (found.length === most) break;
    const query = {
      ...selection,
      where: { AND: place ? [...where, place] : where },
      orderBy: orderClause(order),
      take: most - found.length,
    };
    const rows =
      (await readRows(pool, model, { ...query, beyond })) ??
      (await findMany(beyond ? { ...query, where: { AND: [...where, placeBeyond(beyond)] } } : query));
    found.push(...rows);
  }
  return found;
}

const orderClause = ({ column, direction, nullable }: Order) => [
  { [column]: nullable ? { sort: direction, nulls: "last" } : direction },
  { id: direction },
];

/** What lies behind a position, a part at a time: an index starts at each of them. */
function rest({ column, direction, nullable }: Order, { value, id }: Position): { place?: object; beyond?: Beyond }[] {
  if (value === null) return [{ place: { [column]: null, id: { [direction === "asc" ? "gt" : "lt"]: id } } }];
  return [{ beyond: { column, direction, value, id } }, ...(nullable ? [{ place: { [column]: null } }] : [])];
}

/** As a condition for Prisma, which does not compare rows: of those that share a value all are looked at. */
function placeBeyond({ column, direction, value, id }: Beyond) {
  const next = direction === "asc" ? "gt" : "lt";
  return {
    AND: [
      { [column]: { [`${next}e`]: value } },
      { OR: [{ [column]: { [next]: value } }, { [column]: value, id: { [next]: id } }] },
    ],
  };
}

/** @param order name of the order, in which alone the position means something */
export const writeCursor = (order: string, { column }: Order, row: Row) =>
  Buffer.from(JSON.stringify([order, row[column] ?? null, row.id])).toString("base64url");

/** @throws {Refusal} `invalid/format` where it is no cursor of this order */
export function readCursor(cursor: string, name: string, model: string, { column, nullable }: Order): Position {
  try {
    const [of, value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const fits = value === null ? nullable : isValueOf(model, column, value);
    if (of === name && fits && typeof id === "string" && isUuid(id)) return { value, id };
  } catch {
    // Told below, like any other cursor that is none.
  }
  throw refuseGeneral("invalid/format", ["after"], { expected: "endCursor" });
}
