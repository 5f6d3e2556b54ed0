import type { HubContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { covers, seesRegion } from "../region/policy.ts";

/**
 * The region whose counters are asked for: by default one's own. Walls see them too: a counter names nobody.
 *
 * @throws {Refusal} `not-found` for a region that is none or not the viewer's
 */
export function regionAsked({ viewer, regions }: HubContext, code?: string | null): string {
  const region = code ?? viewer.region;
  const sees = seesRegion(viewer) || viewer.role === "display";
  if (!sees || !covers(viewer.region, region) || !regions.get(region)) throw new Refusal("not-found");
  return region;
}
