import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { FindingCard_finding, InspectionCard_inspection } from "../inspection/operations.ts";
import { PaperCard_paper } from "../paper/operations.ts";
import { KeySupervision_matter } from "../supervision/operations.ts";

export const RectificationRow_rectification = graphql(`
  fragment RectificationRow_rectification on Rectification {
    id
    version
    number
    state
    deadline
    overdue
    awaitingReview
    settledAt
    escalation
    calendarPublished
    keySupervisions { id state }
    requirement
    responsiblePerson
    complex { id name }
    company { id name }
    region { code path }
  }
`);

export const RectificationsPage_Query = graphql(
  `
    query RectificationsPage_Query($filter: RectificationFilter!, $orderBy: RectificationOrder!, $first: Int!, $after: String) {
      rectifications(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...RectificationRow_rectification } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [RectificationRow_rectification],
);

export const FollowUpCard_followUp = graphql(`
  fragment FollowUpCard_followUp on FollowUp {
    id
    version
    kind
    state
    owedSince
    settledAt
    waiverReason
    dueAt
    overdueAt
    calendarPublished
    exit { id number }
    gradeReview { id number }
    transfer { id number }
    penaltyCase { id number }
    findings { id }
    allowedCommands
  }
`);

export const RectificationPage_rectification = graphql(
  `
    fragment RectificationPage_rectification on Rectification {
      id
      version
      number
      state
      requirement
      responsiblePerson
      illegal
      orderedAt
      deadline
      originalDeadline
      overdue
      overdueAt
      awaitingReview
      submittedAt
      remindedAt
      settledAt
      extensions
      extensionAskedUntil
      extensionReason
      escalation
      calendarPublished
      allowedCommands
      complex { id name }
      company { id name }
      region { code path }
      evidence { ...EvidenceList_evidence }
      findings { id ...FindingCard_finding }
      inspections { id ...InspectionCard_inspection }
      followUps { id state ...FollowUpCard_followUp }
      keySupervisions { ...KeySupervision_matter }
      papers { id ...PaperCard_paper }
    }
  `,
  [
    EvidenceList_evidence,
    FindingCard_finding,
    InspectionCard_inspection,
    FollowUpCard_followUp,
    PaperCard_paper,
    KeySupervision_matter,
  ],
);

export const RectificationPage_Query = graphql(
  `
    query RectificationPage_Query($id: ID!) {
      rectification(id: $id) { ...RectificationPage_rectification }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [RectificationPage_rectification, CaseTimeline_activity],
);

/** What may be put under one order: the findings of a complex that nothing is done about yet. */
export const OrderableFindings_Query = graphql(
  `
    query OrderableFindings_Query($complex: ID!) {
      findings(filter: { complexId: $complex, states: [OPEN, UNRECTIFIED] }, first: 50) {
        edges { node { id ...FindingCard_finding } }
      }
    }
  `,
  [FindingCard_finding],
);
