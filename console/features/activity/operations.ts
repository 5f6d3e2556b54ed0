import { graphql } from "../../graph/graphql.ts";

/** An event as a line of a case's timeline; the selection is that of the live line, so that both read alike. */
export const CaseTimeline_activity = graphql(`
  fragment CaseTimeline_activity on Activity {
    cursor
    kind
    topic
    urgent
    occurredAt
    text
    subject { id type version }
    actor { kind name }
    complex { id name }
  }
`);
