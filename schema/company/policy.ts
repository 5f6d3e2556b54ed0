import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { covers, nothing, seesRegion } from "../region/policy.ts";

/** A company is seen where it is present; a department sees those it is asked to act against. */
export function visibleTo(viewer: Viewer): Prisma.CompanyWhereInput {
  if (viewer.role === "department") return addressedTo(viewer);
  return seesRegion(viewer) ? presentIn(viewer.region) : nothing;
}

function addressedTo({ department, region }: Viewer): Prisma.CompanyWhereInput {
  if (!department) return nothing;
  const cityCode = region.length >= 4 ? { cityCode: region.slice(0, 4) } : {};
  return { jointPunishments: { some: { ...cityCode, departments: { some: { department } } } } };
}

/** The companies that work in a region. */
export function presentIn(region: string): Prisma.CompanyWhereInput {
  switch (region.length) {
    case 0:
    case 2:
      return {};
    case 4:
      return { presences: { some: { cityCode: region } } };
    case 6:
      return { presences: { some: { regionCode: region } } };
    default: {
      const here = { some: { subdistrictCode: region } };
      return { OR: [{ complexes: here }, { contracts: here }] };
    }
  }
}

/**
 * A filter by region, as far as the viewer may ask: where else a company works must not be learnt by asking whether it
 * works there.
 */
export function askedFor(viewer: Viewer, region: string): Prisma.CompanyWhereInput {
  if (viewer.role === "hub" || covers(viewer.region, region)) return presentIn(region);
  return covers(region, viewer.region) ? {} : nothing;
}

/** Of the places where a company works, those in the viewer's region. */
export function presencesVisibleTo(viewer: Viewer): Prisma.CompanyPresenceWhereInput {
  const none = { companyId: { in: [] } };
  if (!seesRegion(viewer)) return none;
  switch (viewer.region.length) {
    case 0:
    case 2:
      return {};
    case 4:
      return { cityCode: viewer.region };
    case 6:
      return { regionCode: viewer.region };
    default:
      return none;
  }
}

/** What each source says is for the province, which decides; a city sees what it said itself. */
export function sourcesVisibleTo(viewer: Viewer): Prisma.CompanySourceWhereInput {
  if (viewer.role === "hub" || viewer.role === "office" || viewer.role === "leader") return {};
  if (viewer.role === "city" || viewer.role === "system") return { cityCode: sourceOf(viewer) };
  return nothing;
}

/** Whose word a viewer's word is: the city's, or the province's own. */
export const sourceOf = ({ region }: Viewer) => region.slice(0, 4);
