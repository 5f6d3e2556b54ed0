import type { ExecutionResult } from "graphql";
import type { FetchAPI } from "graphql-yoga";
import { cursorOf, messageWith } from "./message.ts";

const keepAliveMs = 12_000;

/**
 * Server-sent events as graphql-sse names them, and with an `id` that is the cursor: a browser sends it back by itself
 * as `Last-Event-ID` when it reconnects. What a group shares is written once for all of them.
 */
export function streamOfMessages(result: object, fetchAPI: FetchAPI): Response {
  const iterator = (result as AsyncIterable<ExecutionResult>)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let keepAlive: NodeJS.Timeout | undefined;
  const stream = new fetchAPI.ReadableStream<Uint8Array>({
    start(controller) {
      const comment = encoder.encode(":\n\n");
      // Some browsers report a stream as open only with its first bytes.
      controller.enqueue(comment);
      keepAlive = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(comment);
      }, keepAliveMs).unref();
    },
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (!done) return controller.enqueue(encoder.encode(eventOf(value)));
      clearInterval(keepAlive);
      controller.enqueue(encoder.encode("event: complete\ndata:\n\n"));
      controller.close();
    },
    async cancel() {
      clearInterval(keepAlive);
      await iterator.return?.();
    },
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store", connection: "keep-alive" };
  return new fetchAPI.Response(stream, { headers });
}

const written = new WeakMap<object, string>();

function eventOf(result: ExecutionResult): string {
  const known = written.get(result);
  if (known) return known;
  const message = messageWith(result);
  const cursor = cursorOf(result);
  const data = message ? message.payload.toString() : JSON.stringify(result);
  const text = `${cursor ? `id: ${cursor}\n` : ""}event: next\ndata: ${data}\n\n`;
  if (message) written.set(result, text);
  return text;
}
