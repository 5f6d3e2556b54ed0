import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";

export const GradeReviewRow_gradeReview = graphql(`
  fragment GradeReviewRow_gradeReview on GradeReview {
    id
    version
    number
    state
    fromGrade
    fromChargeFen
    toGrade
    toChargeFen
    chargedFrom
    openedAt
    settledAt
    complex { id name }
    company { id name }
    region { code path }
  }
`);

export const GradeReviewsPage_Query = graphql(
  `
    query GradeReviewsPage_Query($filter: GradeReviewFilter!, $first: Int!, $after: String) {
      gradeReviews(filter: $filter, orderBy: OPENED_NEWEST, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...GradeReviewRow_gradeReview } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [GradeReviewRow_gradeReview],
);

export const GradeReviewPage_gradeReview = graphql(
  `
    fragment GradeReviewPage_gradeReview on GradeReview {
      id
      ...GradeReviewRow_gradeReview
      reason
      returnReason
      confirmedAt
      withdrawalReason
      allowedCommands
      rectification { id number state }
    }
  `,
  [GradeReviewRow_gradeReview],
);

export const GradeReviewPage_Query = graphql(
  `
    query GradeReviewPage_Query($id: ID!) {
      gradeReview(id: $id) { ...GradeReviewPage_gradeReview }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [GradeReviewPage_gradeReview, CaseTimeline_activity],
);

export const ServiceGrades_Query = graphql(`
  query ServiceGrades_Query($region: String) {
    serviceGrades(region: $region) { position name chargeFen standard }
  }
`);

export const SetServiceGrades_Mutation = graphql(`
  mutation SetServiceGrades_Mutation($input: SetServiceGradesInput!) {
    setServiceGrades(input: $input) { result { code } errors { code message path } }
  }
`);

export const OpenGradeReview_Mutation = graphql(`
  mutation OpenGradeReview_Mutation($input: OpenGradeReviewInput!) {
    openGradeReview(input: $input) { gradeReview { id number } errors { code message path } }
  }
`);

export const ProposeGrade_Mutation = graphql(
  `
    mutation ProposeGrade_Mutation($input: ProposeGradeInput!) {
      proposeGrade(input: $input) {
        gradeReview { ...GradeReviewPage_gradeReview }
        errors { code message path }
      }
    }
  `,
  [GradeReviewPage_gradeReview],
);

export const ConfirmGradeReview_Mutation = graphql(
  `
    mutation ConfirmGradeReview_Mutation($input: ConfirmGradeReviewInput!) {
      confirmGradeReview(input: $input) {
        gradeReview { ...GradeReviewPage_gradeReview }
        errors { code message path }
      }
    }
  `,
  [GradeReviewPage_gradeReview],
);

export const ReturnGradeReview_Mutation = graphql(
  `
    mutation ReturnGradeReview_Mutation($input: ReturnGradeReviewInput!) {
      returnGradeReview(input: $input) {
        gradeReview { ...GradeReviewPage_gradeReview }
        errors { code message path }
      }
    }
  `,
  [GradeReviewPage_gradeReview],
);

export const VerifyGradeReview_Mutation = graphql(
  `
    mutation VerifyGradeReview_Mutation($input: VerifyGradeReviewInput!) {
      verifyGradeReview(input: $input) {
        gradeReview { ...GradeReviewPage_gradeReview }
        errors { code message path }
      }
    }
  `,
  [GradeReviewPage_gradeReview],
);

export const WithdrawGradeReview_Mutation = graphql(
  `
    mutation WithdrawGradeReview_Mutation($input: WithdrawGradeReviewInput!) {
      withdrawGradeReview(input: $input) {
        gradeReview { ...GradeReviewPage_gradeReview }
        errors { code message path }
      }
    }
  `,
  [GradeReviewPage_gradeReview],
);
