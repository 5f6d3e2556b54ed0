import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";

export const PublicityRow_publicityItem = graphql(`
  fragment PublicityRow_publicityItem on PublicityItem {
    id
    version
    number
    medium
    outlet
    title
    publishedOn
    link
    about
    state
    region { code path name }
    company { id name }
  }
`);

export const PublicityPage_Query = graphql(
  `
    query PublicityPage_Query($filter: PublicityItemFilter!, $first: Int!, $after: String) {
      publicityItems(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...PublicityRow_publicityItem } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PublicityRow_publicityItem],
);

export const PublicityItemPage_publicityItem = graphql(
  `
    fragment PublicityItemPage_publicityItem on PublicityItem {
      id
      ...PublicityRow_publicityItem
      recordedAt
      withdrawnAt
      reason
      revisions { version at reason before }
      allowedCommands
    }
  `,
  [PublicityRow_publicityItem],
);

export const PublicityItemPage_Query = graphql(
  `
    query PublicityItemPage_Query($id: ID!) {
      publicityItem(id: $id) { ...PublicityItemPage_publicityItem }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [PublicityItemPage_publicityItem, CaseTimeline_activity],
);

export const RecordPublicity_Mutation = graphql(`
  mutation RecordPublicity_Mutation($input: RecordPublicityInput!) {
    recordPublicity(input: $input) { publicityItem { id } errors { code message path } }
  }
`);

export const CorrectPublicity_Mutation = graphql(
  `
    mutation CorrectPublicity_Mutation($input: CorrectPublicityInput!) {
      correctPublicity(input: $input) {
        publicityItem { ...PublicityItemPage_publicityItem }
        errors { code message path }
      }
    }
  `,
  [PublicityItemPage_publicityItem],
);

export const WithdrawPublicity_Mutation = graphql(
  `
    mutation WithdrawPublicity_Mutation($input: WithdrawPublicityInput!) {
      withdrawPublicity(input: $input) {
        publicityItem { ...PublicityItemPage_publicityItem }
        errors { code message path }
      }
    }
  `,
  [PublicityItemPage_publicityItem],
);

/** Companies by a part of their name, for forms. */
export const CompanyChoice_Query = graphql(`
  query CompanyChoice_Query($search: String) {
    companies(first: 20, filter: { search: $search }) {
      edges { node { id name uscc } }
    }
  }
`);
