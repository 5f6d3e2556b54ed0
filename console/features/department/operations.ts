import { graphql } from "../../graph/graphql.ts";
import { GradeReviewRow_gradeReview } from "../grade/operations.ts";
import { TransferRow_transfer } from "../transfer/operations.ts";

export const DepartmentPage_Query = graphql(
  `
    query DepartmentPage_Query($department: Department!, $toReport: [JointPunishmentState!]) {
      open: transfers(filter: { open: true }, orderBy: DUE_SOONEST, first: 50) {
        totalCount
        edges { node { id ...TransferRow_transfer } }
      }
      sent: transfers(filter: { states: [SENT] }, first: 0) { totalCount }
      accepted: transfers(filter: { states: [ACCEPTED] }, first: 0) { totalCount }
      overdue: transfers(filter: { overdue: true }, first: 0) { totalCount }
      toConfirm: jointPunishments(filter: { awaiting: $department, states: [OPENED] }, first: 50) {
        totalCount
        edges { node { id startsOn endsOn openedAt reason city { name } company { name } } }
      }
      toReport: jointPunishments(filter: { unreported: $department, states: $toReport }, first: 50) {
        totalCount
        edges { node { id startsOn endsOn openedAt reason city { name } company { name } } }
      }
      gradeReviews(filter: { states: [PROPOSED] }, first: 50) {
        totalCount
        edges { node { id ...GradeReviewRow_gradeReview } }
      }
    }
  `,
  [TransferRow_transfer, GradeReviewRow_gradeReview],
);
