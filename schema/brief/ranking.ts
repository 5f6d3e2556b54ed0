/** The order of the cities in a brief. Pure. */
import type { AccountPart } from "../dispatch/account.ts";
import { type RatioName, ratioOf } from "../dispatch/figures.ts";

export type Rates = Readonly<Record<(typeof rankedRates)[number], number | null>>;

/** By what cities are compared, as they stand in the table. */
export const rankedRates = [
  "coverage",
  "rectified",
  "overdue",
  "fedBackInTime",
  "satisfaction",
  "reportsOnTime",
] as const satisfies readonly RatioName[];

/** From 0 to 100; null where a city has nothing to be measured by. */
export type Score = (rates: Rates, region: string) => number | null;

/** The mean of the rates that there are; of overdue work the less the better. */
export const meanOfRates: Score = (rates) => {
  const good = rankedRates.flatMap((name) => {
    const rate = rates[name];
    return rate === null ? [] : [Math.min(1, name === "overdue" ? 1 - rate : rate)];
  });
  return good.length === 0 ? null : (good.reduce((sum, rate) => sum + rate, 0) / good.length) * 100;
};

export interface Ranked {
  region: string;
  /** Those that are level share one; null without a score. */
  rank: number | null;
  score: number | null;
  rates: Rates;
}

/** The best first; those that are level stay in their order. */
export function rankingOf(cities: readonly AccountPart[], scoreOf: Score = meanOfRates): readonly Ranked[] {
  const scored = cities.map(({ region, figures }) => {
    const counts = Object.fromEntries(figures.map(({ definition, reported }) => [definition.name, reported]));
    const rates = Object.fromEntries(rankedRates.map((name) => [name, ratioOf(name, counts)])) as Rates;
    const score = scoreOf(rates, region);
    return { region, rates, score: score === null ? null : Math.round(score * 100) / 100 };
  });
  const sorted = scored.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1));
  return sorted.map((city) => ({
    ...city,
    rank: city.score === null ? null : sorted.findIndex(({ score }) => score === city.score) + 1,
  }));
}
