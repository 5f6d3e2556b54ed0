import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const CompanyRow_company = graphql(`
  fragment CompanyRow_company on Company @_unmask {
    id
    name
    uscc
    version
    updatedAt
    presences { code name level }
    complexes(first: 1) { totalCount }
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

export const CompanyPage_Query = graphql(
  `
    query CompanyPage_Query($id: ID!) {
      company(id: $id) {
        ...CompanyFields_company
        complexes(first: 8) {
          totalCount
          edges { node { id name openFindings region { path } } }
        }
      }
      findings(first: 8, filter: { companyId: $id }) {
        totalCount
        edges { node { id state illegal foundAt kind { title } complex { name } inspection { id } rectification { id } } }
      }
      punishable: findings(first: 0, filter: { companyId: $id, illegal: true, penalised: false, states: [OPEN, ORDERED, RECTIFIED, UNRECTIFIED] }) {
        totalCount
      }
      penaltyCases(first: 8, orderBy: FILED_NEWEST, filter: { companyId: $id }) {
        totalCount
        edges { node { id number state article filedAt overdue clock nextDueAt nextDueWorkingDays settledAt calendarPublished amountFen } }
      }
      exits(first: 8, filter: { companyId: $id }) {
        totalCount
        edges { node { id number state overdue nextDueAt settledAt calendarPublished ground openedAt complex { name } company { name } } }
      }
      rectifications(first: 8, orderBy: ORDERED_NEWEST, filter: { companyId: $id }) {
        totalCount
        edges { node { id number deadline settledAt requirement complex { name } } }
      }
      creditEvents(first: 8, filter: { companyId: $id }) {
        totalCount
        edges { node { id severity ground state description determinedOn documentNumber } }
      }
      jointPunishments(first: 8, filter: { companyId: $id }) {
        totalCount
        edges { node { id state reason startsOn endsOn departments { department confirmedAt } } }
      }
    }
  `,
  [CompanyFields_company],
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
