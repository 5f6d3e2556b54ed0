import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const WebhookRow_webhook = graphql(`
  fragment WebhookRow_webhook on Webhook @_unmask {
    id
    version
    name
    url
    client
    format
    kinds
    topics
    state
    stands
    signatures
    region { code name }
    within { code name }
    allowedCommands
  }
`);
export type WebhookRow = ResultOf<typeof WebhookRow_webhook>;

export const Webhooks_Query = graphql(
  `
    query Webhooks_Query($filter: WebhookFilter, $first: Int!, $after: String) {
      webhooks(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...WebhookRow_webhook } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [WebhookRow_webhook],
);

export const WebhookLog_Query = graphql(
  `
    query WebhookLog_Query($id: ID!) {
      webhook(id: $id) {
        ...WebhookRow_webhook
        deliveries {
          webhookId
          test
          events
          after
          queuedAt
          state
          tries
          nextAttemptAt
          deliveredAt
          attempts { number startedAt endedAt status fault detail }
        }
      }
    }
  `,
  [WebhookRow_webhook],
);

export const CreateWebhook_Mutation = graphql(`
  mutation CreateWebhook_Mutation($input: CreateWebhookInput!) {
    createWebhook(input: $input) { secret webhook { id } errors { code message path } }
  }
`);

export const ChangeWebhook_Mutation = graphql(`
  mutation ChangeWebhook_Mutation($input: ChangeWebhookInput!) {
    changeWebhook(input: $input) { webhook { id version } errors { code message path currentVersion } }
  }
`);

export const PauseWebhook_Mutation = graphql(`
  mutation PauseWebhook_Mutation($input: PauseWebhookInput!) {
    pauseWebhook(input: $input) { webhook { id version } errors { code message path currentVersion } }
  }
`);

export const ResumeWebhook_Mutation = graphql(`
  mutation ResumeWebhook_Mutation($input: ResumeWebhookInput!) {
    resumeWebhook(input: $input) { webhook { id version } errors { code message path currentVersion } }
  }
`);

export const RotateWebhookSecret_Mutation = graphql(`
  mutation RotateWebhookSecret_Mutation($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) { secret webhook { id version } errors { code message path currentVersion } }
  }
`);

export const ReplayWebhook_Mutation = graphql(`
  mutation ReplayWebhook_Mutation($input: ReplayWebhookInput!) {
    replayWebhook(input: $input) { webhook { id version } errors { code message path currentVersion } }
  }
`);

export const TestWebhook_Mutation = graphql(`
  mutation TestWebhook_Mutation($input: TestWebhookInput!) {
    testWebhook(input: $input) { webhook { id version } errors { code message path currentVersion } }
  }
`);

export const RemoveWebhook_Mutation = graphql(`
  mutation RemoveWebhook_Mutation($input: RemoveWebhookInput!) {
    removeWebhook(input: $input) { webhook { id } errors { code message path currentVersion } }
  }
`);
