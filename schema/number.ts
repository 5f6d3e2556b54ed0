import type { Tx } from "../prisma/client.ts";
import { dateOf } from "./calendar/rules.ts";

/** The office number that people quote: year, region and a running part without gaps, 2024-140105-00012. */
export async function nextNumber(tx: Tx, now: Date, region: string, prefix = ""): Promise<string> {
  const series = `${prefix}${dateOf(now).year}-${region}`;
  const [row] = await tx.$queryRaw<[{ last: number }]>`
    insert into "NumberSeries" ("series", "last") values (${series}, 1)
    on conflict ("series") do update set "last" = "NumberSeries"."last" + 1 returning "last"`;
  return `${series}-${String(row.last).padStart(5, "0")}`;
}
