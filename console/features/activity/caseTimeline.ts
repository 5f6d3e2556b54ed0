import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { TimelineEvent } from "../../ui/CaseTimeline.vue";
import { CaseTimeline_activity } from "./operations.ts";
import { toneOf } from "./timeline.ts";

type Event = ResultOf<typeof CaseTimeline_activity>;

/** On the page of a case its complex need not be named in every line. */
function short({ text, complex }: Event): string {
  if (!complex) return text;
  const rest = text.replace(`${complex.name}的`, "").replace(complex.name, "");
  // Chinese reads on without its subject; an English sentence would lose it.
  return /^\p{Script=Han}/u.test(rest) ? rest : text;
}

export function caseTimelineOf(
  activities: readonly FragmentOf<typeof CaseTimeline_activity>[],
  t: Translate,
): TimelineEvent[] {
  return readFragment(CaseTimeline_activity, activities).map((event) => ({
    id: event.cursor,
    at: event.occurredAt,
    title: short(event),
    by:
      event.actor?.kind === "HUB" || !event.actor
        ? null
        : (event.actor.name ?? t(`activity.actor.${event.actor.kind}`)),
    tone: toneOf(event),
  }));
}
