import { graphql } from "./graphql.ts";

/** What every page needs to know of an event. */
const ActivityLine_activity = graphql(`
  fragment ActivityLine_activity on Activity @_unmask {
    cursor
    kind
    topic
    urgent
    occurredAt
    text
    region { code name path }
    subject { id type version }
    actor { kind name }
    complex { id name }
    company { id name }
    facts { name value }
  }
`);

/** The one subscription of the console. */
export const LiveLine_Subscription = graphql(
  `
  subscription LiveLine_Subscription($after: Cursor) {
    activity(after: $after) {
      ...ActivityLine_activity
    }
  }
`,
  [ActivityLine_activity],
);

export const LiveLine_Query = graphql(`
  query LiveLine_Query {
    activityCursor
  }
`);

export const Activity_Query = graphql(
  `
  query Activity_Query($filter: ActivityFilter!, $first: Int!, $after: String) {
    activities(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...ActivityLine_activity
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`,
  [ActivityLine_activity],
);

export const UploadEvidence_Mutation = graphql(`
  mutation UploadEvidence_Mutation($input: UploadEvidenceInput!) {
    uploadEvidence(input: $input) {
      evidence { id }
      errors { code message path }
    }
  }
`);
