import { graphql } from "./graphql.ts";

/** The one subscription of the console: what every page needs to know of an event. */
export const LiveLine_Subscription = graphql(`
  subscription LiveLine_Subscription($after: Cursor) {
    activity(after: $after) {
      cursor
      kind
      topic
      occurredAt
      text
      region { code name path }
      subject { id type version }
      actor { kind name }
      complex { id name }
      company { id name }
      facts { name value }
    }
  }
`);

export const LiveLine_Query = graphql(`
  query LiveLine_Query {
    activityCursor
  }
`);

export const Activity_Query = graphql(`
  query Activity_Query($filter: ActivityFilter!, $first: Int!, $after: String) {
    activities(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          cursor
          kind
          topic
          occurredAt
          text
          region { code name path }
          subject { id type version }
          actor { kind name }
          complex { id name }
          company { id name }
          facts { name value }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const UploadEvidence_Mutation = graphql(`
  mutation UploadEvidence_Mutation($input: UploadEvidenceInput!) {
    uploadEvidence(input: $input) {
      evidence { id }
      errors { code message path }
    }
  }
`);
