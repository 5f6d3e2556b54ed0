import { graphql } from "../../graph/graphql.ts";
import { PenaltyPage_penaltyCase } from "./operations.ts";

export const OpenPenaltyCase_Mutation = graphql(`
  mutation OpenPenaltyCase_Mutation($input: OpenPenaltyCaseInput!) {
    openPenaltyCase(input: $input) {
      penaltyCase { id }
      errors { code message path }
    }
  }
`);

export const RecordPenaltyEvidence_Mutation = graphql(
  `
    mutation RecordPenaltyEvidence_Mutation($input: RecordPenaltyEvidenceInput!) {
      recordPenaltyEvidence(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const OfferPenaltyHearing_Mutation = graphql(
  `
    mutation OfferPenaltyHearing_Mutation($input: OfferPenaltyHearingInput!) {
      offerPenaltyHearing(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const RecordPenaltyHearingRequest_Mutation = graphql(
  `
    mutation RecordPenaltyHearingRequest_Mutation($input: RecordPenaltyHearingRequestInput!) {
      recordPenaltyHearingRequest(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const NotifyPenaltyHearing_Mutation = graphql(
  `
    mutation NotifyPenaltyHearing_Mutation($input: NotifyPenaltyHearingInput!) {
      notifyPenaltyHearing(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const HoldPenaltyHearing_Mutation = graphql(
  `
    mutation HoldPenaltyHearing_Mutation($input: HoldPenaltyHearingInput!) {
      holdPenaltyHearing(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const DecidePenalty_Mutation = graphql(
  `
    mutation DecidePenalty_Mutation($input: DecidePenaltyInput!) {
      decidePenalty(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const ServePenalty_Mutation = graphql(
  `
    mutation ServePenalty_Mutation($input: ServePenaltyInput!) {
      servePenalty(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const RecordPenaltyPayment_Mutation = graphql(
  `
    mutation RecordPenaltyPayment_Mutation($input: RecordPenaltyPaymentInput!) {
      recordPenaltyPayment(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const ClosePenaltyCase_Mutation = graphql(
  `
    mutation ClosePenaltyCase_Mutation($input: ClosePenaltyCaseInput!) {
      closePenaltyCase(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);

export const WithdrawPenaltyCase_Mutation = graphql(
  `
    mutation WithdrawPenaltyCase_Mutation($input: WithdrawPenaltyCaseInput!) {
      withdrawPenaltyCase(input: $input) {
        penaltyCase { ...PenaltyPage_penaltyCase }
        errors { code message path }
      }
    }
  `,
  [PenaltyPage_penaltyCase],
);
