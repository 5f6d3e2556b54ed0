import { graphql, type ResultOf } from "../../graph/graphql.ts";
import { OpinionRow_opinionIncident } from "../opinion/operations.ts";

export const ComplexRow_complex = graphql(`
  fragment ComplexRow_complex on Complex @_unmask {
    id
    name
    version
    households
    openFindings
    responsiblePerson
    screeningState
    screenedAt
    guidedPrice
    region { path }
    company { id name }
  }
`);
export type ComplexRow = ResultOf<typeof ComplexRow_complex>;

export const ComplexesPage_Query = graphql(
  `
    query ComplexesPage_Query($filter: ComplexFilter, $orderBy: ComplexOrder!, $first: Int!, $after: String) {
      complexes(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...ComplexRow_complex } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [ComplexRow_complex],
);

export const ComplexFields_complex = graphql(`
  fragment ComplexFields_complex on Complex @_unmask {
    id
    version
    name
    address
    households
    areaHundredths
    guidedPrice
    serviceGrade
    chargeFen
    openFindings
    responsiblePerson
    screeningState
    screenedAt
    allowedCommands
    city { code name }
    county { code name }
    region { code level path name }
    company { id name uscc }
    mergedInto { id name }
    mergedAt
    mergeReason
    merged { id name mergedAt mergeReason }
    protest { complainants needed days strong }
    likelyDuplicates { id name address openFindings region { path } company { name } }
  }
`);
export type ComplexFields = ResultOf<typeof ComplexFields_complex>;

export const ComplexPage_Query = graphql(
  `
    query ComplexPage_Query($id: ID!) {
      complex(id: $id) {
        ...ComplexFields_complex
        contracts(first: 10) {
          edges { node { id version kind startsOn endsOn expired serviceGrade chargeFen allowedCommands company { id name uscc } } }
        }
      }
      findings(first: 8, filter: { complexId: $id }) {
        totalCount
        edges { node { id state illegal foundAt description kind { title } acts { text } rectification { id } inspection { id } } }
      }
      complaints(first: 8, filter: { complexId: $id }) {
        totalCount
        edges { node { id number filedAt state nextDueAt overdueAt closedAt kind { title } } }
      }
      exits(first: 8, filter: { complexId: $id }) {
        totalCount
        edges { node { id number state overdue nextDueAt settledAt calendarPublished ground openedAt complex { name } company { name } } }
      }
      rectifications(first: 8, orderBy: ORDERED_NEWEST, filter: { complexId: $id }) {
        totalCount
        edges { node { id number state deadline settledAt overdue responsiblePerson requirement } }
      }
      opinionIncidents(first: 8, orderBy: NEWEST, filter: { complexId: $id }) {
        totalCount
        edges { node { id ...OpinionRow_opinionIncident } }
      }
      inspections(first: 8, filter: { complexId: $id }) {
        totalCount
        edges { node { id kind state result carriedOutAt inspector } }
      }
    }
  `,
  [ComplexFields_complex, OpinionRow_opinionIncident],
);

export const RegisterComplex_Mutation = graphql(`
  mutation RegisterComplex_Mutation($input: RegisterComplexInput!) {
    registerComplex(input: $input) {
      complex { id }
      errors { code message path }
    }
  }
`);

export const ChangeComplex_Mutation = graphql(
  `
    mutation ChangeComplex_Mutation($input: ChangeComplexInput!) {
      changeComplex(input: $input) {
        complex { ...ComplexFields_complex }
        errors { code message path }
      }
    }
  `,
  [ComplexFields_complex],
);

export const MergeComplex_Mutation = graphql(
  `
    mutation MergeComplex_Mutation($input: MergeComplexInput!) {
      mergeComplex(input: $input) {
        complex { ...ComplexFields_complex }
        errors { code message path }
      }
    }
  `,
  [ComplexFields_complex],
);

export const AssignComplexResponsible_Mutation = graphql(
  `
    mutation AssignComplexResponsible_Mutation($input: AssignComplexResponsibleInput!) {
      assignComplexResponsible(input: $input) {
        complex { ...ComplexFields_complex }
        errors { code message path }
      }
    }
  `,
  [ComplexFields_complex],
);

export const RecordServiceContract_Mutation = graphql(`
  mutation RecordServiceContract_Mutation($input: RecordServiceContractInput!) {
    recordServiceContract(input: $input) {
      serviceContract { id }
      errors { code message path }
    }
  }
`);

export const ChangeServiceContract_Mutation = graphql(`
  mutation ChangeServiceContract_Mutation($input: ChangeServiceContractInput!) {
    changeServiceContract(input: $input) {
      serviceContract { id version kind startsOn endsOn expired serviceGrade chargeFen company { id name } }
      errors { code message path }
    }
  }
`);

export const ComplexHandlers_Query = graphql(`
  query ComplexHandlers_Query($region: String!) {
    handlers(region: $region) { id name region { name } }
  }
`);

export const ContractCompanies_Query = graphql(`
  query ContractCompanies_Query($search: String!) {
    companies(first: 20, filter: { search: $search }) { edges { node { id name uscc } } }
  }
`);
