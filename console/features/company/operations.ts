import { graphql, type ResultOf } from "../../graph/graphql.ts";
import { OpinionRow_opinionIncident } from "../opinion/operations.ts";

export const CompanyRow_company = graphql(`
  fragment CompanyRow_company on Company @_unmask {
    id
    name
    uscc
    version
    updatedAt
    presences { code name level }
    complexes(first: 1) { totalCount }
    standing { score { value band } }
  }
`);

export const CompaniesPage_Query = graphql(
  `
    query CompaniesPage_Query($filter: CompanyFilter, $orderBy: CompanyOrder!, $first: Int!, $after: String) {
      companies(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...CompanyRow_company } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [CompanyRow_company],
);

export const CompanyFields_company = graphql(`
  fragment CompanyFields_company on Company @_unmask {
    id
    version
    name
    uscc
    legalRepresentative
    phone
    registeredAddress
    allowedCommands
    presences { code name level }
    sources { holds name legalRepresentative phone registeredAddress updatedAt region { code name } }
  }
`);
export type CompanyFields = ResultOf<typeof CompanyFields_company>;

const CompanyScore_score = graphql(`
  fragment CompanyScore_score on CompanyScore @_unmask {
    value
    band
    parts { key count points most perComplex deducted door { list filter } }
  }
`);
export type CompanyScore = ResultOf<typeof CompanyScore_score>;

const CompanyStanding_standing = graphql(
  `
    fragment CompanyStanding_standing on CompanyStanding @_unmask {
      region { code name level }
      asOf
      since
      complexes
      score { ...CompanyScore_score }
      divisions {
        region { code name }
        complexes
        score { ...CompanyScore_score }
      }
    }
  `,
  [CompanyScore_score],
);
export type CompanyStanding = ResultOf<typeof CompanyStanding_standing>;

/** What is going on is asked of the lists of what is open; what was is told by the log. */
export const CompanyPage_Query = graphql(
  `
    query CompanyPage_Query($id: ID!) {
      company(id: $id) {
        ...CompanyFields_company
        standing { ...CompanyStanding_standing }
        complexes(first: 8) {
          totalCount
          edges { node { id name openFindings region { path } } }
        }
      }
      former: complexes(first: 8, filter: { formerCompanyId: $id }) {
        totalCount
        edges { node { id name region { path } company { name } } }
      }
      findings(first: 4, filter: { companyId: $id, states: [OPEN, ORDERED, UNRECTIFIED] }) {
        totalCount
        edges { node { id state illegal foundAt kind { title } complex { name } inspection { id } rectification { id } } }
      }
      punishable: findings(first: 0, filter: { companyId: $id, illegal: true, penalised: false, states: [OPEN, ORDERED, RECTIFIED, UNRECTIFIED] }) {
        totalCount
      }
      penaltyCases(first: 4, orderBy: DUE_SOONEST, filter: { companyId: $id, open: true }) {
        totalCount
        edges { node { id number state article filedAt overdue clock nextDueAt nextDueWorkingDays settledAt calendarPublished amountFen } }
      }
      exits(first: 4, orderBy: DUE_SOONEST, filter: { companyId: $id, open: true }) {
        totalCount
        edges { node { id number state overdue nextDueAt settledAt calendarPublished ground openedAt complex { name } company { name } } }
      }
      opinionIncidents(first: 4, orderBy: DUE_SOONEST, filter: { companyId: $id, open: true }) {
        totalCount
        edges { node { id ...OpinionRow_opinionIncident } }
      }
      overdue: rectifications(first: 0, filter: { companyId: $id, overdue: true }) {
        totalCount
      }
      rectifications(first: 4, orderBy: DEADLINE_SOONEST, filter: { companyId: $id, open: true }) {
        totalCount
        edges { node { id number deadline settledAt requirement complex { name } } }
      }
      creditEvents(first: 4, filter: { companyId: $id, states: [RECORDED] }) {
        totalCount
        edges { node { id severity ground state description determinedOn documentNumber } }
      }
      jointPunishments(first: 4, filter: { companyId: $id, states: [OPENED, CONFIRMED, IN_FORCE] }) {
        totalCount
        edges { node { id state reason startsOn endsOn departments { department confirmedAt } } }
      }
    }
  `,
  [CompanyFields_company, CompanyStanding_standing, OpinionRow_opinionIncident],
);

export const RegisterCompany_Mutation = graphql(
  `
    mutation RegisterCompany_Mutation($input: RegisterCompanyInput!) {
      registerCompany(input: $input) {
        company { ...CompanyFields_company }
        errors { code message path }
      }
    }
  `,
  [CompanyFields_company],
);

export const ChooseCompanySource_Mutation = graphql(
  `
    mutation ChooseCompanySource_Mutation($input: ChooseCompanySourceInput!) {
      chooseCompanySource(input: $input) {
        company { ...CompanyFields_company }
        errors { code message path }
      }
    }
  `,
  [CompanyFields_company],
);
