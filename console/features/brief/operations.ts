import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const BriefRow_brief = graphql(`
  fragment BriefRow_brief on ProvincialBrief @_unmask {
    id
    state
    dueAt
    late
    issue
    approvedAt
    week { isoWeek startsOn endsOn }
  }
`);
export type BriefRow = ResultOf<typeof BriefRow_brief>;

export const BriefCard_Query = graphql(
  `
    query BriefCard_Query {
      provincialBriefs(first: 8) {
        totalCount
        edges { node { ...BriefRow_brief } }
      }
    }
  `,
  [BriefRow_brief],
);

export const BriefFields_brief = graphql(
  `
    fragment BriefFields_brief on ProvincialBrief @_unmask {
      ...BriefRow_brief
      version
      approvedBy { name }
      document { masthead issue issuer date title sentTo copies body { kind text rows } }
      missing { code message }
      standsIn { code name }
      latest {
        revision
        narrative { section text }
        typicalFindings { id kind { title } complex { name } }
      }
      revisions { revision editedAt editedBy { name } }
      pickedFindings { id kind { title } complex { name } region { path } }
      files { format url }
      letters { id recipient state queuedAt deliveredAt receipt messageId mayHaveArrivedTwice tries }
      allowedCommands
    }
  `,
  [BriefRow_brief],
);
export type BriefFields = ResultOf<typeof BriefFields_brief>;

export const BriefPage_Query = graphql(
  `
    query BriefPage_Query($id: ID!) {
      provincialBrief(id: $id) { ...BriefFields_brief }
    }
  `,
  [BriefFields_brief],
);

export const EditBrief_Mutation = graphql(
  `
    mutation EditBrief_Mutation($input: EditProvincialBriefInput!) {
      editProvincialBrief(input: $input) {
        brief { ...BriefFields_brief }
        errors { code message path }
      }
    }
  `,
  [BriefFields_brief],
);

export const ApproveBrief_Mutation = graphql(
  `
    mutation ApproveBrief_Mutation($input: ApproveProvincialBriefInput!) {
      approveProvincialBrief(input: $input) {
        brief { ...BriefFields_brief }
        errors { code message path }
      }
    }
  `,
  [BriefFields_brief],
);
