import { graphql } from "../../graph/graphql.ts";

export const OverviewFigures_Query = graphql(`
  query OverviewFigures_Query($region: String!, $until: DateTime!) {
    overview(region: $region) {
      weeks
      figures { key value change share trend shareTrend door { list filter } }
    }
    cityFigures(within: $region) { region { code name } coverage rectified overdue complaints ledger }
    overdue: rectifications(first: 12, filter: { overdue: true, region: $region }) {
      totalCount
      edges { node { id deadline responsiblePerson region { path } company { name } complex { name } findings { kind { title } } } }
    }
    dueToday: rectifications(first: 12, filter: { open: true, overdue: false, dueUntil: $until, region: $region }) {
      edges { node { id deadline responsiblePerson region { path } company { name } complex { name } findings { kind { title } } } }
    }
  }
`);

export const OverviewReturns_Query = graphql(`
  query OverviewReturns_Query($region: String!) {
    dispatchMatrix(weeks: 8, within: $region) {
      weeks { id isoWeek startsOn endsOn }
      rows { region { code name } cells { reportId standing } }
    }
    progressRanking(within: $region) { rows { region { code name } slowBecause } }
  }
`);

export const OverviewPunishments_Query = graphql(`
  query OverviewPunishments_Query($region: String!) {
    jointPunishments(first: 6, filter: { states: [OPENED, CONFIRMED, IN_FORCE], region: $region }) {
      totalCount
      edges { node { id company { name } departments { department confirmedAt } } }
    }
  }
`);
