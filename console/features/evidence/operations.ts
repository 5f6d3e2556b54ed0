import { graphql } from "../../graph/graphql.ts";

export const EvidenceList_evidence = graphql(`
  fragment EvidenceList_evidence on Evidence {
    id
    name
    mediaType
    url
    storedAt
    takenAt
    author
    hash
  }
`);
