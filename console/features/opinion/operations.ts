import { graphql } from "../../graph/graphql.ts";
import { CaseTimeline_activity } from "../activity/operations.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";

export const OpinionRow_opinionIncident = graphql(`
  fragment OpinionRow_opinionIncident on OpinionIncident {
    id
    version
    number
    title
    medium
    heat
    state
    region { code path }
    holder { code name level }
    owner
    openedAt
    dueAt
    inHours
    workingDays
    overdue
    calendarPublished
    answeredAt
    answeredInTime
    settledAt
    complex { id name }
    company { id name }
  }
`);

export const OpinionsPage_Query = graphql(
  `
    query OpinionsPage_Query($filter: OpinionIncidentFilter!, $orderBy: OpinionIncidentOrder!, $first: Int!, $after: String) {
      opinionIncidents(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        edges { cursor node { id ...OpinionRow_opinionIncident } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  [OpinionRow_opinionIncident],
);

export const OpinionPage_opinionIncident = graphql(
  `
    fragment OpinionPage_opinionIncident on OpinionIncident {
      id
      ...OpinionRow_opinionIncident
      summary
      link
      seenAt
      measures
      handledAt
      answer
      answerMedium
      answerLink
      conclusion
      complaints { id number state kind { title } }
      steps { at heat holder { code name } owner reason }
      evidence { ...EvidenceList_evidence }
      allowedCommands
    }
  `,
  [OpinionRow_opinionIncident, EvidenceList_evidence],
);

export const OpinionPage_Query = graphql(
  `
    query OpinionPage_Query($id: ID!) {
      opinionIncident(id: $id) { ...OpinionPage_opinionIncident }
      activities(filter: { subject: $id }, first: 100) {
        edges { node { cursor ...CaseTimeline_activity } }
      }
    }
  `,
  [OpinionPage_opinionIncident, CaseTimeline_activity],
);

export const ReportOpinion_Mutation = graphql(`
  mutation ReportOpinion_Mutation($input: ReportOpinionInput!) {
    reportOpinion(input: $input) { opinionIncident { id } errors { code message path } }
  }
`);

export const HandleOpinion_Mutation = graphql(
  `
    mutation HandleOpinion_Mutation($input: HandleOpinionInput!) {
      handleOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const AnswerOpinion_Mutation = graphql(
  `
    mutation AnswerOpinion_Mutation($input: AnswerOpinionInput!) {
      answerOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const CloseOpinion_Mutation = graphql(
  `
    mutation CloseOpinion_Mutation($input: CloseOpinionInput!) {
      closeOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const ReopenOpinion_Mutation = graphql(
  `
    mutation ReopenOpinion_Mutation($input: ReopenOpinionInput!) {
      reopenOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const RaiseOpinionHeat_Mutation = graphql(
  `
    mutation RaiseOpinionHeat_Mutation($input: RaiseOpinionHeatInput!) {
      raiseOpinionHeat(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const TakeOverOpinion_Mutation = graphql(
  `
    mutation TakeOverOpinion_Mutation($input: TakeOverOpinionInput!) {
      takeOverOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const NameOpinionOwner_Mutation = graphql(
  `
    mutation NameOpinionOwner_Mutation($input: NameOpinionOwnerInput!) {
      nameOpinionOwner(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);

export const WithdrawOpinion_Mutation = graphql(
  `
    mutation WithdrawOpinion_Mutation($input: WithdrawOpinionInput!) {
      withdrawOpinion(input: $input) {
        opinionIncident { ...OpinionPage_opinionIncident }
        errors { code message path }
      }
    }
  `,
  [OpinionPage_opinionIncident],
);
