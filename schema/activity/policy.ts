import type { Viewer } from "../account/viewer.ts";
import { within } from "../region/policy.ts";
import { always, type Condition, never, whereOf } from "./condition.ts";
import type { Topic } from "./event-kind.ts";
import { type EventKind, eventKinds } from "./kinds.ts";

const kindsWhere = (holds: (topic: Topic) => boolean): readonly EventKind[] =>
  (Object.keys(eventKinds) as EventKind[]).filter((kind) => holds(eventKinds[kind].topic));

/** Accounts, keys, settings and who looked at what: not for those who work on cases, but for what they did themselves. */
const administration: Condition = { column: "kind", oneOf: kindsWhere((topic) => topic === "administration") };
/** Named one by one: of a kind that only a later version knows, nobody can tell who may see it. */
const cases: Condition = { column: "kind", oneOf: kindsWhere((topic) => topic !== "administration") };
const everything: Condition = { column: "kind", oneOf: kindsWhere(() => true) };

const inRegion = (region: string): Condition => ({
  all: Object.entries(within(region)).map(([column, is]) => ({ column: column as "cityCode", is })),
});

const addressedTo = ({ region, department, role }: Viewer): Condition =>
  role === "department" || role === "discipline"
    ? { column: "audienceDepartments", holds: `${department ?? "disciplineInspection"}:${region}` }
    : { column: "audienceRegions", holds: region };

/** What lies in one's region or was addressed to it. */
const inSight = (viewer: Viewer): Condition => ({ any: [inRegion(viewer.region), addressedTo(viewer)] });

/**
 * A sealed event is known to the people of the body that sealed it and of those above, whatever else would let it
 * through: not to a wall that visitors pass, nor to a key, of which nobody knows who reads behind it.
 */
const unsealedFor = ({ role, region }: Viewer): Condition => ({
  any: [
    { column: "seal", is: null },
    role === "display" || role === "system" ? never : { column: "seal", startsWith: region },
  ],
});

function ofRole(viewer: Viewer): Condition {
  switch (viewer.role) {
    case "office":
      return { all: [everything, inSight(viewer)] };
    case "leader":
    case "city":
    case "county":
    case "subdistrict":
    case "display":
      return { all: [cases, inSight(viewer)] };
    case "system":
      return viewer.scopes.includes("read") ? { all: [cases, inSight(viewer)] } : never;
    case "department":
    case "discipline":
      return { all: [cases, addressedTo(viewer)] };
    case "administrator":
      return { all: [administration, inRegion(viewer.region)] };
    case "hub":
      return everything;
    case "public":
      return never;
  }
}

/**
 * Which events somebody of this role, region and department sees (domain 15), the same for all of them: what the live
 * feed resolves once for a group.
 */
export const accessScope = (viewer: Viewer): Condition => ({
  all: [viewer.role === "hub" ? always : unsealedFor(viewer), ofRole(viewer)],
});

/** Equal for viewers that see the same. */
export const scopeKey = (viewer: Viewer) => `${viewer.role} ${JSON.stringify(accessScope(viewer))}`;

/** For lists: beside the access scope, what somebody did themselves in administration. */
export function visibleTo(viewer: Viewer) {
  const scope = accessScope(viewer);
  if (viewer.id === null) return whereOf(scope);
  const own: Condition = {
    all: [
      unsealedFor(viewer),
      administration,
      inRegion(viewer.region),
      { column: "actorKind", is: viewer.kind },
      { column: "actorId", is: viewer.id },
    ],
  };
  return whereOf({ any: [scope, own] });
}

/** Staff are named to those who work with them; a wall shows no person. */
export const namesActors = (viewer: Viewer) => viewer.role !== "display";
