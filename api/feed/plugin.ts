import type { ExecutionArgs } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../context.ts";
import type { Groups } from "./groups.ts";
import { streamOfMessages } from "./sse.ts";

/** Lets subscriptions share their answers, over WebSocket and server-sent events alike. */
export function useFeed(groups: Groups): Plugin<RequestContext> {
  return {
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn((given: ExecutionArgs) => groups.subscribe(given, subscribeFn));
    },
    onResultProcess({ result, resultProcessor, setResultProcessor }) {
      if (Symbol.asyncIterator in result && resultProcessor) setResultProcessor(streamOfMessages, "text/event-stream");
    },
  };
}
