import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { isKnown } from "../../graph/useNews.ts";
import { useText } from "../../text/text.ts";
import { caseTimelineOf } from "../activity/caseTimeline.ts";
import { PenaltyPage_penaltyCase, PenaltyPage_Query } from "./operations.ts";

/** One penalty case with what hangs on it, kept true by the line. */
export function usePenalty(id: () => string) {
  const { t } = useText();
  const { data, status, failure, refresh } = useLiveQuery({
    query: PenaltyPage_Query,
    variables: () => ({ id: id() }),
    concerns: (event, held) =>
      event.subject.id === id() && !isKnown(event, readFragment(PenaltyPage_penaltyCase, held.penaltyCase)),
  });
  return {
    penalty: computed(() => readFragment(PenaltyPage_penaltyCase, data.value?.penaltyCase)),
    timeline: computed(() => caseTimelineOf(data.value?.activities.edges.map(({ node }) => node) ?? [], t)),
    status,
    failure,
    refresh,
  };
}
