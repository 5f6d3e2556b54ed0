import { graphql } from "../../graph/graphql.ts";

export const ViolationKinds_Query = graphql(`
  query ViolationKinds_Query {
    violationKinds {
      code
      number
      category
      title
      listedActs { code text }
    }
  }
`);
