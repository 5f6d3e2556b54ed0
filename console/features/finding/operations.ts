import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const FindingsPage_Query = graphql(`
  query FindingsPage_Query($filter: FindingFilter, $first: Int!, $after: String) {
    findings(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          state
          illegal
          foundAt
          kind { title }
          acts { text }
          region { path }
          complex { id name }
          company { name }
          rectification { id overdue }
          inspection { id }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
    violationKinds { code title }
  }
`);
export type FindingRow = ResultOf<typeof FindingsPage_Query>["findings"]["edges"][number]["node"];
