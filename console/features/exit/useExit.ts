import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { isKnown } from "../../graph/useNews.ts";
import { useText } from "../../text/text.ts";
import { caseTimelineOf } from "../activity/caseTimeline.ts";
import { tellsOf } from "../push/push.ts";
import { ExitPage_exit, ExitPage_Query } from "./operations.ts";

/** One exit with what hangs on it, kept true by the line. */
export function useExit(id: () => string) {
  const { t } = useText();
  const { data, status, failure, refresh } = useLiveQuery({
    query: ExitPage_Query,
    variables: () => ({ id: id() }),
    concerns: (event, held) => {
      const exit = readFragment(ExitPage_exit, held.exit);
      return (event.subject.id === id() && !isKnown(event, exit)) || tellsOf(event, exit?.deliveries);
    },
  });
  return {
    exit: computed(() => readFragment(ExitPage_exit, data.value?.exit)),
    timeline: computed(() => caseTimelineOf(data.value?.activities.edges.map(({ node }) => node) ?? [], t)),
    status,
    failure,
    refresh,
  };
}
