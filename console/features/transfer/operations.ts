import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { PaperCard_paper } from "../paper/operations.ts";

export const TransferRow_transfer = graphql(`
  fragment TransferRow_transfer on Transfer {
    id
    version
    number
    department
    state
    complexName
    companyName
    complaintNumber
    complaintKind { code title }
    matters { kind { code title } }
    region { code path }
    openedAt
    dueAt
    workingDays
    overdue
    calendarPublished
    outcome
    settledAt
  }
`);

export const TransfersPage_Query = graphql(
  `
    query TransfersPage_Query($filter: TransferFilter!, $orderBy: TransferOrder!, $first: Int!, $after: String) {
      transfers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...TransferRow_transfer } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [TransferRow_transfer],
);

export const TransferPage_transfer = graphql(
  `
    fragment TransferPage_transfer on Transfer {
      id
      ...TransferRow_transfer
      companyUscc
      withWords
      words
      reason
      answer
      closingReason
      acceptedAt
      allowedCommands
      complex { id name }
      company { id name }
      complaint { id number }
      rectifications { id number }
      matters { kind { code title } acts { code text } description illegal foundAt }
      evidence { ...EvidenceList_evidence }
      matterEvidence { ...EvidenceList_evidence }
      papers { id ...PaperCard_paper }
    }
  `,
  [TransferRow_transfer, EvidenceList_evidence, PaperCard_paper],
);

export const TransferPage_Query = graphql(
  `
    query TransferPage_Query($id: ID!) {
      transfer(id: $id) { ...TransferPage_transfer }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [TransferPage_transfer, CaseTimeline_activity],
);

export const SendTransfer_Mutation = graphql(`
  mutation SendTransfer_Mutation($input: SendTransferInput!) {
    sendTransfer(input: $input) { transfer { id number } errors { code message path } }
  }
`);

export const AcceptTransfer_Mutation = graphql(
  `
    mutation AcceptTransfer_Mutation($input: AcceptTransferInput!) {
      acceptTransfer(input: $input) {
        transfer { ...TransferPage_transfer }
        errors { code message path }
      }
    }
  `,
  [TransferPage_transfer],
);

export const AnswerTransfer_Mutation = graphql(
  `
    mutation AnswerTransfer_Mutation($input: AnswerTransferInput!) {
      answerTransfer(input: $input) {
        transfer { ...TransferPage_transfer }
        errors { code message path }
      }
    }
  `,
  [TransferPage_transfer],
);

export const ReturnTransfer_Mutation = graphql(
  `
    mutation ReturnTransfer_Mutation($input: ReturnTransferInput!) {
      returnTransfer(input: $input) {
        transfer { ...TransferPage_transfer }
        errors { code message path }
      }
    }
  `,
  [TransferPage_transfer],
);

export const WithdrawTransfer_Mutation = graphql(
  `
    mutation WithdrawTransfer_Mutation($input: WithdrawTransferInput!) {
      withdrawTransfer(input: $input) {
        transfer { ...TransferPage_transfer }
        errors { code message path }
      }
    }
  `,
  [TransferPage_transfer],
);
