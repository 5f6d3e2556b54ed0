import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";

export const SpotCheckRow_spotCheck = graphql(`
  fragment SpotCheckRow_spotCheck on SpotCheck {
    id
    version
    number
    state
    body { code name }
    county { code path }
    startsOn
    endsOn
    drawnAt
    size
    carriedOut
    leftOut
    dueAt
    overdue
    settledAt
  }
`);

export const SpotChecksPage_Query = graphql(
  `
    query SpotChecksPage_Query($filter: SpotCheckFilter!, $first: Int!, $after: String) {
      spotChecks(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...SpotCheckRow_spotCheck } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [SpotCheckRow_spotCheck],
);

export const SpotCheckPage_spotCheck = graphql(
  `
    fragment SpotCheckPage_spotCheck on SpotCheck {
      id
      ...SpotCheckRow_spotCheck
      allowedCommands
      inspectors
      drawnBy
      abandonReason
      seed
      fingerprint
      baseWeight
      perComplaint
      complaintDays
      perOverdueRectification
      frameSize
      totalWeight
      frame { position complexId complexName complaints overdueRectifications weight }
      items {
        round
        complexId
        complexName
        region { path }
        state
        reason
        settledAt
        inspection { id result findings { id } }
      }
    }
  `,
  [SpotCheckRow_spotCheck],
);

export const SpotCheckPage_Query = graphql(
  `
    query SpotCheckPage_Query($id: ID!) {
      spotCheck(id: $id) { ...SpotCheckPage_spotCheck }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [SpotCheckPage_spotCheck, CaseTimeline_activity],
);

/** Asked anew each time: the hub draws again. */
export const DrawProof_Query = graphql(`
  query DrawProof_Query($id: ID!) {
    spotCheck(id: $id) {
      id
      repetition { equal fingerprint rounds { round digest total remainder position complexName } }
    }
  }
`);

export const DrawSpotCheck_Mutation = graphql(`
  mutation DrawSpotCheck_Mutation($input: DrawSpotCheckInput!) {
    drawSpotCheck(input: $input) { spotCheck { id } errors { code message path } }
  }
`);

export const CarryOutSpotCheck_Mutation = graphql(
  `
    mutation CarryOutSpotCheck_Mutation($input: CarryOutSpotCheckInput!) {
      carryOutSpotCheck(input: $input) {
        spotCheck { ...SpotCheckPage_spotCheck }
        errors { code message path }
      }
    }
  `,
  [SpotCheckPage_spotCheck],
);

export const LeaveOutOfSpotCheck_Mutation = graphql(
  `
    mutation LeaveOutOfSpotCheck_Mutation($input: LeaveOutOfSpotCheckInput!) {
      leaveOutOfSpotCheck(input: $input) {
        spotCheck { ...SpotCheckPage_spotCheck }
        errors { code message path }
      }
    }
  `,
  [SpotCheckPage_spotCheck],
);

export const AbandonSpotCheck_Mutation = graphql(
  `
    mutation AbandonSpotCheck_Mutation($input: AbandonSpotCheckInput!) {
      abandonSpotCheck(input: $input) {
        spotCheck { ...SpotCheckPage_spotCheck }
        errors { code message path }
      }
    }
  `,
  [SpotCheckPage_spotCheck],
);
