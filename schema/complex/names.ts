import type { Pool } from "pg";

/**
 * What an owner means who types part of a name, or nearly a name: those that begin so first, then those that contain
 * it, then those that are like it. A county's few hundred names come from one index; nothing else is read.
 */
export async function searchNames(pool: Pool, county: string, text: string): Promise<{ id: string; name: string }[]> {
  const wanted = text
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 50);
  if (wanted === "" || !/^\d{6}$/.test(county)) return [];
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: "complex-names",
    text: `
      select "id", "name" from "Complex"
      where "countyCode" = $1 and "mergedIntoId" is null and ("name" ilike '%' || $3 || '%' or similarity("name", $2) >= 0.3)
      order by "name" not ilike $3 || '%', "name" not ilike '%' || $3 || '%', similarity("name", $2) desc, "name", "id"
      limit 20`,
    values: [county, wanted, wanted.replace(/[\\%_]/g, "\\$&")],
  });
  return rows;
}
