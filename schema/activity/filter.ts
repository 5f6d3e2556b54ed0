import { decodeGlobalID } from "@pothos/plugin-relay";
import type { Viewer } from "../account/viewer.ts";
import { isUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { levelOf } from "../region/rules.ts";
import { type Condition, never } from "./condition.ts";
import type { Topic } from "./event-kind.ts";
import { type EventKind, eventKinds } from "./kinds.ts";
import { accessScope } from "./policy.ts";

export interface ActivityFilter {
  region?: string | null;
  kinds?: readonly string[] | null;
  topics?: readonly Topic[] | null;
  subject?: string | null;
  complex?: string | null;
  company?: string | null;
}

const ofTopics = (topics: readonly Topic[]) =>
  (Object.keys(eventKinds) as EventKind[]).filter((kind) => topics.includes(eventKinds[kind].topic));

/** The code is checked as well as the columns: those of a province's code would let through any province. */
function ofRegion(region: string): Condition {
  levelOf(region);
  const columns = Object.entries(within(region)).map(([column, is]) => ({ column: column as "cityCode", is }));
  return { all: [...columns, { column: "regionCode", startsWith: region }] };
}

/** An id that cannot exist matches nothing, like one that does not. */
function ofGlobalId(id: string, condition: (type: string, id: string) => Condition): Condition {
  try {
    const { typename, id: inner } = decodeGlobalID(id);
    return isUuid(inner) ? condition(typename, inner) : never;
  } catch {
    return never;
  }
}

const ofType = (column: "complexId" | "companyId", wanted: string) => (type: string, id: string) =>
  type === wanted ? { column, is: id } : never;

/**
 * What somebody wants to see of what they may see; every part given must hold.
 *
 * @param merged ids of what was merged into the complex: what happened there is its story too
 * @throws {Refusal} `region/code-malformed`
 */
export function conditionOf(
  { region, kinds, topics, subject, complex, company }: ActivityFilter,
  merged: readonly string[] = [],
): Condition {
  const all: Condition[] = [];
  if (region != null) all.push(ofRegion(region));
  if (kinds) all.push({ column: "kind", oneOf: kinds });
  if (topics) all.push({ column: "kind", oneOf: ofTopics(topics) });
  if (subject != null)
    all.push(
      ofGlobalId(subject, (type, id) => ({
        all: [
          { column: "subjectId", is: id },
          { column: "subjectType", is: type },
        ],
      })),
    );
  if (complex != null)
    all.push(
      ofGlobalId(complex, (type, id) => (type === "Complex" ? { column: "complexId", oneOf: [id, ...merged] } : never)),
    );
  if (company != null) all.push(ofGlobalId(company, ofType("companyId", "Company")));
  return { all };
}

/** What somebody follows, of what they may see: live, or told of by a webhook. */
export const followed = (viewer: Viewer, filter: Pick<ActivityFilter, "region" | "kinds">): Condition => ({
  all: [accessScope(viewer), conditionOf(filter)],
});
