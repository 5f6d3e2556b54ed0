import { graphql } from "../../graph/graphql.ts";
import { ExitPage_exit } from "./operations.ts";

export const OpenExit_Mutation = graphql(`
  mutation OpenExit_Mutation($input: OpenExitInput!) {
    openExit(input: $input) {
      exit { id }
      errors { code message path }
    }
  }
`);

export const CallOwnersMeeting_Mutation = graphql(
  `
    mutation CallOwnersMeeting_Mutation($input: CallOwnersMeetingInput!) {
      callOwnersMeeting(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const RecordOwnersVote_Mutation = graphql(
  `
    mutation RecordOwnersVote_Mutation($input: RecordOwnersVoteInput!) {
      recordOwnersVote(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const DismissCompany_Mutation = graphql(
  `
    mutation DismissCompany_Mutation($input: DismissCompanyInput!) {
      dismissCompany(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const ServeExitNotice_Mutation = graphql(
  `
    mutation ServeExitNotice_Mutation($input: ServeExitNoticeInput!) {
      serveExitNotice(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const ReceiveExitNotice_Mutation = graphql(
  `
    mutation ReceiveExitNotice_Mutation($input: ReceiveExitNoticeInput!) {
      receiveExitNotice(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const AgreeHandover_Mutation = graphql(
  `
    mutation AgreeHandover_Mutation($input: AgreeHandoverInput!) {
      agreeHandover(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const HandOverItem_Mutation = graphql(
  `
    mutation HandOverItem_Mutation($input: HandOverItemInput!) {
      handOverItem(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const RecordMissingHandoverItem_Mutation = graphql(
  `
    mutation RecordMissingHandoverItem_Mutation($input: RecordMissingHandoverItemInput!) {
      recordMissingHandoverItem(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const CompleteHandover_Mutation = graphql(
  `
    mutation CompleteHandover_Mutation($input: CompleteHandoverInput!) {
      completeHandover(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const DetermineHandoverRefusal_Mutation = graphql(
  `
    mutation DetermineHandoverRefusal_Mutation($input: DetermineHandoverRefusalInput!) {
      determineHandoverRefusal(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const AdvanceSuit_Mutation = graphql(
  `
    mutation AdvanceSuit_Mutation($input: AdvanceSuitInput!) {
      advanceSuit(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const TakeOverComplex_Mutation = graphql(
  `
    mutation TakeOverComplex_Mutation($input: TakeOverComplexInput!) {
      takeOverComplex(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const CloseExit_Mutation = graphql(
  `
    mutation CloseExit_Mutation($input: CloseExitInput!) {
      closeExit(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);

export const AbandonExit_Mutation = graphql(
  `
    mutation AbandonExit_Mutation($input: AbandonExitInput!) {
      abandonExit(input: $input) {
        exit { ...ExitPage_exit }
        errors { code message path }
      }
    }
  `,
  [ExitPage_exit],
);
