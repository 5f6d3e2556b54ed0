import { graphql } from "../../graph/graphql.ts";
import { ComplaintRow_complaint } from "../complaint/operations.ts";
import { ExitRow_exit } from "../exit/operations.ts";
import { ExposureRow_batch } from "../exposure/operations.ts";
import { OpinionRow_opinionIncident } from "../opinion/operations.ts";
import { PaperRow_paper } from "../paper/operations.ts";
import { PenaltyRow_penaltyCase } from "../penalty/operations.ts";
import { RectificationRow_rectification } from "../rectification/operations.ts";
import { MatterRow_matter } from "../supervision/operations.ts";
import { TransferRow_transfer } from "../transfer/operations.ts";

/** What waits for one person or for the office of a region, each list the soonest first. */
export const MinePage_Query = graphql(
  `
    query MinePage_Query($reports: DispatchReportFilter!, $reviews: DispatchReportFilter!, $tasks: PhaseTaskReturnFilter!, $assigns: Boolean!, $accepts: Boolean!, $files: Boolean!, $leads: Boolean!, $reporting: Boolean!, $reviewing: Boolean!, $office: String!, $serves: Boolean!, $briefs: Boolean!, $reads: Boolean!, $exposing: Boolean!, $approving: Boolean!) {
      handled: complaints(filter: { mine: true, open: true }, orderBy: DUE_SOONEST, first: 20) {
        totalCount
        edges { node { id ...ComplaintRow_complaint } }
      }
      unassigned: complaints(filter: { states: [RECEIVED] }, orderBy: DUE_SOONEST, first: 20) @include(if: $assigns) {
        totalCount
        edges { node { id ...ComplaintRow_complaint } }
      }
      submitted: rectifications(filter: { states: [SUBMITTED] }, orderBy: DEADLINE_SOONEST, first: 20) @include(if: $accepts) {
        totalCount
        edges { node { id ...RectificationRow_rectification } }
      }
      overdue: rectifications(filter: { open: true, overdue: true }, orderBy: DEADLINE_SOONEST, first: 20) {
        totalCount
        edges { node { id ...RectificationRow_rectification } }
      }
      owed: followUps(filter: { states: [OWED] }, orderBy: OWED_LONGEST, first: 20) {
        totalCount
        edges { node { id kind dueAt calendarPublished region { path } rectification { id complex { name } } } }
      }
      penaltyCases(filter: { open: true }, orderBy: DUE_SOONEST, first: 20) @include(if: $files) {
        totalCount
        edges { node { id ...PenaltyRow_penaltyCase } }
      }
      exits(filter: { open: true }, orderBy: DUE_SOONEST, first: 20) @include(if: $leads) {
        totalCount
        edges { node { id ...ExitRow_exit } }
      }
      unanswered: transfers(filter: { overdue: true }, orderBy: DUE_SOONEST, first: 20) {
        totalCount
        edges { node { id ...TransferRow_transfer } }
      }
      answers: supervisionMatters(filter: { mine: true }, orderBy: DUE_SOONEST, first: 20) {
        totalCount
        edges { node { id ...MatterRow_matter } }
      }
      reports: dispatchReports(filter: $reports, first: 5) @include(if: $reporting) {
        totalCount
        edges { node { id dueAt state region { path } week { isoWeek } } }
      }
      reviews: dispatchReports(filter: $reviews, first: 20) @include(if: $reviewing) {
        totalCount
        edges { node { id dueAt state region { path } week { isoWeek } } }
      }
      briefs: provincialBriefs(filter: { toDo: true }, first: 5) @include(if: $briefs) {
        totalCount
        edges { node { id state dueAt week { isoWeek } } }
      }
      papers(filter: { toServe: true, issuer: $office }, orderBy: ISSUED_OLDEST, first: 20) @include(if: $serves) {
        totalCount
        edges { node { id ...PaperRow_paper } }
      }
      toRead: policyReceipts(filter: { own: true, owed: true }, orderBy: DUE_SOONEST, first: 20) @include(if: $reads) {
        totalCount
        edges { node { id dueAt workingDays document { id title documentNumber issuingBody } } }
      }
      incidents: opinionIncidents(filter: { mine: true, open: true }, orderBy: DUE_SOONEST, first: 20) {
        totalCount
        edges { node { id ...OpinionRow_opinionIncident } }
      }
      tasks: phaseTaskReturns(filter: $tasks, first: 20) {
        totalCount
        edges { node { id dueAt region { path } task { title } } }
      }
      exposures: exposureBatches(filter: { owed: true }, orderBy: OLDEST, first: 20) @include(if: $exposing) {
        totalCount
        edges { node { id ...ExposureRow_batch } }
      }
      approvals: exposureBatches(filter: { region: $office, states: [SUBMITTED] }, orderBy: OLDEST, first: 20) @include(if: $approving) {
        totalCount
        edges { node { id ...ExposureRow_batch } }
      }
    }
  `,
  [
    ComplaintRow_complaint,
    RectificationRow_rectification,
    PenaltyRow_penaltyCase,
    ExitRow_exit,
    TransferRow_transfer,
    PaperRow_paper,
    OpinionRow_opinionIncident,
    ExposureRow_batch,
    MatterRow_matter,
  ],
);
