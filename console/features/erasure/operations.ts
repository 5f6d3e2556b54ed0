import { graphql } from "../../graph/graphql.ts";

export const ErasureDue_complaint = graphql(`
  fragment ErasureDue_complaint on Complaint @_unmask {
    id
    number
    region { path }
    closedAt
    erasureDue
    erasureWaitsFor
  }
`);

export const ErasurePage_Query = graphql(
  `
    query ErasurePage_Query {
      erasureOutlook(days: 30) {
        retentionMonths
        dueCount
        waitingCount
        pendingSince
        complaints { ...ErasureDue_complaint }
      }
      erasureRuns(first: 20) {
        edges { node { id ground reason region { path } retentionMonths closedBefore startedAt finishedAt erased waiting } }
      }
      erasureProofs(first: 50) {
        totalCount
        edges { node { id number ground region { path } erasedAt notes revisions files digest } }
      }
    }
  `,
  [ErasureDue_complaint],
);
