import { graphql } from "../../graph/graphql.ts";

export const NotificationRow_notification = graphql(`
  fragment NotificationRow_notification on Notification @_unmask {
    id
    kind
    occurredAt
    readAt
    activity { text region { path } subject { type id } }
  }
`);

export const NotificationsPage_Query = graphql(
  `
    query NotificationsPage_Query($filter: NotificationFilter!, $first: Int!, $after: String) {
      notifications(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...NotificationRow_notification } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [NotificationRow_notification],
);

export const NotificationChannels_Query = graphql(`
  query NotificationChannels_Query {
    notificationSettings { kind console mail }
    mail { configured }
  }
`);

export const ReadNotifications_Mutation = graphql(`
  mutation ReadNotifications_Mutation($input: ReadNotificationsInput!) {
    readNotifications(input: $input) {
      result { read }
      errors { code message path }
    }
  }
`);

export const SetNotificationChannels_Mutation = graphql(`
  mutation SetNotificationChannels_Mutation($input: SetNotificationChannelsInput!) {
    setNotificationChannels(input: $input) {
      result { kind console mail }
      errors { code message path }
    }
  }
`);
