import { graphql } from "../../graph/graphql.ts";

export const LetterRow_letter = graphql(`
  fragment LetterRow_letter on Letter @_unmask {
    id
    version
    purpose
    recipient
    subject
    region { path }
    state
    queuedAt
    tries
    nextAttemptAt
    receipt
    mayHaveArrivedTwice
    attempts { number fault status detail }
    allowedCommands
  }
`);

export const LettersPage_Query = graphql(
  `
    query LettersPage_Query($filter: LetterFilter!, $first: Int!, $after: String) {
      letters(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...LetterRow_letter } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [LetterRow_letter],
);

export const MailStanding_Query = graphql(`
  query MailStanding_Query {
    mail { configured waiting failing dead }
  }
`);

export const RetryLetter_Mutation = graphql(
  `
    mutation RetryLetter_Mutation($input: RetryLetterInput!) {
      retryLetter(input: $input) {
        letter { ...LetterRow_letter }
        errors { code message path }
      }
    }
  `,
  [LetterRow_letter],
);
