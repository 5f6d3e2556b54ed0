import type { Viewer } from "../account/viewer.ts";

/** Columns that every row lying in a region carries. */
export interface RegionColumns {
  cityCode: string;
  countyCode?: string | null;
  subdistrictCode?: string | null;
}

export type RegionWhere = { cityCode?: string; countyCode?: string; subdistrictCode?: string };

/** Matches no row of any model that has an id. */
export const nothing = { id: { in: [] as string[] } };

/** The rows of a region and of all below it, as a `where` over the columns that carry them. */
export function within(region: string): RegionWhere {
  switch (region.length) {
    case 2:
      return {};
    case 4:
      return { cityCode: region };
    case 6:
      return { countyCode: region };
    default:
      return { subdistrictCode: region };
  }
}

/** Codes are prefixes: a region covers itself and all below it. */
export const covers = (region: string, code: string) => code.startsWith(region);

/** What `regionOf` needs of a row. */
export const regionSelect = { cityCode: true, countyCode: true, subdistrictCode: true } as const;

/** The deepest region that a row names. */
export const regionOf = (row: RegionColumns) => row.subdistrictCode ?? row.countyCode ?? row.cityCode;

/** The columns that place a row in a region, from the region's own code. */
export const regionColumns = (code: string) => ({
  cityCode: code.slice(0, 4),
  countyCode: code.length >= 6 ? code.slice(0, 6) : null,
  subdistrictCode: code.length >= 9 ? code : null,
});

/** The columns of what belongs to a body and not to a place: the province's lies in no city. */
export function bodyColumns(code: string) {
  const { cityCode, countyCode } = regionColumns(code);
  return { bodyCode: code, cityCode: code.length >= 4 ? cityCode : null, countyCode };
}

/** Roles that see the cases of their region; the others see only what is addressed to them. */
export const seesRegion = (viewer: Viewer) =>
  viewer.role === "hub" ||
  viewer.role === "leader" ||
  viewer.role === "office" ||
  viewer.role === "city" ||
  viewer.role === "county" ||
  viewer.role === "subdistrict" ||
  (viewer.role === "system" && viewer.scopes.includes("read"));

/** What most domains say: rows of one's region for those who work on cases, nothing for the rest. */
export const withinRegionOf = (viewer: Viewer): RegionWhere | typeof nothing =>
  seesRegion(viewer) ? (viewer.role === "hub" ? {} : within(viewer.region)) : nothing;

/** The same of rows that lie in a city or county: in a sub-district there are none. */
export const withinCityOrCounty = (region: string): RegionWhere | typeof nothing =>
  region.length > 6 ? nothing : within(region);

/** `withinRegionOf` for such rows: a sub-district sees none. */
export const withinCityOrCountyOf = (viewer: Viewer): RegionWhere | typeof nothing =>
  viewer.region.length > 6 ? nothing : withinRegionOf(viewer);
