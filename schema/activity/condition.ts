import type { Prisma } from "../../prisma/generated/client.ts";
import type { LoggedEvent } from "./event.ts";

type Column =
  | "kind"
  | "regionCode"
  | "cityCode"
  | "countyCode"
  | "subdistrictCode"
  | "seal"
  | "subjectType"
  | "subjectId"
  | "complexId"
  | "companyId"
  | "actorKind"
  | "actorId";

/**
 * Which events: written once, asked of the database as a `where` and of an event in memory as a predicate, so that the
 * live feed cannot differ from the list.
 */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { column: Column; is: string | null }
  | { column: Column; oneOf: readonly string[] }
  | { column: "regionCode" | "seal"; startsWith: string }
  | { column: "audienceRegions" | "audienceDepartments"; holds: string };

export const always: Condition = { all: [] };
export const never: Condition = { any: [] };

/** Matches no row; an empty `OR` would, inside others, match all of them. */
const nothing: Prisma.ActivityEventWhereInput = { id: { in: [] } };

export function whereOf(condition: Condition): Prisma.ActivityEventWhereInput {
  const where = partOf(condition);
  return where === true ? {} : where === false ? nothing : where;
}

/** Without parts that always or never hold: Prisma takes an empty list inside another one for something else. */
function partOf(condition: Condition): Prisma.ActivityEventWhereInput | boolean {
  if ("all" in condition) {
    const parts = condition.all.map(partOf).filter((part) => part !== true);
    return parts.includes(false) ? false : parts.length === 0 || { AND: parts.filter((part) => part !== false) };
  }
  if ("any" in condition) {
    const parts = condition.any.map(partOf).filter((part) => part !== false);
    return parts.includes(true) || (parts.length > 0 && { OR: parts.filter((part) => part !== true) });
  }
  const { column } = condition;
  if ("is" in condition) return { [column]: condition.is };
  if ("oneOf" in condition) return { [column]: { in: [...condition.oneOf] } };
  if ("startsWith" in condition) return { [column]: { startsWith: condition.startsWith } };
  return { [column]: { has: condition.holds } };
}

export type Predicate = (event: Pick<LoggedEvent, Column | "audienceRegions" | "audienceDepartments">) => boolean;

export function predicateOf(condition: Condition): Predicate {
  if ("all" in condition) {
    const parts = condition.all.map(predicateOf);
    return (event) => parts.every((holds) => holds(event));
  }
  if ("any" in condition) {
    const parts = condition.any.map(predicateOf);
    return (event) => parts.some((holds) => holds(event));
  }
  if ("is" in condition) {
    const { column, is } = condition;
    return (event) => event[column] === is;
  }
  if ("oneOf" in condition) {
    const { column } = condition;
    const values: ReadonlySet<string | null> = new Set(condition.oneOf);
    return (event) => values.has(event[column]);
  }
  if ("startsWith" in condition) {
    const { column, startsWith } = condition;
    return (event) => event[column]?.startsWith(startsWith) ?? false;
  }
  const { column, holds } = condition;
  return (event) => event[column].includes(holds);
}
