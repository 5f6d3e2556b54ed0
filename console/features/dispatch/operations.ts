import { graphql, type ResultOf } from "../../graph/graphql.ts";

export const DispatchPage_Query = graphql(`
  query DispatchPage_Query($within: String!, $weeks: Int!) {
    dispatchMatrix(weeks: $weeks, within: $within) {
      weeks { id isoWeek startsOn endsOn countyDue cityDue provinceDue current calendarPublished }
      rows { region { code name level } cells { reportId standing } }
    }
  }
`);

export const DispatchDesk_Query = graphql(`
  query DispatchDesk_Query($own: DispatchReportFilter!, $waiting: DispatchReportFilter!) {
    own: dispatchReports(first: 3, filter: $own) {
      edges { node { id state standing dueAt region { name path } week { isoWeek startsOn endsOn } } }
    }
    waiting: dispatchReports(first: 12, filter: $waiting) {
      totalCount
      edges { node { id state standing submittedAt revision region { name path } week { isoWeek startsOn endsOn } } }
    }
  }
`);

export const DispatchFigures_figure = graphql(`
  fragment DispatchFigures_figure on DispatchFigure @_unmask {
    figure
    group
    label
    measure
    computed
    reported
    adjusted
    explanation
    toDate
  }
`);
export type DispatchFigure = ResultOf<typeof DispatchFigures_figure>;

export const ReportFields_report = graphql(
  `
    fragment ReportFields_report on DispatchReport @_unmask {
      id
      version
      level
      state
      standing
      late
      dueAt
      submittedAt
      acceptedAt
      returnReason
      revision
      allowedCommands
      region { code name path }
      city { code name }
      week { id isoWeek startsOn endsOn countyDue state }
      differences { figure label parts whole }
      figures { ...DispatchFigures_figure }
      ratios { name label week toDate }
      parts { own standsIn region { code name } figures { ...DispatchFigures_figure } }
      latest {
        narrative { section text }
        typicalFindings { id kind { title } complex { name } }
      }
      revisions { revision submittedAt submittedBy { name } figures { figure computed reported } }
    }
  `,
  [DispatchFigures_figure],
);
export type ReportFields = ResultOf<typeof ReportFields_report>;

export const ReportPage_Query = graphql(
  `
    query ReportPage_Query($id: ID!) {
      dispatchReport(id: $id) { ...ReportFields_report }
    }
  `,
  [ReportFields_report],
);

export const TypicalFindings_Query = graphql(`
  query TypicalFindings_Query($region: String!) {
    findings(first: 50, filter: { region: $region }) { edges { node { id kind { title } complex { name } } } }
  }
`);

export const SubmitReport_Mutation = graphql(
  `
    mutation SubmitReport_Mutation($input: SubmitDispatchReportInput!) {
      submitDispatchReport(input: $input) {
        report { ...ReportFields_report }
        errors { code message path }
      }
    }
  `,
  [ReportFields_report],
);

export const ReturnReport_Mutation = graphql(
  `
    mutation ReturnReport_Mutation($input: ReturnDispatchReportInput!) {
      returnDispatchReport(input: $input) {
        report { ...ReportFields_report }
        errors { code message path }
      }
    }
  `,
  [ReportFields_report],
);

export const AcceptReport_Mutation = graphql(
  `
    mutation AcceptReport_Mutation($input: AcceptDispatchReportInput!) {
      acceptDispatchReport(input: $input) {
        report { ...ReportFields_report }
        errors { code message path }
      }
    }
  `,
  [ReportFields_report],
);
