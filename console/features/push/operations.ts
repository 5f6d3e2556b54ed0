import { graphql } from "../../graph/graphql.ts";

/** One line, wherever it stands beside what it tells of. */
export const PushLine_delivery = graphql(`
  fragment PushLine_delivery on Delivery @_unmask {
    id
    version
    receiver
    kind
    state
    sending
    queuedAt
    tries
    nextAttemptAt
    deliveredAt
    receipt
    lastAttempt { fault status detail }
  }
`);

export const PushRow_delivery = graphql(
  `
    fragment PushRow_delivery on Delivery @_unmask {
      ...PushLine_delivery
      company { id name }
      region { code path }
      allowedCommands
    }
  `,
  [PushLine_delivery],
);

export const PushesPage_Query = graphql(
  `
    query PushesPage_Query($filter: DeliveryFilter!, $first: Int!, $after: String) {
      deliveries(filter: $filter, first: $first, after: $after) {
        totalCount
        edges { cursor node { ...PushRow_delivery } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [PushRow_delivery],
);

export const PushReceivers_Query = graphql(`
  query PushReceivers_Query {
    deliveryReceivers { receiver configured waiting failing dead }
  }
`);

export const PushPage_Query = graphql(
  `
    query PushPage_Query($id: ID!) {
      delivery(id: $id) {
        ...PushRow_delivery
        content
        subject { type id }
        heldBackBy { ...PushLine_delivery }
        attempts { number startedAt endedAt outcome status fault detail receipt }
      }
      deliveryReceivers { receiver configured }
    }
  `,
  [PushLine_delivery, PushRow_delivery],
);

export const RetryDelivery_Mutation = graphql(
  `
    mutation RetryDelivery_Mutation($input: RetryDeliveryInput!) {
      retryDelivery(input: $input) {
        delivery { ...PushRow_delivery }
        errors { code message path }
      }
    }
  `,
  [PushRow_delivery],
);

export const ReplayDelivery_Mutation = graphql(
  `
    mutation ReplayDelivery_Mutation($input: ReplayDeliveryInput!) {
      replayDelivery(input: $input) {
        delivery { ...PushRow_delivery }
        errors { code message path }
      }
    }
  `,
  [PushRow_delivery],
);

export const ReplayDeliveries_Mutation = graphql(`
  mutation ReplayDeliveries_Mutation($input: ReplayDeliveriesInput!) {
    replayDeliveries(input: $input) {
      result { deliveries }
      errors { code message path }
    }
  }
`);
