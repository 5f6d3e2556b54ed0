import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { PaperCard_paper } from "../paper/operations.ts";

export const SupervisionRanking_Query = graphql(`
  query SupervisionRanking_Query($within: String!, $week: ID) {
    progressRanking(within: $within, week: $week) {
      within { code name level }
      week { id isoWeek }
      weeks { id isoWeek }
      rows {
        region { code name }
        score
        rank
        lastRun
        slowBecause
        parts { part numerator denominator share weight }
        trend { isoWeek score }
      }
    }
    regionLadders(within: $within) {
      region { code }
      standing
      allowedSteps { kind skips }
    }
  }
`);

export const MatterRow_matter = graphql(`
  fragment MatterRow_matter on SupervisionMatter {
    id
    version
    kind
    state
    text
    from { code name }
    to { code name }
    about { code name path }
    openedAt
    dueAt
    overdue
    workingDays
    calendarPublished
    answeredAt
    settledAt
    rectification { id number complex { name } }
    finding { id kind { title } complex { id name } }
  }
`);

export const Matters_Query = graphql(
  `
    query Matters_Query($filter: SupervisionMatterFilter!, $first: Int!, $after: String) {
      supervisionMatters(filter: $filter, orderBy: OPENED_NEWEST, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...MatterRow_matter } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [MatterRow_matter],
);

export const MatterPage_matter = graphql(
  `
    fragment MatterPage_matter on SupervisionMatter {
      id
      ...MatterRow_matter
      skipReason
      meetsAt
      venue
      answer
      returnReason
      closingReason
      grounds { isoWeek score rank ranked parts { part numerator denominator share weight } }
      allowedCommands
      evidence { ...EvidenceList_evidence }
      papers { id ...PaperCard_paper }
    }
  `,
  [MatterRow_matter, EvidenceList_evidence, PaperCard_paper],
);

export const MatterPage_Query = graphql(
  `
    query MatterPage_Query($id: ID!) {
      supervisionMatter(id: $id) { ...MatterPage_matter }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [MatterPage_matter, CaseTimeline_activity],
);

export const Bulletins_Query = graphql(`
  query Bulletins_Query {
    bulletins(first: 60) {
      edges { node { id number title remarks publishedAt url body { code name } week { isoWeek } } }
    }
  }
`);

/** Key supervision as the page of its case shows it. */
export const KeySupervision_matter = graphql(`
  fragment KeySupervision_matter on SupervisionMatter @_unmask {
    id
    state
    text
    openedAt
    dueAt
    overdue
    workingDays
    calendarPublished
    to { name }
  }
`);

export const TakeStep_Mutation = graphql(`
  mutation TakeStep_Mutation($input: TakeSupervisionStepInput!) {
    takeSupervisionStep(input: $input) { matter { id } errors { code message path } }
  }
`);

export const OrderKeySupervision_Mutation = graphql(`
  mutation OrderKeySupervision_Mutation($input: OrderKeySupervisionInput!) {
    orderKeySupervision(input: $input) { matter { id } errors { code message path } }
  }
`);

export const RaiseDifficulty_Mutation = graphql(`
  mutation RaiseDifficulty_Mutation($input: RaiseDifficultyInput!) {
    raiseDifficulty(input: $input) { matter { id } errors { code message path } }
  }
`);

export const AnswerSupervision_Mutation = graphql(
  `
    mutation AnswerSupervision_Mutation($input: AnswerSupervisionInput!) {
      answerSupervision(input: $input) { matter { ...MatterPage_matter } errors { code message path } }
    }
  `,
  [MatterPage_matter],
);

export const ReturnSupervisionAnswer_Mutation = graphql(
  `
    mutation ReturnSupervisionAnswer_Mutation($input: ReturnSupervisionAnswerInput!) {
      returnSupervisionAnswer(input: $input) { matter { ...MatterPage_matter } errors { code message path } }
    }
  `,
  [MatterPage_matter],
);

export const SettleSupervision_Mutation = graphql(
  `
    mutation SettleSupervision_Mutation($input: SettleSupervisionInput!) {
      settleSupervision(input: $input) { matter { ...MatterPage_matter } errors { code message path } }
    }
  `,
  [MatterPage_matter],
);

export const WithdrawSupervision_Mutation = graphql(
  `
    mutation WithdrawSupervision_Mutation($input: WithdrawSupervisionInput!) {
      withdrawSupervision(input: $input) { matter { ...MatterPage_matter } errors { code message path } }
    }
  `,
  [MatterPage_matter],
);

export const PublishBulletin_Mutation = graphql(`
  mutation PublishBulletin_Mutation($input: PublishBulletinInput!) {
    publishBulletin(input: $input) { bulletin { id } errors { code message path } }
  }
`);
