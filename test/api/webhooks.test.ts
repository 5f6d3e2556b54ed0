import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startJobs } from "../../api/jobs/runner.ts";
import { followForWebhooks } from "../../api/webhook/follower.ts";
import { localId } from "../../schema/node.ts";
import { claim } from "../../schema/outbox/attempts.ts";
import { webhookOutbox } from "../../schema/webhook/attempts.ts";
import { setApart } from "../../schema/webhook/batches.ts";
import { type HookStage, hookStage, readWebhook as read } from "../kit/hooks.ts";
import { statementsDuring } from "../kit/statements.ts";

let stage: HookStage;
beforeAll(async () => {
  stage = await hookStage();
});
afterAll(() => stage?.close());
beforeEach(() => {
  stage.receiver.told.length = 0;
  stage.receiver.troubles = [];
});

const versions = () => stage.receiver.told.map(({ versions }) => versions);

describe("what a webhook is told", () => {
  test("is what a subscription would be told, in its order, and nothing that is sealed or elsewhere", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1, 2]);
    await stage.happen([3], { seal: "14" });
    await stage.happen([4], { region: "140212" });
    await stage.happen([5], { kind: "ApiKeyIssued" });
    await stage.happen([6]);
    await stage.drain(id);
    expect(versions()).toEqual([[1, 2, 6]]);
    const message = JSON.parse(stage.receiver.told[0]?.body ?? "");
    expect(Object.keys(message)).toEqual(["type", "timestamp", "data"]);
    const { data } = await city.ask<{
      activities: { edges: { node: object }[] };
    }>(`{ activities(first: 3) { edges { node {
      cursor kind topic urgent occurredAt recordedAt region { code name } subject { type id version } actor { kind name }
      complex { id name } company { id name } facts { name value } text } } } }`);
    expect(message.data.events).toEqual(data?.activities.edges.map(({ node }) => node).reverse());
    expect(stage.receiver.complaints).toEqual([]);
  });

  test("is what it asked for", async () => {
    const id = await stage.setUp(await stage.system("1401"), { kinds: ["RECTIFICATION_OVERDUE"], region: "140105" });
    await stage.happen([1]);
    await stage.happen([2], { kind: "RectificationOverdue", region: "140106" });
    await stage.happen([3], { kind: "RectificationOverdue" });
    await stage.drain(id);
    expect(versions()).toEqual([[3]]);
  });

  test("comes in batches of a hundred at the most, each after the one before", async () => {
    const id = await stage.setUp(await stage.system("1401"));
    const numbers = Array.from({ length: 230 }, (_, index) => index + 1);
    await stage.happen(numbers);
    stage.receiver.troubles = ["none", { status: 500 }, "drop"];
    await stage.drain(id);
    expect(versions().map(({ length }) => length)).toEqual([100, 100, 100, 100, 30]);
    const distinct = new Map(stage.receiver.told.map(({ id: batch, versions }) => [batch, versions]));
    expect([...distinct.values()].flat()).toEqual(numbers);
    const [, second, third, fourth] = stage.receiver.told;
    expect([third?.id, third?.body, fourth?.id, fourth?.body]).toEqual([
      second?.id,
      second?.body,
      second?.id,
      second?.body,
    ]);
  });

  test("costs the same statements however much it is", async () => {
    const id = await stage.setUp(await stage.system("1401"));
    const made: number[] = [];
    for (const numbers of [[1], Array.from({ length: 90 }, (_, index) => index)]) {
      await stage.happen(numbers);
      const { pool } = stage.server.hub;
      const statements = await statementsDuring(pool, () => stage.drain(id));
      made.push(statements.filter((text) => /"Webhook|"ActivityEvent"/.test(text)).length);
    }
    expect(made[0]).toBeGreaterThan(5);
    expect(made[1]).toBe(made[0]);
  });
});

describe("a receiver that is in trouble", () => {
  test("is told again what it may not have, and stopped once it was tried often enough", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    stage.receiver.troubles = ["stall", "redirect", { status: 503, words: "业主张三 13800000000" }];
    await stage.drain(id);
    const stopped = await read(city, id);
    expect(stopped).toMatchObject({ state: "STOPPED", deliveries: [{ state: "DEAD", events: 1 }] });
    expect(stopped?.deliveries[0]?.attempts).toEqual([
      { outcome: "FAILED", status: 503, fault: "ANSWERED", detail: null },
      { outcome: "FAILED", status: 307, fault: "REDIRECTED", detail: null },
      { outcome: "FAILED", status: null, fault: "TIMED_OUT", detail: null },
    ]);
    await stage.happen([2]);
    await stage.drain(id);
    expect(versions()).toEqual([[1], [1], [1]]);
    expect((await stage.give(city, "resumeWebhook", { id })).errors).toEqual([]);
    await stage.drain(id);
    expect(versions().slice(3)).toEqual([[1], [2]]);
    expect(new Set(stage.receiver.told.slice(0, 4).map(({ id: batch }) => batch)).size).toBe(1);
    expect(await read(city, id)).toMatchObject({ state: "ACTIVE" });
  });

  test("is told once more under the same id where the hub was killed before it wrote down the answer", async () => {
    const { hub } = stage.server;
    const id = await stage.setUp(await stage.system("1401"));
    const lane = { webhookId: localId("Webhook", id), test: false };
    await stage.happen([1]);
    await setApart(hub.ownContext(), lane.webhookId);
    // Claimed, and never heard of again.
    const patience = { most: 3, firstMs: 1, longestMs: 1 };
    const claimed = await claim(webhookOutbox, hub.ownContext(), lane, 1, patience);
    await stage.drain(id);
    expect(versions()).toEqual([[1]]);
    expect(stage.receiver.told[0]?.id).toBe(claimed.type === "claimed" && claimed.row.id);
    const attempts = await hub.db.webhookAttempt.findMany({
      where: { delivery: lane.webhookId ? { webhookId: lane.webhookId } : {} },
      orderBy: { number: "asc" },
      select: { outcome: true },
    });
    expect(attempts).toEqual([{ outcome: "interrupted" }, { outcome: "received" }]);
  });
});

test("what happens wakes the webhooks that are to be told of it, and no others", async () => {
  const { hub } = stage.server;
  const city = await stage.system("1401");
  const ids = [await stage.setUp(city), await stage.setUp(city, { region: "140106" })];
  const told: string[] = [];
  const jobs = await startJobs(hub, {
    tasks: { webhook: async (payload) => void told.push((payload as { webhookId: string }).webhookId) },
    cron: [],
  });
  const follower = await followForWebhooks(hub);
  await stage.happen([1]);
  await expect.poll(() => told).toContain(localId("Webhook", ids[0] ?? ""));
  expect(told).not.toContain(localId("Webhook", ids[1] ?? ""));
  await follower.close();
  await jobs.stop();
});
