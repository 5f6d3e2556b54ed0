import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const LedgerImportStanding_ledgerImport = graphql(`
  fragment LedgerImportStanding_ledgerImport on LedgerImport @_unmask {
    id
    version
    fileName
    state
    sentAt
    total
    done
    created
    updated
    unchanged
    refused
    stoppedBecause
    refusedRows
    allowedCommands
  }
`);
export type LedgerImportStanding = ResultOf<typeof LedgerImportStanding_ledgerImport>;

export const LedgerImports_Query = graphql(
  `
    query LedgerImports_Query {
      ledgerImports(first: 10) { edges { node { ...LedgerImportStanding_ledgerImport } } }
    }
  `,
  [LedgerImportStanding_ledgerImport],
);

export const LedgerImport_Query = graphql(
  `
    query LedgerImport_Query($id: ID!) {
      ledgerImport(id: $id) {
        ...LedgerImportStanding_ledgerImport
        columns { letter heading meaning derived }
      }
    }
  `,
  [LedgerImportStanding_ledgerImport],
);
export type LedgerImportColumn = NonNullable<ResultOf<typeof LedgerImport_Query>["ledgerImport"]>["columns"][number];

export const LedgerImportRows_Query = graphql(`
  query LedgerImportRows_Query($filter: LedgerImportRowFilter!, $first: Int!, $after: String) {
    ledgerImportRows(filter: $filter, first: $first, after: $after) {
      totalCount
      edges { cursor node { id row name outcome changed errors { code message cell column value } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export type RowError = ResultOf<
  typeof LedgerImportRows_Query
>["ledgerImportRows"]["edges"][number]["node"]["errors"][number];

export const SendLedger_Mutation = graphql(`
  mutation SendLedger_Mutation($input: SendLedgerInput!) {
    sendLedger(input: $input) {
      ledgerImport { id }
      errors { code message path }
    }
  }
`);

export const ApplyLedgerImport_Mutation = graphql(
  `
    mutation ApplyLedgerImport_Mutation($input: ApplyLedgerImportInput!) {
      applyLedgerImport(input: $input) {
        ledgerImport { ...LedgerImportStanding_ledgerImport }
        errors { code message path }
      }
    }
  `,
  [LedgerImportStanding_ledgerImport],
);

export const CancelLedgerImport_Mutation = graphql(
  `
    mutation CancelLedgerImport_Mutation($input: CancelLedgerImportInput!) {
      cancelLedgerImport(input: $input) {
        ledgerImport { ...LedgerImportStanding_ledgerImport }
        errors { code message path }
      }
    }
  `,
  [LedgerImportStanding_ledgerImport],
);
