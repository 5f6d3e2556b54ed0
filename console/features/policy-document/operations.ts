import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";

export const PolicyRow_policyDocument = graphql(`
  fragment PolicyRow_policyDocument on PolicyDocument {
    id
    version
    number
    documentNumber
    title
    issuingBody
    inForceOn
    state
    edition
    region { code name path }
    issuedAt
    dueAt
    workingDays
    calendarPublished
    reading { level addressed read readInTime }
    receipt { id version owed readAt late }
  }
`);

export const PolicyDocumentsPage_Query = graphql(
  `
    query PolicyDocumentsPage_Query($filter: PolicyDocumentFilter!, $first: Int!, $after: String) {
      policyDocuments(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...PolicyRow_policyDocument } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PolicyRow_policyDocument],
);

export const PolicyPage_policyDocument = graphql(
  `
    fragment PolicyPage_policyDocument on PolicyDocument {
      id
      ...PolicyRow_policyDocument
      text
      settledAt
      settledReason
      overdueAt
      replaces { id edition }
      replacedBy { id edition }
      receipt { id version owed readAt late reader allowedCommands }
      evidence { ...EvidenceList_evidence }
      allowedCommands
    }
  `,
  [PolicyRow_policyDocument, EvidenceList_evidence],
);

export const PolicyPage_Query = graphql(
  `
    query PolicyPage_Query($id: ID!) {
      policyDocument(id: $id) { ...PolicyPage_policyDocument }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [PolicyPage_policyDocument, CaseTimeline_activity],
);

export const PolicyReceiptRow_policyReceipt = graphql(`
  fragment PolicyReceiptRow_policyReceipt on PolicyReceipt {
    id
    version
    region { code name path }
    level
    dueAt
    workingDays
    owed
    overdue
    readAt
    late
    reader
    reminders
    remindedAt
    document { id title documentNumber state }
  }
`);

export const PolicyReceiptsPage_Query = graphql(
  `
    query PolicyReceiptsPage_Query($filter: PolicyReceiptFilter!, $orderBy: PolicyReceiptOrder!, $first: Int!, $after: String) {
      policyReceipts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...PolicyReceiptRow_policyReceipt } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PolicyReceiptRow_policyReceipt],
);

export const IssuePolicyDocument_Mutation = graphql(`
  mutation IssuePolicyDocument_Mutation($input: IssuePolicyDocumentInput!) {
    issuePolicyDocument(input: $input) { policyDocument { id } errors { code message path } }
  }
`);

export const ReplacePolicyDocument_Mutation = graphql(`
  mutation ReplacePolicyDocument_Mutation($input: ReplacePolicyDocumentInput!) {
    replacePolicyDocument(input: $input) { policyDocument { id replacedBy { id } } errors { code message path } }
  }
`);

export const RemindPolicyReaders_Mutation = graphql(
  `
    mutation RemindPolicyReaders_Mutation($input: RemindPolicyReadersInput!) {
      remindPolicyReaders(input: $input) {
        policyDocument { ...PolicyPage_policyDocument }
        errors { code message path }
      }
    }
  `,
  [PolicyPage_policyDocument],
);

export const WithdrawPolicyDocument_Mutation = graphql(
  `
    mutation WithdrawPolicyDocument_Mutation($input: WithdrawPolicyDocumentInput!) {
      withdrawPolicyDocument(input: $input) {
        policyDocument { ...PolicyPage_policyDocument }
        errors { code message path }
      }
    }
  `,
  [PolicyPage_policyDocument],
);

export const ConfirmPolicyReading_Mutation = graphql(`
  mutation ConfirmPolicyReading_Mutation($input: ConfirmPolicyReadingInput!) {
    confirmPolicyReading(input: $input) {
      policyReceipt { id version owed readAt late reader allowedCommands }
      errors { code message path }
    }
  }
`);
