import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const ClientRow_client = graphql(`
  fragment ClientRow_client on ApiClient @_unmask {
    id
    version
    name
    scopes
    addresses
    revokedAt
    allowedCommands
    region { code name }
    keys { id start holds expiresAt revokedAt lastUsedAt }
  }
`);
export type ClientRow = ResultOf<typeof ClientRow_client>;

export const Clients_Query = graphql(
  `
    query Clients_Query($filter: ApiClientFilter, $first: Int!, $after: String) {
      apiClients(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...ClientRow_client } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [ClientRow_client],
);

export const AccountRow_account = graphql(`
  fragment AccountRow_account on Account @_unmask {
    id
    version
    name
    username
    role
    department
    disabledAt
    lockedUntil
    region { code name path }
  }
`);
export type AccountRow = ResultOf<typeof AccountRow_account>;

export const Accounts_Query = graphql(
  `
    query Accounts_Query($filter: AccountFilter, $first: Int!, $after: String) {
      accounts(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...AccountRow_account } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [AccountRow_account],
);

export const CreateApiClient_Mutation = graphql(`
  mutation CreateApiClient_Mutation($input: CreateApiClientInput!) {
    createApiClient(input: $input) { key apiClient { id } errors { code message path } }
  }
`);

export const IssueApiKey_Mutation = graphql(
  `
    mutation IssueApiKey_Mutation($input: IssueApiKeyInput!) {
      issueApiKey(input: $input) { key apiClient { ...ClientRow_client } errors { code message path } }
    }
  `,
  [ClientRow_client],
);

export const RevokeApiKey_Mutation = graphql(
  `
    mutation RevokeApiKey_Mutation($input: RevokeApiKeyInput!) {
      revokeApiKey(input: $input) { apiClient { ...ClientRow_client } errors { code message path } }
    }
  `,
  [ClientRow_client],
);

export const RevokeApiClient_Mutation = graphql(
  `
    mutation RevokeApiClient_Mutation($input: RevokeApiClientInput!) {
      revokeApiClient(input: $input) { apiClient { ...ClientRow_client } errors { code message path } }
    }
  `,
  [ClientRow_client],
);

export const CreateAccount_Mutation = graphql(`
  mutation CreateAccount_Mutation($input: CreateAccountInput!) {
    createAccount(input: $input) { password account { id } errors { code message path } }
  }
`);

export const ChangeAccount_Mutation = graphql(
  `
    mutation ChangeAccount_Mutation($input: ChangeAccountInput!) {
      changeAccount(input: $input) { account { ...AccountRow_account } errors { code message path } }
    }
  `,
  [AccountRow_account],
);

export const DisableAccount_Mutation = graphql(
  `
    mutation DisableAccount_Mutation($input: DisableAccountInput!) {
      disableAccount(input: $input) { account { ...AccountRow_account } errors { code message path } }
    }
  `,
  [AccountRow_account],
);

export const ResetPassword_Mutation = graphql(`
  mutation ResetPassword_Mutation($input: ResetPasswordInput!) {
    resetPassword(input: $input) { password errors { code message path } }
  }
`);

export const PersonRow_person = graphql(`
  fragment PersonRow_person on Person @_unmask {
    id
    name
    role
    disabledAt
    region { code name path }
    openWork { kind count }
  }
`);
export type PersonRow = ResultOf<typeof PersonRow_person>;

export const People_Query = graphql(
  `
    query People_Query($filter: PersonFilter, $first: Int!, $after: String) {
      people(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...PersonRow_person } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PersonRow_person],
);

export const OpenWork_Query = graphql(`
  query OpenWork_Query($personId: ID!) {
    openWork(personId: $personId) { kind count shared }
  }
`);

export const ReassignWork_Mutation = graphql(`
  mutation ReassignWork_Mutation($input: ReassignWorkInput!) {
    reassignWork(input: $input) {
      result { moved { kind count } refused { code message } left }
      errors { code message path }
    }
  }
`);
