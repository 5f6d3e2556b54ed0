import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { FindingCard_finding, InspectionCard_inspection } from "../inspection/operations.ts";

export const ComplaintClock_complaint = graphql(`
  fragment ComplaintClock_complaint on Complaint {
    state
    nextDueAt
    overdueAt
    closedAt
    calendarPublished
    clocks { clock dueAt metAt running overdue workingDays }
  }
`);

export const ComplaintRow_complaint = graphql(
  `
    fragment ComplaintRow_complaint on Complaint {
      id
      version
      number
      state
      source
      filedAt
      anonymous
      confirmed
      handler
      kind { code title }
      complex { id name }
      company { id name }
      region { code path }
      ...ComplaintClock_complaint
    }
  `,
  [ComplaintClock_complaint],
);

export const ComplaintsPage_Query = graphql(
  `
    query ComplaintsPage_Query($filter: ComplaintFilter!, $orderBy: ComplaintOrder!, $first: Int!, $after: String) {
      complaints(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...ComplaintRow_complaint } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [ComplaintRow_complaint],
);

export const ComplaintPage_complaint = graphql(
  `
    fragment ComplaintPage_complaint on Complaint {
      id
      version
      number
      state
      source
      anonymous
      confirmed
      filedAt
      handler
      closedAt
      erasedAt
      erasureDue
      erasureWaitsFor
      answerDue
      satisfied
      reopenings
      transferredTo
      transfers { id number department state dueAt workingDays calendarPublished openedAt }
      allowedCommands
      kind { code title category }
      complex { id name }
      company { id name }
      region { code name path }
      complainant { name phone address email place text }
      evidence { ...EvidenceList_evidence }
      notes { kind author text writtenAt }
      primary { id number }
      duplicates { id number filedAt state }
      proposedDuplicates { id number filedAt state }
      ...ComplaintClock_complaint
    }
  `,
  [ComplaintClock_complaint, EvidenceList_evidence],
);

export const ComplaintPage_Query = graphql(
  `
    query ComplaintPage_Query($id: ID!) {
      complaint(id: $id) { ...ComplaintPage_complaint }
      inspections(filter: { complaintId: $id }, first: 20) {
        edges { node { id ...InspectionCard_inspection } }
      }
      findings(filter: { complaintId: $id }, first: 50) {
        edges { node { id version state rectification { id } ...FindingCard_finding } }
      }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [ComplaintPage_complaint, InspectionCard_inspection, FindingCard_finding, CaseTimeline_activity],
);

export const RelatedComplaints_Query = graphql(
  `
    query RelatedComplaints_Query($complex: ID!) {
      complaints(filter: { complexId: $complex }, first: 6) {
        totalCount
        edges { node { id ...ComplaintRow_complaint } }
      }
    }
  `,
  [ComplaintRow_complaint],
);

export const ComplaintHandlers_Query = graphql(`
  query ComplaintHandlers_Query($region: String!) {
    handlers(region: $region) { id name role region { name } }
  }
`);
