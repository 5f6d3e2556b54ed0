/** What the public page asks of the hub. */
import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const referenceQuery = graphql(`
  query PublicPage_Reference {
    cities: regions(level: CITY) { code name }
    counties: regions(level: COUNTY) { code name }
    violationKinds { code title }
    supervisionChannels { region { code name } phone contact }
  }
`);
export type Reference = ResultOf<typeof referenceQuery>;
export type Region = Reference["cities"][number];

export const complexNamesQuery = graphql(`
  query ComplexSearch_Names($county: String!, $text: String!) {
    searchComplexNames(county: $county, text: $text) { id name }
  }
`);
export type ComplexName = ResultOf<typeof complexNamesQuery>["searchComplexNames"][number];

export const challengeQuery = graphql(`
  query Proof_Challenge { filingChallenge }
`);

export const fileComplaintMutation = graphql(`
  mutation FilePage_File($input: FileComplaintInput!) {
    fileComplaint(input: $input) { trackingCode errors { code message path } }
  }
`);
export type Filed = ResultOf<typeof fileComplaintMutation>["fileComplaint"];

export const TrackedComplaint_followed = graphql(`
  fragment FollowPage_complaint on TrackedComplaint @_unmask {
    state filedAt acknowledgeDue acknowledgedAt verifyDue verifiedAt feedbackDue feedbackAt
    feedback { text givenAt } mayAnswer answerDue satisfied reopenings closedAt
  }
`);
export type Tracked = ResultOf<typeof TrackedComplaint_followed>;

export const trackComplaintQuery = graphql(
  `
  query FollowPage_Track($code: String!) {
    trackComplaint(code: $code) { complaint { ...FollowPage_complaint } errors { message } }
  }
`,
  [TrackedComplaint_followed],
);

export const answerFeedbackMutation = graphql(
  `
  mutation AnswerForm_Answer($input: AnswerFeedbackInput!) {
    answerFeedback(input: $input) { complaint { ...FollowPage_complaint } errors { message } }
  }
`,
  [TrackedComplaint_followed],
);

export const publishedCasesQuery = graphql(`
  query CasesPage_Published($filter: PublishedCaseFilter!, $first: Int!, $after: String) {
    publishedCases(filter: $filter, first: $first, after: $after) {
      edges { node { id kind title text companyName complexName body { name } month publishedAt pictures { url } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
export type PublishedCase = ResultOf<typeof publishedCasesQuery>["publishedCases"]["edges"][number]["node"];
