/** Complexes that may have been entered twice. A person decides: nothing is merged by itself. */
import type { Pool } from "pg";
import type { HubContext } from "../context.ts";
import { perAnswer } from "../loader.ts";

/**
 * Of one county: called the same, however it is typed; or nearly the same, where the address or the company agrees too.
 * Phases and quarters of one estate are called nearly the same and are not: their figures and directions differ.
 */
const alike = `one."countyCode" = other."countyCode" and one."id" <> other."id" and one."mergedIntoId" is null
  and other."mergedIntoId" is null`;
const apart = `[^0-9a-z东西南北中]`;
const nearly = `similarity("complexKey"(one."name"), "complexKey"(other."name")) >= 0.45
  and regexp_replace("complexKey"(one."name"), '${apart}', '', 'g')
    = regexp_replace("complexKey"(other."name"), '${apart}', '', 'g')`;
const grounds = [
  `"complexKey"(one."name") = "complexKey"(other."name")`,
  `one."companyId" = other."companyId" and ${nearly}`,
  `"complexKey"(one."address") = "complexKey"(other."address") and ${nearly}`,
];

const most = 500;

/** The complexes of a region that have a likely duplicate, at most so many. */
export async function suspected(pool: Pool, region: string): Promise<string[]> {
  const pairs = grounds.map(
    (ground) => `select one."id" from "Complex" one join "Complex" other on ${alike} and ${ground}
      where starts_with(one."countyCode", $1) and (length($2) < 9 or one."subdistrictCode" = $2)`,
  );
  const { rows } = await pool.query<{ id: string }>({
    name: "complexes-suspected",
    text: `${pairs.join(" union ")} limit ${most}`,
    values: [region.slice(0, 6), region],
  });
  return rows.map(({ id }) => id);
}

/** Of each of these complexes the likely duplicates, at most ten. */
export const duplicatesOf = perAnswer(async ({ pool }: HubContext, ids: readonly string[]) => {
  const { rows } = await pool.query<{ id: string; duplicate: string }>({
    name: "complex-duplicates",
    text: `select one."id", found."id" as "duplicate" from "Complex" one cross join lateral (
      select other."id" from "Complex" other where ${alike} and (${grounds.map((ground) => `(${ground})`).join(" or ")})
      order by similarity(one."name", other."name") desc, other."id" limit 10) found
      where one."id" = any($1::uuid[])`,
    values: [ids],
  });
  const found = Map.groupBy(rows, ({ id }) => id);
  return ids.map((id) => (found.get(id) ?? []).map(({ duplicate }) => duplicate));
});
