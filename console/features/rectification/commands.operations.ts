import { graphql } from "../../graph/graphql.ts";
import { FollowUpCard_followUp, RectificationPage_rectification } from "./operations.ts";

export const OrderRectification_Mutation = graphql(`
  mutation OrderRectification_Mutation($input: OrderRectificationInput!) {
    orderRectification(input: $input) {
      rectification { id number findings { id version state rectification { id number state deadline overdue settledAt } } }
      errors { code message path }
    }
  }
`);

export const StartRectification_Mutation = graphql(
  `
    mutation StartRectification_Mutation($input: StartRectificationInput!) {
      startRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const RemindRectification_Mutation = graphql(
  `
    mutation RemindRectification_Mutation($input: RemindRectificationInput!) {
      remindRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const RemindRectifications_Mutation = graphql(`
  mutation RemindRectifications_Mutation($input: RemindRectificationsInput!) {
    remindRectifications(input: $input) {
      result { rows { id number status errors { message } } }
      errors { code message path }
    }
  }
`);

export const SubmitRectification_Mutation = graphql(
  `
    mutation SubmitRectification_Mutation($input: SubmitRectificationInput!) {
      submitRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const AcceptRectification_Mutation = graphql(
  `
    mutation AcceptRectification_Mutation($input: AcceptRectificationInput!) {
      acceptRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const SendBackRectification_Mutation = graphql(
  `
    mutation SendBackRectification_Mutation($input: SendBackRectificationInput!) {
      sendBackRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const AskRectificationExtension_Mutation = graphql(
  `
    mutation AskRectificationExtension_Mutation($input: AskRectificationExtensionInput!) {
      askRectificationExtension(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const ApproveRectificationExtension_Mutation = graphql(
  `
    mutation ApproveRectificationExtension_Mutation($input: ApproveRectificationExtensionInput!) {
      approveRectificationExtension(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const DenyRectificationExtension_Mutation = graphql(
  `
    mutation DenyRectificationExtension_Mutation($input: DenyRectificationExtensionInput!) {
      denyRectificationExtension(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const RefuseRectification_Mutation = graphql(
  `
    mutation RefuseRectification_Mutation($input: RefuseRectificationInput!) {
      refuseRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const FailRectification_Mutation = graphql(
  `
    mutation FailRectification_Mutation($input: FailRectificationInput!) {
      failRectification(input: $input) {
        rectification { ...RectificationPage_rectification }
        errors { code message path }
      }
    }
  `,
  [RectificationPage_rectification],
);

export const WaiveFollowUp_Mutation = graphql(
  `
    mutation WaiveFollowUp_Mutation($input: WaiveFollowUpInput!) {
      waiveFollowUp(input: $input) {
        followUp { ...FollowUpCard_followUp }
        errors { code message path }
      }
    }
  `,
  [FollowUpCard_followUp],
);
