import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";

/** A finding where it stands beside others: on the page of a complaint, an inspection, a rectification. */
export const FindingCard_finding = graphql(`
  fragment FindingCard_finding on Finding {
    id
    version
    state
    illegal
    description
    foundAt
    withdrawalReason
    allowedCommands
    kind { code title }
    acts { code text }
    inspection { id }
    rectification { id number state deadline overdue settledAt }
    penaltyCases { id number state }
    keySupervisions { id state }
  }
`);

/** An inspection where it stands beside others. */
export const InspectionCard_inspection = graphql(
  `
    fragment InspectionCard_inspection on Inspection {
      id
      kind
      state
      result
      carriedOutAt
      inspector
      notes
      evidence { ...EvidenceList_evidence }
    }
  `,
  [EvidenceList_evidence],
);

export const InspectionRow_inspection = graphql(`
  fragment InspectionRow_inspection on Inspection {
    id
    version
    kind
    state
    result
    carriedOutAt
    createdAt
    inspector
    complex { id name }
    region { code path }
    findings { id }
  }
`);

export const InspectionsPage_Query = graphql(
  `
    query InspectionsPage_Query($filter: InspectionFilter!, $first: Int!, $after: String) {
      inspections(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...InspectionRow_inspection } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [InspectionRow_inspection],
);

/** What was looked at and what was found of it, by the plan's catalogue. */
export const Checklist_inspection = graphql(
  `
    fragment Checklist_inspection on Inspection {
      checklist {
        answer
        note
        act { code text }
        kind { code title }
        evidence { ...EvidenceList_evidence }
      }
    }
  `,
  [EvidenceList_evidence],
);

export const InspectionPage_inspection = graphql(
  `
    fragment InspectionPage_inspection on Inspection {
      id
      version
      kind
      state
      result
      carriedOutAt
      createdAt
      inspector
      notes
      allowedCommands
      complex { id name company { id name } }
      region { code path }
      complaint { id number }
      rectification { id number }
      evidence { ...EvidenceList_evidence }
      findings { id version state rectification { id } ...FindingCard_finding }
      checklist { answer }
      ...Checklist_inspection
    }
  `,
  [EvidenceList_evidence, FindingCard_finding, Checklist_inspection],
);

export const InspectionPage_Query = graphql(
  `
    query InspectionPage_Query($id: ID!) {
      inspection(id: $id) { ...InspectionPage_inspection }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [InspectionPage_inspection, CaseTimeline_activity],
);

export const RecordInspection_Mutation = graphql(`
  mutation RecordInspection_Mutation($input: RecordInspectionInput!) {
    recordInspection(input: $input) {
      inspection { id }
      errors { code message path }
    }
  }
`);

export const WithdrawInspection_Mutation = graphql(
  `
    mutation WithdrawInspection_Mutation($input: WithdrawInspectionInput!) {
      withdrawInspection(input: $input) {
        inspection { ...InspectionPage_inspection }
        errors { code message path }
      }
    }
  `,
  [InspectionPage_inspection],
);

export const EstablishFinding_Mutation = graphql(
  `
    mutation EstablishFinding_Mutation($input: EstablishFindingInput!) {
      establishFinding(input: $input) {
        finding { id inspection { ...InspectionPage_inspection } }
        errors { code message path }
      }
    }
  `,
  [InspectionPage_inspection],
);

export const WithdrawFinding_Mutation = graphql(
  `
    mutation WithdrawFinding_Mutation($input: WithdrawFindingInput!) {
      withdrawFinding(input: $input) {
        finding { ...FindingCard_finding }
        errors { code message path }
      }
    }
  `,
  [FindingCard_finding],
);
