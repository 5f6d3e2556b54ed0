import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";

export const MailRow_incomingMail = graphql(`
  fragment MailRow_incomingMail on IncomingMail {
    id
    version
    mailbox { code name }
    receivedAt
    bytes
    state
    reason
    words { name address subject text attachments }
  }
`);

export const MailboxesPage_Query = graphql(
  `
    query MailboxesPage_Query($filter: IncomingMailFilter!, $first: Int!, $after: String) {
      incomingMails(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...MailRow_incomingMail } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [MailRow_incomingMail],
);

export const Mailboxes_Query = graphql(`
  query Mailboxes_Query {
    mailboxes { region { code name } address configured readAt waiting failingSince error setAside }
  }
`);

export const IncomingMailPage_incomingMail = graphql(
  `
    fragment IncomingMailPage_incomingMail on IncomingMail {
      id
      ...MailRow_incomingMail
      complaint { id number }
      settledAt
      settledBy
      allowedCommands
    }
  `,
  [MailRow_incomingMail],
);

export const IncomingMailPage_Query = graphql(
  `
    query IncomingMailPage_Query($id: ID!) {
      incomingMail(id: $id) { ...IncomingMailPage_incomingMail }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [IncomingMailPage_incomingMail, CaseTimeline_activity],
);

export const FileMail_Mutation = graphql(
  `
    mutation FileMail_Mutation($input: FileMailInput!) {
      fileMail(input: $input) {
        mail { ...IncomingMailPage_incomingMail }
        errors { code message path }
      }
    }
  `,
  [IncomingMailPage_incomingMail],
);

export const DismissMail_Mutation = graphql(
  `
    mutation DismissMail_Mutation($input: DismissMailInput!) {
      dismissMail(input: $input) {
        mail { ...IncomingMailPage_incomingMail }
        errors { code message path }
      }
    }
  `,
  [IncomingMailPage_incomingMail],
);
