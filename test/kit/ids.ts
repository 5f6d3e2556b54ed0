import { markOf } from "./chains.ts";
import type { TestHub } from "./hub.ts";

/** Some rows that lie in a region, by the node type they are. */
export async function idsIn(hub: TestHub, county: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const { rows: tables } = await hub.pool.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'public' group by 1`,
  );
  for (const { name, columns } of tables) {
    const region = ["countyCode", "regionCode", "cityCode"].find((column) => columns.includes(column));
    if (!columns.includes("id") || !region) continue;
    const { rows } = await hub.pool.query<{ id: string }>(
      `select "id"::text from "${name}" where "${region}" like $1 order by 1 desc limit 2`,
      [`${county}%`],
    );
    const ids = rows.map(({ id }) => id);
    found.set(name, ids);
    if (name === "User") found.set("Person", ids).set("Account", ids);
  }
  const marked = { where: { name: { contains: markOf(county) } }, take: 2 };
  for (const [type, rows] of [
    ["Evidence", await hub.prisma.evidence.findMany(marked)],
    ["Company", await hub.prisma.company.findMany(marked)],
  ] as const)
    found.set(
      type,
      rows.map(({ id }) => id),
    );
  return found;
}
