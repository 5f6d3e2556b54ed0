/**
 * Region codes: the first two, four or six digits of GB/T 2260 by level, nine for a sub-district, so that a code is
 * the prefix of all below it. Linfen is `1410`, not `141`.
 */
import { refuse } from "./refusals.ts";

export type RegionLevel = "province" | "city" | "county" | "subdistrict";

/** From the widest to the narrowest, with the number of digits of a code. */
export const digitsOf: Readonly<Record<RegionLevel, number>> = { province: 2, city: 4, county: 6, subdistrict: 9 };

const levels = Object.entries(digitsOf) as readonly [RegionLevel, number][];

/** @throws {Refusal} `region/code-malformed` */
export function levelOf(code: string): RegionLevel {
  const level = levels.find(([, digits]) => digits === code.length)?.[0];
  if (level === undefined || !/^\d+$/.test(code)) throw refuse("region/code-malformed", [], { code });
  return level;
}

/** The regions above a code, the widest first; none for a province. */
export function ancestorsOf(code: string): readonly string[] {
  levelOf(code);
  return levels.filter(([, digits]) => digits < code.length).map(([, digits]) => code.slice(0, digits));
}

/** The region next above; null for a province. */
export const parentOf = (code: string): string | null => ancestorsOf(code).at(-1) ?? null;

/** The code's part of a level: the city of a county. Null where the code is wider than the level. */
export const partOf = (code: string, level: RegionLevel): string | null =>
  levelOf(code) && code.length >= digitsOf[level] ? code.slice(0, digitsOf[level]) : null;

/** Is `other` the region itself or one below it? */
export function covers(code: string, other: string): boolean {
  levelOf(code);
  levelOf(other);
  return other.startsWith(code);
}
