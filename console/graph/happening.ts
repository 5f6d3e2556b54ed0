import { graphql, type ResultOf } from "./graphql.ts";

/** The one subscription of the console: what every page needs to know of an event. */
export const LiveLine_Subscription = graphql(`
  subscription LiveLine_Subscription($after: Cursor) {
    activity(after: $after) {
      cursor
      kind
      topic
      occurredAt
      text
      region { code name path }
      subject { id type version }
      actor { kind name }
      complex { id name }
      company { id name }
      facts { name value }
    }
  }
`);

export const LiveLine_Query = graphql(`
  query LiveLine_Query {
    activityCursor
  }
`);

type Item = ResultOf<typeof LiveLine_Subscription>["activity"];

/** An event of the log as the live line brings it. */
export type Happening = Item & { subject: NonNullable<Item["subject"]> };

/** Not a checkpoint. */
export const isHappening = (item: Item): item is Happening => item.subject !== null;
