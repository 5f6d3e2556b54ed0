import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { isKnown } from "../../graph/useNews.ts";
import { useText } from "../../text/text.ts";
import { caseTimelineOf } from "../activity/caseTimeline.ts";
import { RectificationPage_Query, RectificationPage_rectification } from "./operations.ts";

/** One rectification with what hangs on it, kept true by the line. */
export function useRectification(id: () => string) {
  const { t } = useText();
  const { data, status, failure, refresh } = useLiveQuery({
    query: RectificationPage_Query,
    variables: () => ({ id: id() }),
    concerns: (event, held) => {
      const rectification = readFragment(RectificationPage_rectification, held.rectification);
      if (event.subject.id === id()) return !isKnown(event, rectification);
      // Inspections, findings and debts of its complex may be its own: they do not name the order.
      return event.complex?.id === rectification?.complex.id && event.subject.type !== "Complaint";
    },
  });
  return {
    rectification: computed(() => readFragment(RectificationPage_rectification, data.value?.rectification)),
    timeline: computed(() => caseTimelineOf(data.value?.activities.edges.map(({ node }) => node) ?? [], t)),
    status,
    failure,
    refresh,
  };
}
