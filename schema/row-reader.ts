import type { Pool } from "pg";
import { getDatamodel } from "../prisma/generated/pothos.ts";
import { markComplete } from "./complete-rows.ts";

/**
 * Reads a page of rows with the single rows they lead to in one prepared statement.
 *
 * Prisma answers the same query correctly but spends some three times the processor on it: it plans each query anew and
 * joins the parts in this process. The reader takes the very arguments that Prisma would be given and answers the ones
 * it knows (columns, to-one relations, plain conditions); for any other it returns null, and Prisma is asked.
 */
export async function readRows(pool: Pool, model: string, query: RowQuery): Promise<Row[] | null> {
  const statement = compile(model, query);
  if (!statement) return null;
  const { name, text, values, revive } = statement;
  const { rows } = await pool.query<{ rows: string | null }>({ name, text, values });
  const found: Row[] = rows[0]?.rows ? JSON.parse(rows[0].rows) : [];
  for (const row of found) revive(row);
  return found;
}

/** As Prisma's `findMany`. */
export interface RowQuery {
  select?: Selection;
  include?: Selection;
  where?: object;
  orderBy?: readonly object[];
  take?: number;
  beyond?: Beyond;
}

/** Rows after this one by (column, id), compared as one: however many share a value, an index starts right there. */
export interface Beyond {
  column: string;
  direction: "asc" | "desc";
  value: string | number;
  id: string;
}

type Selection = Readonly<Record<string, unknown>>;
export type Row = { id: string } & Record<string, unknown>;

interface Field {
  name: string;
  kind: string;
  type: string;
  isList: boolean;
  relationFromFields?: readonly string[];
}

const models = new Map(
  Object.entries(getDatamodel().datamodel.models).map(([name, { fields }]) => [
    name,
    new Map((fields as readonly Field[]).map((field) => [field.name, field])),
  ]),
);

interface Statement {
  /** Of the prepared statement, on every connection that has seen it. */
  name?: string;
  text: string;
  values: unknown[];
  revive(row: Row): void;
}

/** What the shape of a query fixes; the values are put in anew each time. */
type Shape = Omit<Statement, "values">;
const shapes = new Map<string, Shape>();
/** Shapes come from documents that clients write: beyond this many they are drawn anew each time, and not prepared. */
const mostShapes = 500;

class Unknown extends Error {}

