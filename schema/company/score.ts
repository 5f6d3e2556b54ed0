/**
 * How a company stands: a hundred points, less what is in hand against it and what was determined (plan 一: 查处一批违法违规
 * 物业服务企业). A figure for those who look at it, on which nothing rests: what follows for a company is decided in its
 * cases. Pure.
 */
import type { Settings } from "../campaign/settings.ts";

type Rules = Settings["companyScore"];
export type Deduction = keyof Rules["deductions"];

/** How many of each weigh on a company, and how many complexes it serves. */
export type Tally = Readonly<Record<Deduction | "complexes", number>>;

export type Band = "good" | "fair" | "poor";

export interface Part {
  key: Deduction;
  count: number;
  points: number;
  most: number;
  /** `points` are for one in every complex that the company serves. */
  perComplex: boolean;
  deducted: number;
}

export interface Score {
  value: number;
  band: Band;
  /** In the order of the settings; those that take nothing among them. */
  parts: readonly Part[];
}

/** Daily work goes wrong in proportion to how much of it there is: the large are not to look bad for being large. */
const averaged: ReadonlySet<Deduction> = new Set(["openFinding", "overdueRectification"]);

function partOf(key: Deduction, tally: Tally, { points, most }: Rules["deductions"][Deduction]): Part {
  const count = tally[key];
  const perComplex = averaged.has(key);
  const weighed = perComplex ? Math.round((points * count) / Math.max(1, tally.complexes)) : points * count;
  return { key, count, points, most, perComplex, deducted: Math.min(most, weighed) };
}

export function scoreOf(tally: Tally, { deductions, goodFrom, poorBelow }: Rules): Score {
  const parts = (Object.keys(deductions) as Deduction[]).map((key) => partOf(key, tally, deductions[key]));
  const value = Math.max(
    0,
    parts.reduce((left, { deducted }) => left - deducted, 100),
  );
  return { value, band: value >= goodFrom ? "good" : value < poorBelow ? "poor" : "fair", parts };
}
