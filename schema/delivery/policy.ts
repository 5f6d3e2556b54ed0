import type { Prisma } from "../../prisma/generated/client.ts";
import type { DeliveryState } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, within, withinCityOrCountyOf } from "../region/policy.ts";

/** Deliveries of one's region; a department that is told something of its region sees what it is told. */
export function visibleTo(viewer: Viewer): Prisma.DeliveryWhereInput {
  const { role, department, region } = viewer;
  if (role !== "department") return withinCityOrCountyOf(viewer);
  if (department === "credit") return { ...within(region), receiver: "creditPlatform" };
  if (department === "marketRegulation") return { ...within(region), receiver: "marketRegulation" };
  return nothing;
}

/**
 * Who follows each attempt: the province, which alone can have one repeated. What is told of a company leaves in one
 * order for all cities, so that from an attempt that is not made a city could tell that another's news of the company is
 * stuck. Below the province a delivery is therefore waiting until it has been received, whatever it waits for.
 */
export const followsAttempts = ({ role, region }: Viewer): boolean => role === "hub" || region.length === 2;

/** The state in which a viewer is shown a delivery. */
export const stateShownTo = (
  viewer: Viewer,
  { state, deliveredAt }: { state: DeliveryState; deliveredAt: Date | null },
): DeliveryState => (followsAttempts(viewer) ? state : deliveredAt ? "delivered" : "waiting");

/** Those that a viewer is shown in one of these states. */
export const shownIn = (viewer: Viewer, states: readonly DeliveryState[]): Prisma.DeliveryWhereInput =>
  followsAttempts(viewer)
    ? { state: { in: [...states] } }
    : {
        OR: [
          ...(states.includes("waiting") ? [{ deliveredAt: null }] : []),
          ...(states.includes("delivered") ? [{ deliveredAt: { not: null } }] : []),
        ],
      };

/** The version that a viewer is shown: the true one counts the attempts. */
export const versionShownTo = (viewer: Viewer, version: number, delivered: boolean): number =>
  followsAttempts(viewer) ? version : delivered ? 2 : 1;
