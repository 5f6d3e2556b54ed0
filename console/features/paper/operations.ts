import { graphql } from "../../graph/graphql.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";

export const PaperRow_paper = graphql(`
  fragment PaperRow_paper on Paper {
    id
    version
    act
    number
    title
    addressee
    matter
    state
    datedOn
    servedOn
    serviceManner
    receivedBy
    withdrawalReason
    url
    region { code path }
    case { type id }
    allowedCommands
  }
`);

/** A paper on the page of its case, with the receipt that proves its service. */
export const PaperCard_paper = graphql(
  `
    fragment PaperCard_paper on Paper {
      id
      ...PaperRow_paper
      evidence { ...EvidenceList_evidence }
    }
  `,
  [PaperRow_paper, EvidenceList_evidence],
);

export const PapersPage_Query = graphql(
  `
    query PapersPage_Query($filter: PaperFilter!, $orderBy: PaperOrder!, $first: Int!, $after: String) {
      papers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...PaperRow_paper } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PaperRow_paper],
);

export const ServePaper_Mutation = graphql(
  `
    mutation ServePaper_Mutation($input: ServePaperInput!) {
      servePaper(input: $input) {
        paper { ...PaperCard_paper }
        errors { code message path }
      }
    }
  `,
  [PaperCard_paper],
);

export const ReplacePaper_Mutation = graphql(
  `
    mutation ReplacePaper_Mutation($input: ReplacePaperInput!) {
      replacePaper(input: $input) {
        paper { ...PaperCard_paper }
        errors { code message path }
      }
    }
  `,
  [PaperCard_paper],
);
