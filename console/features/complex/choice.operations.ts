import { graphql } from "../../graph/graphql.ts";

export const ComplexChoice_Query = graphql(`
  query ComplexChoice_Query($filter: ComplexFilter!) {
    complexes(filter: $filter, first: 20) {
      edges { node { id name region { path } company { name } } }
    }
  }
`);
