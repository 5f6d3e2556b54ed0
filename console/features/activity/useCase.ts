import type { TypedDocumentNode } from "@urql/core";
import { computed } from "vue";
import type { FragmentOf } from "../../graph/graphql.ts";
import type { Happening } from "../../graph/happening.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { isKnown } from "../../graph/useNews.ts";
import { useText } from "../../text/text.ts";
import type { CaseTimeline_activity } from "./operations.ts";
import { caseTimelineOf } from "./timeline.ts";

interface Told {
  activities: { edges: readonly { node: FragmentOf<typeof CaseTimeline_activity> }[] };
}

interface CaseOptions<Data, Case> {
  query: TypedDocumentNode<Data, { id: string }>;
  /** The case, unmasked. */
  read: (data: Data) => Case | null | undefined;
  /** Whether an event of something else may have changed what is shown. */
  concerns?: (event: Happening, held: Case | null | undefined) => boolean;
}

/** One case with what hangs on it and what happened to it, kept true by the line. */
export function useCase<Data extends Told, Case extends { id: string; version: number }>(
  id: () => string,
  { query, read, concerns = () => false }: CaseOptions<Data, Case>,
) {
  const { t } = useText();
  const { data, status, failure, refresh } = useLiveQuery({
    query,
    variables: () => ({ id: id() }),
    concerns: (event, held) => (event.subject.id === id() ? !isKnown(event, read(held)) : concerns(event, read(held))),
  });
  return {
    data,
    found: computed(() => data.value && read(data.value)),
    timeline: computed(() => caseTimelineOf(data.value?.activities.edges.map(({ node }) => node) ?? [], t)),
    status,
    failure,
    refresh,
  };
}
