import { z } from "zod";
import { levelOf, parentOf, type RegionLevel } from "../schema/region/rules.ts";
import shanxi from "./regions/shanxi.json" with { type: "json" };

const name = z.string().min(1);
const division = z.strictObject({
  validFrom: z.iso.date(),
  province: z.strictObject({
    code: z.string(),
    name,
    cities: z.array(
      z.strictObject({
        code: z.string(),
        name,
        counties: z.array(
          z.strictObject({ code: z.string(), name, subdistricts: z.record(z.string().regex(/^\d{9}$/), name) }),
        ),
      }),
    ),
  }),
});

export interface RegionSeed {
  code: string;
  name: string;
  level: RegionLevel;
  parentCode: string | null;
  /** Order among the children of one parent; for cities that of the plan's annex. */
  position: number;
  /** Civil date, `2023-06-30`. */
  validFrom: string;
}

/** Province, cities, counties and sub-districts, each after its parent. */
export const regions: readonly RegionSeed[] = flatten(division.parse(shanxi));

function flatten({ validFrom, province }: z.infer<typeof division>): RegionSeed[] {
  const row = ({ code, name }: { code: string; name: string }, index: number): RegionSeed => ({
    code,
    name,
    level: levelOf(code),
    parentCode: parentOf(code),
    position: index + 1,
    validFrom,
  });
  return [
    row(province, 0),
    ...province.cities.map(row),
    ...province.cities.flatMap(({ counties }) => counties.map(row)),
    ...province.cities.flatMap(({ counties }) =>
      counties.flatMap(({ subdistricts }) =>
        Object.entries(subdistricts).map(([code, name], index) => row({ code, name }, index)),
      ),
    ),
  ];
}
