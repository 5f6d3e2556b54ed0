import { graphql } from "../../graph/graphql.ts";

/** What is taken along to where there may be no line. */
export const FieldPack_Query = graphql(`
  query FieldPack_Query {
    hub { now }
    viewer { name role permissions region { code } }
    violationKinds { code number title listedActs { code text } }
    spotChecks(filter: { states: [DRAWN] }, first: 20) {
      edges { node { id number allowedCommands items { complexId complexName state region { path } } } }
    }
  }
`);

/** Answered with no more than is needed: the frame of a draw is long, and the line may be bad. */
export const CarryOutInField_Mutation = graphql(`
  mutation CarryOutInField_Mutation($input: CarryOutSpotCheckInput!) {
    carryOutSpotCheck(input: $input) {
      spotCheck { id items { complexId inspection { id } } }
      errors { code message path }
    }
  }
`);

export const FieldPlaces_Query = graphql(`
  query FieldPlaces_Query($region: String!, $after: String) {
    complexes(filter: { region: $region }, first: 100, after: $after) {
      edges { node { id name region { path } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const FieldComplaint_Query = graphql(`
  query FieldComplaint_Query($id: ID!) {
    complaint(id: $id) {
      id
      number
      kind { code }
      complex { id name region { path } }
    }
  }
`);
