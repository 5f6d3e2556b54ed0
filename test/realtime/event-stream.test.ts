import { afterEach, describe, expect, it } from "vitest";
import { QueueDelivery } from "../../api/feed/delivery.ts";
import type { Message } from "../../api/feed/message.ts";
import { activityDocument } from "../kit/console.ts";
import { feedTests } from "../kit/feed.ts";
import type { FeedServer } from "../kit/feed-server.ts";
import { appendTo, numbered } from "../kit/log.ts";

const kit = feedTests();
const open: AbortController[] = [];
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

interface Event {
  id?: string;
  event?: string;
  data?: string;
}

/** Reads events one by one, as an `EventSource` does. */
async function stream(server: FeedServer, headers: Record<string, string> = {}, variables = {}) {
  const controller = new AbortController();
  open.push(controller);
  const url = new URL(server.url);
  url.searchParams.set("query", activityDocument);
  url.searchParams.set("variables", JSON.stringify(variables));
  const response = await fetch(url, {
    headers: { accept: "text/event-stream", authorization: "Bearer office/14", ...headers },
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next(): Promise<Event> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (block.startsWith(":")) continue;
        return Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
      }
      const part = await reader?.read();
      if (!part || part.done) throw new Error("the stream has ended");
      text += part.value;
    }
  }
  return { response, next, stop: () => controller.abort() };
}

const versionOf = ({ data }: Event) => JSON.parse(data ?? "{}").data?.activity?.subject?.version;

describe("the feed as server-sent events", () => {
  it("brings the same, with the cursor as the id", async () => {
    const server = await kit.serve();
    const one = await stream(server);
    expect(one.response.headers.get("content-type")).toBe("text/event-stream");
    const first = one.next();
    await kit.joined(server, 1);
    await kit.happen(server, 1);
    const event = await first;
    expect(event.event).toBe("next");
    expect(event.id).toBe(JSON.parse(event.data ?? "{}").data.activity.cursor);
    expect(versionOf(event)).toBe(1);
  });

  it("shares its answers with whoever follows over a socket", async () => {
    const server = await kit.serve();
    const one = await stream(server);
    const first = one.next();
    const console = kit.connect(server);
    await kit.joined(server, 2);
    expect(server.groups.counts.groups).toBe(1);
    await kit.happen(server, 1);
    await console.until(({ events }) => events.length === 1);
    expect(JSON.parse((await first).data ?? "{}")).toEqual(console.answers[0]);
  });

  it("resumes after `Last-Event-ID`, which is newer than what the document says, or after `after`", async () => {
    const server = await kit.serve();
    const one = await stream(server);
    const first = one.next();
    await kit.joined(server, 1);
    await kit.happen(server, 1, 2);
    const events = [await first, await one.next()];
    one.stop();
    await kit.happen(server, 3);
    const byHeader = await stream(server, { "last-event-id": events[1]?.id ?? "" }, { after: events[0]?.id });
    expect(versionOf(await byHeader.next())).toBe(3);
    const byVariable = await stream(server, {}, { after: events[0]?.id });
    const caught = [await byVariable.next(), await byVariable.next()];
    expect(caught.map(versionOf)).toEqual([2, 3]);
    expect(caught.every(({ id }) => id?.length === 64)).toBe(true);
  });

  it("lets go of who has left", async () => {
    const server = await kit.serve();
    const one = await stream(server);
    one.next().catch(() => {});
    await kit.joined(server, 1);
    one.stop();
    await expect.poll(() => server.groups.counts, { timeout: 10_000 }).toEqual({ groups: 0, members: 0 });
  });

  it("holds nothing for who asks for a subscription and cannot take one", async () => {
    const server = await kit.serve();
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", authorization: "Bearer office/14" },
      body: JSON.stringify({ query: "subscription { activity { cursor } }" }),
    });
    expect(response.status).toBe(406);
    expect(server.groups.counts).toEqual({ groups: 0, members: 0 });
  });

  it("refuses a cursor like everywhere", async () => {
    const server = await kit.serve();
    const one = await stream(server, { "last-event-id": "nonsense" });
    const { data } = await one.next();
    expect(JSON.parse(data ?? "{}").errors[0].extensions.code).toBe("activity/cursor-malformed");
  });

  it("breaks the stream of who does not read, and the rest is there when it resumes", async () => {
    const server = await kit.serve({ groups: { queueLimit: 50_000 } });
    const one = await stream(server);
    const first = one.next();
    await kit.joined(server, 1);
    await kit.happen(server, 0);
    const last = await first;
    const padding = "x".repeat(20_000);
    for (let round = 0; round < 4; round++) {
      await appendTo(
        kit.hub.prisma,
        Array.from({ length: 50 }, (_, index) => numbered(1 + round * 50 + index, { facts: { padding } })),
      );
      server.reader.wake();
    }
    await expect.poll(() => server.groups.counts.members, { timeout: 10_000 }).toBe(0);
    const readOn = async () => {
      for (;;) expect(await one.next()).toMatchObject({ event: "next", data: expect.not.stringContaining("errors") });
    };
    await expect(readOn()).rejects.toThrow("terminated");
    const again = await stream(server, { "last-event-id": last.id ?? "" });
    expect(versionOf(await again.next())).toBe(1);
  });

  it("breaks the connection at the limit, though nobody asks for what comes next", async () => {
    const cuts: number[] = [];
    const delivery = new QueueDelivery(10, () => cuts.push(1));
    const message = { payload: Buffer.alloc(6), result: {} } as Message;
    expect([delivery.deliver(message), delivery.deliver(message)]).toEqual([true, false]);
    expect(cuts).toEqual([1]);
    expect((await delivery.next()).done).toBe(true);
  });
});
