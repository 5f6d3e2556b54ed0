/** What the public page asks of the hub; test/house/public-operations.test.ts holds it against the schema. */
import type { CommandError } from "./api.ts";

export interface Region {
  code: string;
  name: string;
}
export interface Reference {
  cities: Region[];
  counties: Region[];
  violationKinds: { code: string; title: string }[];
  supervisionChannels: { region: Region; phone: string; contact: string }[];
}
export const referenceQuery = `query PublicPage_Reference {
  cities: regions(level: CITY) { code name }
  counties: regions(level: COUNTY) { code name }
  violationKinds { code title }
  supervisionChannels { region { code name } phone contact }
}`;

export interface ComplexName {
  id: string;
  name: string;
}
export const complexNamesQuery = `query ComplexSearch_Names($county: String!, $text: String!) {
  searchComplexNames(county: $county, text: $text) { id name }
}`;

export const challengeQuery = `query Proof_Challenge { filingChallenge }`;

export interface FileComplaint {
  fileComplaint: { trackingCode: string | null; errors: CommandError[] };
}
export const fileComplaintMutation = `mutation FilePage_File($input: FileComplaintInput!) {
  fileComplaint(input: $input) { trackingCode errors { code message path } }
}`;

export interface Tracked {
  state: TrackedState;
  filedAt: string;
  acknowledgeDue: string;
  acknowledgedAt: string | null;
  verifyDue: string;
  verifiedAt: string | null;
  feedbackDue: string;
  feedbackAt: string | null;
  feedback: { text: string; givenAt: string }[];
  mayAnswer: boolean;
  answerDue: string | null;
  satisfied: boolean | null;
  reopenings: number;
  closedAt: string | null;
}
export type TrackedState =
  | "RECEIVED"
  | "ASSIGNED"
  | "VERIFYING"
  | "SUBSTANTIATED"
  | "UNSUBSTANTIATED"
  | "TRANSFERRED"
  | "FEEDBACK_GIVEN"
  | "CLOSED"
  | "WITHDRAWN";

const tracked = `complaint {
  state filedAt acknowledgeDue acknowledgedAt verifyDue verifiedAt feedbackDue feedbackAt
  feedback { text givenAt } mayAnswer answerDue satisfied reopenings closedAt
} errors { code message path }`;

export interface TrackComplaint {
  trackComplaint: { complaint: Tracked | null; errors: CommandError[] };
}
export const trackComplaintQuery = `query FollowPage_Track($code: String!) { trackComplaint(code: $code) { ${tracked} } }`;

export interface AnswerFeedback {
  answerFeedback: { complaint: Tracked | null; errors: CommandError[] };
}
export const answerFeedbackMutation = `mutation AnswerForm_Answer($input: AnswerFeedbackInput!) {
  answerFeedback(input: $input) { ${tracked} }
}`;
