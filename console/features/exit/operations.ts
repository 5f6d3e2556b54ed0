import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { PaperCard_paper } from "../paper/operations.ts";
import { PushLine_delivery } from "../push/operations.ts";

export const ExitRow_exit = graphql(`
  fragment ExitRow_exit on Exit {
    id
    version
    number
    state
    ground
    openedAt
    nextDueAt
    overdue
    settledAt
    suitStage
    calendarPublished
    complex { id name }
    company { id name }
    region { code path }
  }
`);

export const ExitsPage_Query = graphql(
  `
    query ExitsPage_Query($filter: ExitFilter!, $orderBy: ExitOrder!, $first: Int!, $after: String) {
      exits(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...ExitRow_exit } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [ExitRow_exit],
);

export const VoteTest_test = graphql(`
  fragment VoteTest_test on VoteTest @_unmask {
    name
    held
    of
    needed
    missing
    met
  }
`);

export const ExitPage_exit = graphql(
  `
    fragment ExitPage_exit on Exit {
      id
      version
      number
      state
      ground
      guide
      partner
      openedAt
      dismissedOn
      noticeBy
      noticeArticle
      noticeServedOn
      noticeDays
      noticePeriodEndsOn
      contractEndsOn
      contractEndsAt
      handoverAgreedOn
      handoverDue
      overdue
      nextDueAt
      calendarPublished
      refusal
      refusedAt
      refusalWords
      creditEvent { id severity documentNumber determinedOn }
      suitStage
      nextSuitStages
      suitSteps { sequence stage court caseNumber happenedOn hearingAt result note }
      deliveries { ...PushLine_delivery }
      handedOverOn
      takenOverOn
      newCompany { id name }
      settledAt
      abandonedWhy
      feeClaim
      allowedCommands
      complex { id name }
      company { id name }
      region { code path }
      evidence { ...EvidenceList_evidence }
      papers { id ...PaperCard_paper }
      meetings {
        sequence
        caller
        announcedOn
        meetsOn
        demandingHeads
        demandTotal
        heldOn
        passed
        tests { ...VoteTest_test }
        evidence { ...EvidenceList_evidence }
      }
      items { kind state handedOverOn receivedBy note evidence { ...EvidenceList_evidence } }
      followUps { id rectification { id number } }
    }
  `,
  [EvidenceList_evidence, PushLine_delivery, VoteTest_test, PaperCard_paper],
);

export const ExitPage_Query = graphql(
  `
    query ExitPage_Query($id: ID!) {
      exit(id: $id) { ...ExitPage_exit }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [ExitPage_exit, CaseTimeline_activity],
);

export const VoteOutcome_Query = graphql(
  `
    query VoteOutcome_Query($counts: VoteCountsInput!) {
      voteOutcome(counts: $counts) { passed tests { ...VoteTest_test } }
    }
  `,
  [VoteTest_test],
);

export const TakingCompanies_Query = graphql(`
  query TakingCompanies_Query($search: String!) {
    companies(first: 20, filter: { search: $search }) { edges { node { id name uscc } } }
  }
`);