function compile(model: string, query: RowQuery): Statement | null {
  const values: unknown[] = [];
  try {
    const wanted = condition(model, "t0", query.where ?? {}, values);
    const where = query.beyond ? `${wanted} and ${comparison(model, "t0", query.beyond, values)}` : wanted;
    const order = (query.orderBy ?? []).map((by) => ordering("t0", by)).join(", ");
    const key = `${model} ${JSON.stringify([query.select, query.include])} ${where} ${order}`;
    values.push(query.take ?? 100);
    return { ...(shapes.get(key) ?? keep(key, draw(model, query, where, order, values.length))), values };
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

function keep(key: string, shape: Shape): Shape {
  if (shapes.size >= mostShapes) return shape;
  const named = { ...shape, name: `rows-${shapes.size}` };
  shapes.set(key, named);
  return named;
}

function draw(model: string, query: RowQuery, where: string, order: string, limit: number): Shape {
  const joins: string[] = [];
  const { columns, revive } = table(model, "t0", query, joins);
  const text = `select json_agg(r)::text as rows from (select ${columns.map(([name, sql]) => `${sql} as "${name}"`).join(", ")}
    from "${model}" t0 ${joins.join(" ")} where ${where}${order && ` order by ${order}`} limit $${limit}) r`;
  return { text, revive };
}

type Column = readonly [name: string, sql: string];

/** The columns of a table and of what it leads to, and how they become again what Prisma would have given. */
function table(
  model: string,
  alias: string,
  { select, include }: Pick<RowQuery, "select" | "include">,
  joins: string[],
) {
  const columns: Column[] = [];
  const revivals: ((row: Record<string, unknown>) => void)[] = [];
  for (const field of fieldsOf(model).values()) {
    if (field.kind === "object" || (select && !select[field.name])) continue;
    const sql = `${alias}."${field.name}"`;
    columns.push([field.name, field.type === "BigInt" ? `${sql}::text` : sql]);
    const revival = revivalOf(field);
    if (revival) revivals.push(revival);
  }
  for (const [name, wanted] of Object.entries({ ...include, ...select })) {
    const field = fieldsOf(model).get(name);
    if (!wanted || (field && field.kind !== "object")) continue;
    if (field?.kind !== "object" || field.isList || !field.relationFromFields?.length) throw new Unknown();
    const {
      select: only,
      include: more,
      ...rest
    } = wanted === true ? {} : (wanted as Pick<RowQuery, "select" | "include">);
    if (Object.keys(rest).length > 0) throw new Unknown();
    const joined = `t${joins.length + 1}`;
    const on = field.relationFromFields.map((from) => `${joined}."${target(name, from)}" = ${alias}."${from}"`);
    joins.push(`left join "${field.type}" ${joined} on ${on.join(" and ")}`);
    const inner = table(field.type, joined, { select: only, include: more }, joins);
    const present = `${joined}."${target(name, field.relationFromFields[0] as string)}"`;
    columns.push([name, `case when ${present} is null then null else ${jsonObject(inner.columns)} end`]);
    revivals.push((row) => {
      if (row[name]) inner.revive(row[name] as Row);
    });
  }
  const revive = (row: Record<string, unknown>) => {
    for (const revival of revivals) revival(row);
    markComplete(row);
  };
  return { columns, revive };
}

/** A function takes a hundred arguments at most; a row has as many columns as it likes. */
const jsonObject = (columns: readonly Column[]) =>
  columns.length <= 50
    ? `json_build_object(${columns.map(([name, sql]) => `'${name}', ${sql}`).join(", ")})`
    : `(select row_to_json(o) from (select ${columns.map(([name, sql]) => `${sql} as "${name}"`).join(", ")}) o)`;

/** The column that a foreign key's column points to: complexId to id, kindCode to code, countyCode to countyCode. */
export function target(relation: string, from: string): string {
  if (from === `${relation}Id`) return "id";
  return from === `${relation}Code` ? "code" : from;
}

function revivalOf({ name, type, isList }: Field): ((row: Record<string, unknown>) => void) | null {
  const revive = revivers[type];
  if (!revive || isList) return null;
  return (row) => {
    const value = row[name];
    if (value !== null) row[name] = revive(value as string);
  };
}

/** What JSON cannot say. */
const revivers: Readonly<Record<string, (text: string) => unknown>> = {
  DateTime: (text) => new Date(text),
  BigInt: (text) => BigInt(text),
  Bytes: (text) => new Uint8Array(Buffer.from(text.slice(2), "hex")),
};

/** Whether a value can stand in a column: what a client gives back as a cursor need not be one that was given to it. */
export function isValueOf(model: string, column: string, value: unknown): boolean {
  const type = fieldsOf(model).get(column)?.type;
  if (type === "Int") return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (typeof value !== "string" || value.includes("\0")) return false;
  return type === "String" || (type === "DateTime" && new Date(value).toJSON() === value);
}

const fieldsOf = (model: string) => {
  const fields = models.get(model);
  if (!fields) throw new Unknown();
  return fields;
};

function ordering(alias: string, by: object): string {
  const [column, how] = Object.entries(by)[0] as [string, "asc" | "desc" | { sort: "asc" | "desc"; nulls: "last" }];
  return typeof how === "string" ? `${alias}."${column}" ${how}` : `${alias}."${column}" ${how.sort} nulls last`;
}

/** A Prisma `where` over a model's own columns as SQL; its values are appended to `values`. */
function condition(model: string, alias: string, where: object, values: unknown[]): string {
  const parts = Object.entries(where).flatMap(([key, value]): string[] => {
    if (value === undefined) return [];
    const all = (items: readonly object[]) => items.map((item) => condition(model, alias, item, values));
    const items = Array.isArray(value) ? (value as object[]) : [value as object];
    if (key === "AND") return all(items).filter((part) => part !== "true");
    if (key === "OR") return [`(${all(items).join(" or ") || "false"})`];
    if (key === "NOT") return [`not (${all(items).join(" and ") || "true"})`];
    const field = fieldsOf(model).get(key);
    if (!field || field.kind === "object" || field.isList) throw new Unknown();
    return comparisons(`${alias}."${key}"`, field, value, values);
  });
  return parts.length === 0 ? "true" : parts.join(" and ");
}

function comparison(model: string, alias: string, { column, direction, value, id }: Beyond, values: unknown[]): string {
  const field = fieldsOf(model).get(column);
  if (!field) throw new Unknown();
  const [at, last] = [`$${values.push(value)}${sqlType(field)}`, `$${values.push(id)}::uuid`];
  return `(${alias}."${column}", ${alias}."id") ${direction === "asc" ? ">" : "<"} (${at}, ${last})`;
}

const operators: Readonly<Record<string, string>> = { equals: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" };

function comparisons(column: string, field: Field, value: unknown, values: unknown[]): string[] {
  const type = sqlType(field);
  const given = (one: unknown) => `$${values.push(one)}${type}`;
  if (value === null) return [`${column} is null`];
  if (typeof value !== "object" || value instanceof Date) return [`${column} = ${given(value)}`];
  return Object.entries(value).map(([operator, operand]) => {
    if (operator === "in" && Array.isArray(operand)) return `${column} = any($${values.push(operand)}${type}[])`;
    if (operator === "not" && operand === null) return `${column} is not null`;
    if (operator === "startsWith") return `${column} like ${given(`${operand}%`)}`;
    const sign = operators[operator];
    if (!sign || operand === null || (typeof operand === "object" && !(operand instanceof Date))) throw new Unknown();
    return `${column} ${sign} ${given(operand)}`;
  });
}

function sqlType({ kind, type, name }: Field): string {
  if (kind === "enum") return `::"${type}"`;
  if (type === "String") return name === "id" || name.endsWith("Id") ? "::uuid" : "::text";
  return { DateTime: "::timestamptz", Int: "::int", BigInt: "::bigint", Boolean: "::boolean" }[type] ?? "";
}
