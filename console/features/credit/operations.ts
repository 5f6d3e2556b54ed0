import { graphql, type ResultOf } from "../../graph/graphql.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { PushLine_delivery } from "../push/operations.ts";

export const CreditEventFields_creditEvent = graphql(`
  fragment CreditEventFields_creditEvent on CreditEvent @_unmask {
    id
    version
    state
    severity
    ground
    description
    documentNumber
    determinedOn
    disclosedFrom
    disclosedUntil
    repairableFrom
    rule
    recordedAt
    closingReason
    allowedCommands
    penaltyCase { id number }
    city { code name }
    company { id name uscc }
  }
`);
export type CreditEventFields = ResultOf<typeof CreditEventFields_creditEvent>;

export const PunishmentFields_jointPunishment = graphql(`
  fragment PunishmentFields_jointPunishment on JointPunishment @_unmask {
    id
    version
    state
    reason
    startsOn
    endsOn
    openedAt
    liftedAt
    liftReason
    allowedCommands
    city { code name }
    company { id name uscc }
    departments { department measures confirmedAt reportedAt done }
  }
`);
export type PunishmentFields = ResultOf<typeof PunishmentFields_jointPunishment>;

export const CreditEvents_Query = graphql(
  `
    query CreditEvents_Query($filter: CreditEventFilter, $first: Int!, $after: String) {
      creditEvents(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...CreditEventFields_creditEvent } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [CreditEventFields_creditEvent],
);

export const Punishments_Query = graphql(
  `
    query Punishments_Query($filter: JointPunishmentFilter, $first: Int!, $after: String) {
      jointPunishments(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...PunishmentFields_jointPunishment } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PunishmentFields_jointPunishment],
);

export const CreditEventPage_Query = graphql(
  `
    query CreditEventPage_Query($id: ID!) {
      creditEvent(id: $id) { ...CreditEventFields_creditEvent deliveries { ...PushLine_delivery } }
    }
  `,
  [CreditEventFields_creditEvent, PushLine_delivery],
);

export const CreditEventPunishments_Query = graphql(`
  query CreditEventPunishments_Query($companyId: ID!) {
    jointPunishments(first: 50, filter: { companyId: $companyId }) {
      edges { node { id state startsOn endsOn reason creditEvent { id } departments { department confirmedAt } } }
    }
  }
`);

export const PunishmentPage_Query = graphql(
  `
    query PunishmentPage_Query($id: ID!) {
      jointPunishment(id: $id) {
        ...PunishmentFields_jointPunishment
        creditEvent { id description severity documentNumber determinedOn }
        evidence { ...EvidenceList_evidence }
        deliveries { ...PushLine_delivery }
      }
      punishmentMeasures { code title department }
    }
  `,
  [PunishmentFields_jointPunishment, EvidenceList_evidence, PushLine_delivery],
);

export const PunishmentMeasures_Query = graphql(`
  query PunishmentMeasures_Query {
    punishmentMeasures { code title department }
  }
`);
export type PunishmentMeasure = ResultOf<typeof PunishmentMeasures_Query>["punishmentMeasures"][number];

export const DiscreditableCompanies_Query = graphql(`
  query DiscreditableCompanies_Query($search: String!) {
    companies(first: 20, filter: { search: $search }) { edges { node { id name uscc } } }
  }
`);

/** Penalties of a company that have been decided: what can be a ground of discredit. */
export const PenaltiesOfCompany_Query = graphql(`
  query PenaltiesOfCompany_Query($company: ID!) {
    penaltyCases(first: 50, orderBy: FILED_NEWEST, filter: { companyId: $company, decided: true }) {
      edges { node { id number article party documentNumber decidedOn } }
    }
  }
`);

export const FindingsOfCompany_Query = graphql(`
  query FindingsOfCompany_Query($company: ID!) {
    findings(first: 100, filter: { companyId: $company, states: [OPEN, ORDERED, RECTIFIED, UNRECTIFIED] }) {
      edges { node { id description foundAt kind { title } complex { name } } }
    }
  }
`);

export const RecordCreditEvent_Mutation = graphql(
  `
    mutation RecordCreditEvent_Mutation($input: RecordCreditEventInput!) {
      recordCreditEvent(input: $input) {
        creditEvent { ...CreditEventFields_creditEvent }
        errors { code message path }
      }
    }
  `,
  [CreditEventFields_creditEvent],
);

export const RepairCreditEvent_Mutation = graphql(
  `
    mutation RepairCreditEvent_Mutation($input: RepairCreditEventInput!) {
      repairCreditEvent(input: $input) {
        creditEvent { ...CreditEventFields_creditEvent }
        errors { code message path }
      }
    }
  `,
  [CreditEventFields_creditEvent],
);

export const WithdrawCreditEvent_Mutation = graphql(
  `
    mutation WithdrawCreditEvent_Mutation($input: WithdrawCreditEventInput!) {
      withdrawCreditEvent(input: $input) {
        creditEvent { ...CreditEventFields_creditEvent }
        errors { code message path }
      }
    }
  `,
  [CreditEventFields_creditEvent],
);

export const OpenJointPunishment_Mutation = graphql(
  `
    mutation OpenJointPunishment_Mutation($input: OpenJointPunishmentInput!) {
      openJointPunishment(input: $input) {
        jointPunishment { ...PunishmentFields_jointPunishment }
        errors { code message path }
      }
    }
  `,
  [PunishmentFields_jointPunishment],
);

export const ConfirmJointPunishment_Mutation = graphql(
  `
    mutation ConfirmJointPunishment_Mutation($input: ConfirmJointPunishmentInput!) {
      confirmJointPunishment(input: $input) {
        jointPunishment { ...PunishmentFields_jointPunishment }
        errors { code message path }
      }
    }
  `,
  [PunishmentFields_jointPunishment],
);

export const ReportJointPunishment_Mutation = graphql(
  `
    mutation ReportJointPunishment_Mutation($input: ReportJointPunishmentInput!) {
      reportJointPunishment(input: $input) {
        jointPunishment { ...PunishmentFields_jointPunishment }
        errors { code message path }
      }
    }
  `,
  [PunishmentFields_jointPunishment],
);

export const LiftJointPunishment_Mutation = graphql(
  `
    mutation LiftJointPunishment_Mutation($input: LiftJointPunishmentInput!) {
      liftJointPunishment(input: $input) {
        jointPunishment { ...PunishmentFields_jointPunishment }
        errors { code message path }
      }
    }
  `,
  [PunishmentFields_jointPunishment],
);
