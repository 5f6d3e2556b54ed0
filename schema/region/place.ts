import type { Viewer } from "../account/viewer.ts";
import type { RegionBook } from "./book.ts";
import { covers } from "./policy.ts";
import { refuse } from "./refusals.ts";

export interface Place {
  cityCode: string;
  countyCode: string;
  subdistrictCode: string | null;
}

/**
 * Where something lies that somebody wants to enter.
 *
 * @throws {Refusal} `region/unknown`, `region/outside`, `region/subdistrict-elsewhere`
 */
export function placeWithin(
  regions: RegionBook,
  viewer: Viewer,
  county: string,
  subdistrict: string | null | undefined,
): Place {
  if (regions.get(county)?.level !== "county") throw refuse("region/unknown", ["county"], { code: county });
  if (!covers(viewer.region, county)) throw refuse("region/outside", ["county"], { code: county });
  if (subdistrict != null && regions.get(subdistrict)?.level !== "subdistrict")
    throw refuse("region/unknown", ["subdistrict"], { code: subdistrict });
  if (subdistrict != null && !covers(county, subdistrict))
    throw refuse("region/subdistrict-elsewhere", ["subdistrict"], { county, subdistrict });
  return { cityCode: county.slice(0, 4), countyCode: county, subdistrictCode: subdistrict ?? null };
}
