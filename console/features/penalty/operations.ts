import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { PaperCard_paper } from "../paper/operations.ts";

export const PenaltyRow_penaltyCase = graphql(`
  fragment PenaltyRow_penaltyCase on PenaltyCase {
    id
    version
    number
    state
    article
    filedAt
    clock
    nextDueAt
    nextDueWorkingDays
    overdue
    settledAt
    calendarPublished
    offeredFen
    amountFen
    company { id name }
    region { code path }
  }
`);

export const PenaltyCasesPage_Query = graphql(
  `
    query PenaltyCasesPage_Query($filter: PenaltyCaseFilter!, $orderBy: PenaltyCaseOrder!, $first: Int!, $after: String) {
      penaltyCases(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...PenaltyRow_penaltyCase } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PenaltyRow_penaltyCase],
);

export const PenaltyProvision_provision = graphql(`
  fragment PenaltyProvision_provision on PenaltyProvision @_unmask {
    article
    number
    party
    basis
    minFen
    maxFen
    minPercent
    maxPercent
  }
`);

export const PenaltySurcharge_surcharge = graphql(`
  fragment PenaltySurcharge_surcharge on PenaltySurcharge @_unmask {
    days
    dailyFen
    fen
    capped
    unpaidFen
    outstandingFen
  }
`);

export const PenaltyPage_penaltyCase = graphql(
  `
    fragment PenaltyPage_penaltyCase on PenaltyCase {
      id
      version
      number
      state
      article
      party
      facts
      actEndedOn
      harmed
      discoveredOn
      limitationOn
      filedAt
      decisionDue
      offeredOn
      basisFen
      offeredFen
      range { minFen maxFen }
      provision { ...PenaltyProvision_provision }
      provisions { ...PenaltyProvision_provision }
      hearingAskDue
      hearingAskWorkingDays
      hearingLapsedAt
      hearingAskedOn
      hearingNotifiedOn
      hearingAt
      hearingPlace
      hearingRecord
      decidedOn
      amountFen
      documentNumber
      serviceDue
      servedOn
      receivedBy
      paymentDue
      payments { sequence paidOn amountFen receipt }
      surcharge { ...PenaltySurcharge_surcharge }
      performedOn
      settledAt
      closingReason
      clock
      nextDueAt
      nextDueWorkingDays
      overdue
      calendarPublished
      allowedCommands
      company { id name }
      region { code path }
      findings { id state description foundAt kind { title } complex { id name } inspection { id } rectification { id number } }
      evidence { ...EvidenceList_evidence }
      papers { id ...PaperCard_paper }
      followUps { id rectification { id number } }
      creditEvents { id severity state documentNumber determinedOn }
    }
  `,
  [EvidenceList_evidence, PenaltyProvision_provision, PenaltySurcharge_surcharge, PaperCard_paper],
);

export const PenaltyPage_Query = graphql(
  `
    query PenaltyPage_Query($id: ID!) {
      penaltyCase(id: $id) { ...PenaltyPage_penaltyCase }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [PenaltyPage_penaltyCase, CaseTimeline_activity],
);

export const SurchargeOn_Query = graphql(
  `
    query SurchargeOn_Query($id: ID!, $on: Date!) {
      penaltyCase(id: $id) { id surcharge(on: $on) { ...PenaltySurcharge_surcharge } }
    }
  `,
  [PenaltySurcharge_surcharge],
);

export const PenaltyProvisions_Query = graphql(
  `
    query PenaltyProvisions_Query {
      penaltyProvisions { ...PenaltyProvision_provision }
    }
  `,
  [PenaltyProvision_provision],
);

/** Illegal findings of a company that no case rests on yet. */
export const PunishableFindings_Query = graphql(`
  query PunishableFindings_Query($company: ID!) {
    findings(first: 50, filter: { companyId: $company, illegal: true, penalised: false, states: [OPEN, ORDERED, RECTIFIED, UNRECTIFIED] }) {
      edges { node { id foundAt description kind { title } complex { name } region { path } } }
    }
  }
`);

export const PunishableCompanies_Query = graphql(`
  query PunishableCompanies_Query($search: String!) {
    companies(first: 20, filter: { search: $search }) { edges { node { id name uscc } } }
  }
`);
