import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";

export const ExposureRow_batch = graphql(`
  fragment ExposureRow_batch on ExposureBatch @_unmask {
    id
    version
    month
    state
    dueAt
    overdue
    paidAt
    publishedAt
    body { code name }
    listed: cases { title }
  }
`);

export const ExposuresPage_Query = graphql(
  `
    query ExposuresPage_Query($filter: ExposureBatchFilter!, $first: Int!, $after: String) {
      exposureBatches(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...ExposureRow_batch } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [ExposureRow_batch],
);

/** Thirteen bodies and the months of a campaign stay well below a page of the hub's. */
export const ExposureMatrix_Query = graphql(
  `
    query ExposureMatrix_Query($region: String!) {
      exposureBatches(filter: { region: $region }, first: 100) { edges { node { ...ExposureRow_batch } } }
    }
  `,
  [ExposureRow_batch],
);

export const ExposureCase_case = graphql(
  `
    fragment ExposureCase_case on ExposureCase @_unmask {
      id
      position
      kind
      title
      text
      company { id name }
      complex { id name }
      finding { id }
      rectification { id number }
      penaltyCase { id number }
      exit { id number }
      pictures { id ...EvidenceList_evidence }
      marks { part kind start end text excerpt replacement harmless }
      harmless { kind text reason markedBy }
      shown
    }
  `,
  [EvidenceList_evidence],
);

export const ExposurePage_batch = graphql(
  `
    fragment ExposurePage_batch on ExposureBatch @_unmask {
      ...ExposureRow_batch
      openedAt
      submittedAt
      submittedBy
      returnReason
      approvedAt
      approvedBy
      withdrawnAt
      withdrawalReason
      allowedCommands
      bulletin
      cases { ...ExposureCase_case }
    }
  `,
  [ExposureRow_batch, ExposureCase_case],
);

export const ExposurePage_Query = graphql(
  `
    query ExposurePage_Query($id: ID!) {
      exposureBatch(id: $id) { ...ExposurePage_batch }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [ExposurePage_batch, CaseTimeline_activity],
);

/** What of a complex may be told of. */
export const ExposureEntries_Query = graphql(`
  query ExposureEntries_Query($complex: ID!) {
    findings(filter: { complexId: $complex }, first: 20) { edges { node { id description kind { title } } } }
    rectifications(filter: { complexId: $complex }, first: 20) { edges { node { id number requirement state } } }
    exits(filter: { complexId: $complex }, first: 20) { edges { node { id number state } } }
    complex(id: $complex) { company { id } }
  }
`);

export const ExposurePenalties_Query = graphql(`
  query ExposurePenalties_Query($company: ID!) {
    penaltyCases(filter: { companyId: $company }, first: 20) { edges { node { id number facts } } }
  }
`);

/** The files of a ledger entry, of whichever kind it is. */
export const ExposureEvidence_Query = graphql(
  `
    query ExposureEvidence_Query($entry: ID!) {
      node(id: $entry) {
        ... on Finding { inspection { evidence { id ...EvidenceList_evidence } } }
        ... on Rectification { evidence { id ...EvidenceList_evidence } }
        ... on PenaltyCase { evidence { id ...EvidenceList_evidence } }
        ... on Exit { evidence { id ...EvidenceList_evidence } }
      }
    }
  `,
  [EvidenceList_evidence],
);

export const ExposureCompanies_Query = graphql(`
  query ExposureCompanies_Query($search: String) {
    companies(filter: { search: $search }, first: 20) { edges { node { id name uscc } } }
  }
`);

export const AddExposureCase_Mutation = graphql(
  `
    mutation AddExposureCase_Mutation($input: AddExposureCaseInput!) {
      addExposureCase(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const ChangeExposureCase_Mutation = graphql(
  `
    mutation ChangeExposureCase_Mutation($input: ChangeExposureCaseInput!) {
      changeExposureCase(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const RemoveExposureCase_Mutation = graphql(
  `
    mutation RemoveExposureCase_Mutation($input: RemoveExposureCaseInput!) {
      removeExposureCase(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const MarkExposureHarmless_Mutation = graphql(
  `
    mutation MarkExposureHarmless_Mutation($input: MarkExposureHarmlessInput!) {
      markExposureHarmless(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const SubmitExposure_Mutation = graphql(
  `
    mutation SubmitExposure_Mutation($input: SubmitExposureInput!) {
      submitExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const ApproveExposure_Mutation = graphql(
  `
    mutation ApproveExposure_Mutation($input: ApproveExposureInput!) {
      approveExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const ReturnExposure_Mutation = graphql(
  `
    mutation ReturnExposure_Mutation($input: ReturnExposureInput!) {
      returnExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const PublishExposure_Mutation = graphql(
  `
    mutation PublishExposure_Mutation($input: PublishExposureInput!) {
      publishExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const WithdrawExposureCase_Mutation = graphql(
  `
    mutation WithdrawExposureCase_Mutation($input: WithdrawExposureCaseInput!) {
      withdrawExposureCase(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const WithdrawExposure_Mutation = graphql(
  `
    mutation WithdrawExposure_Mutation($input: WithdrawExposureInput!) {
      withdrawExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);

export const ReopenExposure_Mutation = graphql(
  `
    mutation ReopenExposure_Mutation($input: ReopenExposureInput!) {
      reopenExposure(input: $input) { exposureBatch { ...ExposurePage_batch } errors { code message path } }
    }
  `,
  [ExposurePage_batch],
);
