import type { Condition } from "./condition.ts";
import type { FeedItem } from "./event.ts";

/** The log as it grows, in the process that answers. */
export interface Feed {
  /**
   * Everything after a position (null: from now on) that the condition admits: in the order of the log, each once, live
   * from there on, with checkpoints. Ends only when the reader leaves.
   */
  follow(condition: Condition, after: number | null): AsyncIterable<FeedItem>;
  /** The cursor that the transport itself brought (`Last-Event-ID`); it is newer than the one in the document. */
  resumeAfter?: string;
}
