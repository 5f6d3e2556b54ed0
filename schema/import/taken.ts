import type { Prisma } from "../../prisma/generated/client.ts";
import { orRefusal, Refusal } from "../refusal.ts";
import { type ColumnKey, importColumn } from "./columns.ts";
import type { Line } from "./line.ts";

export const withCompany = { company: { select: { id: true, uscc: true, name: true } } } as const;
type Held = Prisma.ComplexGetPayload<{ include: typeof withCompany }>;

/** One row on its way. */
export interface Taken {
  line: Line;
  /** The complex that it means; null: a new one. */
  held: Held | null;
  /** Once it is written. */
  complexId: string | null;
  /** Columns that say something new; all of a new complex. */
  changed: Set<ColumnKey>;
  refusal: Refusal | null;
}

/** Runs a rule for one row: what it refuses is that row's, told at its column. */
export function attempt<Result>(row: Taken, columns: readonly ColumnKey[], rule: () => Result): Result | undefined {
  if (row.refusal) return undefined;
  const result = orRefusal(rule);
  if (!(result instanceof Refusal)) return result;
  row.refusal = told(result, columns);
  return undefined;
}

export const told = ({ code, field, facts }: Refusal, columns: readonly ColumnKey[]) => {
  const key = columnOfField(field[0], columns);
  return new Refusal(code, key ? [key] : [], facts);
};

/** Fields of the commands, and columns of the tables, that are no column's own. */
const partOf: Readonly<Record<string, ColumnKey>> = {
  county: "region",
  subdistrict: "region",
  countyCode: "region",
  cityCode: "region",
  subdistrictCode: "region",
};

/** Which column of a sheet a field of a command came from. */
export const columnOfField = (field: string | undefined, among: readonly ColumnKey[]): ColumnKey | undefined =>
  field === undefined
    ? undefined
    : (partOf[field] ?? among.find((key) => importColumn(key).field === field || key === field));
