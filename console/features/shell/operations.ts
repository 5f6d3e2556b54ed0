import { graphql } from "../../graph/graphql.ts";

/** Cursor first: what is read afterwards misses nothing that the live line will not tell. */
export const Desk_Query = graphql(`
  query Desk_Query {
    activityCursor
    hub { now drill }
    viewer {
      id
      name
      role
      department
      permissions
      region { code name level }
    }
  }
`);

export const UnreadNotifications_Query = graphql(`
  query UnreadNotifications_Query {
    unreadNotifications
  }
`);

export const DeskFrame_Query = graphql(`
  query DeskFrame_Query {
    campaign { code phases { code title startsOn endsOn } }
    complaints(filter: { overdue: true, open: true, confirmed: true }, first: 0) { totalCount }
    transfers(filter: { overdue: true }, first: 0) { totalCount }
    rectifications(filter: { overdue: true }, first: 0) { totalCount }
  }
`);
