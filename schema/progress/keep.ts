import type { Work } from "../activity/transact.ts";
import { partOf, sumOf } from "../dispatch/figures.ts";
import { lineKey, readLines } from "../dispatch/ledger.ts";
import { regionColumns } from "../region/policy.ts";
import { type Part, partsOf, scoreOf, standingsOf } from "./rules.ts";

/**
 * Keeps the index of every city and county as of the cut-off of a week, from the log up to there: part of the cut-off
 * itself, so that history is what it was.
 */
export async function keepIndexes(work: Work, weekId: string): Promise<void> {
  const { tx } = work;
  const { number, campaignCode, countyDue } = await tx.dispatchWeek.findUniqueOrThrow({ where: { id: weekId } });
  const { progress: policy } = await work.settings(countyDue);
  const before = await tx.progressIndex.findMany({
    where: { week: { campaignCode, number: number - 1 } },
    select: { regionCode: true, lastRun: true },
  });
  const runs = new Map(before.map(({ regionCode, lastRun }) => [regionCode, lastRun]));
  const parts = await measure(work, weekId, policy.weights);
  const groups = Map.groupBy(parts.keys(), (code) => code.slice(0, -2));
  const rows = [...groups.values()].flatMap((codes) => {
    const scores = new Map(codes.map((code) => [code, scoreOf(parts.get(code) ?? [])]));
    return [...standingsOf(scores, runs, policy)].map(([regionCode, { slowBecause, ...standing }]) => {
      const { cityCode, countyCode } = regionColumns(regionCode);
      const kept = { weekId, regionCode, cityCode, countyCode, keptAt: countyDue };
      return {
        ...kept,
        ...standing,
        slowBecause: [...slowBecause],
        parts: (parts.get(regionCode) ?? []).map((part) => ({ ...part })),
      };
    });
  });
  await tx.progressIndex.createMany({ data: rows });
}

/** The parts of every city and county: a city's are those of its counties and its own line together. */
async function measure({ tx, context: { regions } }: Work, weekId: string, weights: Parameters<typeof partsOf>[1]) {
  const cities = [...regions.all()].filter(({ level }) => level === "city").map(({ code }) => code);
  const lines = await readLines(
    tx,
    cities.map((regionCode) => ({ weekId, regionCode })),
  );
  const toDate = (code: string) => lines.get(lineKey(weekId, code))?.toDate ?? {};
  const parts = new Map<string, readonly Part[]>();
  for (const city of cities) {
    const counties = regions.children(city).map(({ code }) => code);
    parts.set(city, partsOf(sumOf([city, ...counties].map((code) => partOf(code, null, toDate(code)))), weights));
    for (const county of counties) parts.set(county, partsOf(toDate(county), weights));
  }
  return parts;
}
