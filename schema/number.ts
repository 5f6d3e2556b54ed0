import type { Tx } from "../prisma/client.ts";
import { dateOf } from "./calendar/rules.ts";

/** The office number that people quote: year, region and a running part without gaps, 2024-140105-00012. */
export async function nextNumber(tx: Tx, now: Date, region: string, prefix = ""): Promise<string> {
  const [number] = await nextNumbers(tx, now, [region], prefix);
  return number as string;
}

/** A number for each region named, in their order: one statement however many. */
export async function nextNumbers(
  tx: Pick<Tx, "$queryRaw">,
  now: Date,
  regions: readonly string[],
  prefix = "",
): Promise<string[]> {
  const { year } = dateOf(now);
  const series = regions.map((region) => `${prefix}${year}-${region}`);
  const running = await nextInSeries(tx, series);
  return series.map((name, index) => `${name}-${String(running[index]).padStart(5, "0")}`);
}

/** The next running number of each series named, in their order, without gaps: one statement however many. */
export async function nextInSeries(tx: Pick<Tx, "$queryRaw">, wanted: readonly string[]): Promise<number[]> {
  if (wanted.length === 0) return [];
  // In one order for all, so that two calls wait for each other instead of deadlocking.
  const rows = await tx.$queryRaw<{ series: string; last: number; taken: number }[]>`
    with wanted as (
      select "series", count(*)::int as "taken" from unnest(${wanted}::text[]) as "series" group by 1),
    numbered as (
      insert into "NumberSeries" ("series", "last") select "series", "taken" from wanted order by "series"
      on conflict ("series") do update set "last" = "NumberSeries"."last" + excluded."last" returning "series", "last")
    select "series", "last", "taken" from numbered join wanted using ("series")`;
  const next = new Map(rows.map(({ series, last, taken }) => [series, last - taken]));
  return wanted.map((series) => {
    const number = (next.get(series) ?? 0) + 1;
    next.set(series, number);
    return number;
  });
}
