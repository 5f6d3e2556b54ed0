import { graphql } from "../../graph/graphql.ts";
import { ComplaintPage_complaint } from "./operations.ts";

export const AssignComplaint_Mutation = graphql(
  `
    mutation AssignComplaint_Mutation($input: AssignComplaintInput!) {
      assignComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const AssignComplaints_Mutation = graphql(`
  mutation AssignComplaints_Mutation($input: AssignComplaintsInput!) {
    assignComplaints(input: $input) {
      result { rows { id number status errors { message } } }
      errors { code message path }
    }
  }
`);

export const ConfirmComplaint_Mutation = graphql(
  `
    mutation ConfirmComplaint_Mutation($input: ConfirmComplaintInput!) {
      confirmComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const StartComplaintVerification_Mutation = graphql(
  `
    mutation StartComplaintVerification_Mutation($input: StartComplaintVerificationInput!) {
      startComplaintVerification(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const SubstantiateComplaint_Mutation = graphql(
  `
    mutation SubstantiateComplaint_Mutation($input: SubstantiateComplaintInput!) {
      substantiateComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const UnsubstantiateComplaint_Mutation = graphql(
  `
    mutation UnsubstantiateComplaint_Mutation($input: UnsubstantiateComplaintInput!) {
      unsubstantiateComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const GiveComplaintFeedback_Mutation = graphql(
  `
    mutation GiveComplaintFeedback_Mutation($input: GiveComplaintFeedbackInput!) {
      giveComplaintFeedback(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const ExtendComplaint_Mutation = graphql(
  `
    mutation ExtendComplaint_Mutation($input: ExtendComplaintInput!) {
      extendComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const CorrectComplaint_Mutation = graphql(
  `
    mutation CorrectComplaint_Mutation($input: CorrectComplaintInput!) {
      correctComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const JoinComplaint_Mutation = graphql(
  `
    mutation JoinComplaint_Mutation($input: JoinComplaintInput!) {
      joinComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const SeparateComplaint_Mutation = graphql(
  `
    mutation SeparateComplaint_Mutation($input: SeparateComplaintInput!) {
      separateComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const WithdrawComplaint_Mutation = graphql(
  `
    mutation WithdrawComplaint_Mutation($input: WithdrawComplaintInput!) {
      withdrawComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const EraseComplaint_Mutation = graphql(
  `
    mutation EraseComplaint_Mutation($input: EraseComplaintInput!) {
      eraseComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

export const ReopenComplaint_Mutation = graphql(
  `
    mutation ReopenComplaint_Mutation($input: ReopenComplaintInput!) {
      reopenComplaint(input: $input) {
        complaint { ...ComplaintPage_complaint }
        errors { code message path }
      }
    }
  `,
  [ComplaintPage_complaint],
);

/** What it shows is kept by the page that asked and goes with it; the cache has the masked form only. */
export const RevealComplainant_Mutation = graphql(`
  mutation RevealComplainant_Mutation($input: RevealComplainantInput!) {
    revealComplainant(input: $input) {
      complainant { name phone address email place text }
      messages
      errors { code message path }
    }
  }
`);

export const RecordComplaint_Mutation = graphql(`
  mutation RecordComplaint_Mutation($input: RecordComplaintInput!) {
    recordComplaint(input: $input) {
      trackingCode
      complaint { id }
      errors { code message path }
    }
  }
`);
