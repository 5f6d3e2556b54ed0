import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startJobs } from "../../api/jobs/runner.ts";
import { followForWebhooks } from "../../api/webhook/follower.ts";
import { createWebhookSender } from "../../api/webhook/sender.ts";
import { localId } from "../../schema/node.ts";
import { claim } from "../../schema/outbox/attempts.ts";
import { webhookOutbox } from "../../schema/webhook/attempts.ts";
import { setApart } from "../../schema/webhook/batches.ts";
import { type HookStage, hookStage } from "../kit/hooks.ts";
import type { TestClient } from "../kit/server.ts";
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

interface Row {
  state: string;
  stands: boolean;
  signatures: number;
  url: string;
  allowedCommands: string[];
  deliveries: {
    webhookId: string;
    test: boolean;
    events: number;
    after: string | null;
    state: string;
    attempts: { outcome: string; status: number | null; fault: string | null; detail: string | null }[];
  }[];
}

async function read(client: TestClient, id: string): Promise<Row | null> {
  const { data, errors } = await client.ask<{ webhook: Row | null }>(
    `query ($id: ID!) { webhook(id: $id) { state stands signatures url allowedCommands deliveries { webhookId test events after state
      attempts { outcome status fault detail } } } }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.webhook ?? null;
}

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

describe("its owner", () => {
  test("tries it out, also while it is paused, and is told what came back", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    expect((await stage.give(city, "pauseWebhook", { id })).errors).toEqual([]);
    await stage.happen([1]);
    stage.receiver.troubles = [{ status: 404 }];
    expect((await stage.give(city, "testWebhook", { id })).errors).toEqual([]);
    expect((await stage.give(city, "testWebhook", { id })).errors).toEqual(["webhook/test-under-way"]);
    await stage.drain(id);
    await stage.drain(id, true);
    expect(stage.receiver.told).toMatchObject([{ type: "ping", versions: [] }]);
    expect((await read(city, id))?.deliveries).toMatchObject([
      { test: true, state: "DEAD", after: null, attempts: [{ outcome: "FAILED", status: 404 }] },
    ]);
    expect((await stage.give(city, "testWebhook", { id })).errors).toEqual(["webhook/tested-just-now"]);
    expect(await read(city, id)).toMatchObject({ state: "PAUSED" });
    await stage.give(city, "resumeWebhook", { id });
    await stage.drain(id);
    expect(versions().at(-1)).toEqual([1]);
  });

  test("has it begin again after a cursor, and skips what lies behind", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    await stage.happen([2, 3]);
    await stage.drain(id);
    const [first] = stage.receiver.told[0]?.cursors ?? [];
    expect((await stage.give(city, "replayWebhook", { id, after: first })).errors).toEqual([]);
    await stage.drain(id);
    expect(versions()).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(stage.receiver.told[1]?.id).not.toBe(stage.receiver.told[0]?.id);
    // From the log of deliveries as well.
    const after = (await read(city, id))?.deliveries.at(-1)?.after;
    await stage.give(city, "replayWebhook", { id, after });
    await stage.drain(id);
    expect(versions()[2]).toEqual([1, 2, 3]);
    await stage.give(city, "pauseWebhook", { id });
    await stage.happen([4]);
    await stage.give(city, "resumeWebhook", { id, fromNow: true });
    await stage.happen([5]);
    await stage.drain(id);
    expect(versions()[3]).toEqual([5]);
    expect((await stage.give(city, "replayWebhook", { id, after: "x".repeat(64) })).errors).toEqual([
      "activity/cursor-malformed",
    ]);
  });

  test("changes what is told and where while something is on its way", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    stage.receiver.troubles = [{ status: 500 }];
    await setApart(stage.server.hub.ownContext(), localId("Webhook", id));
    const change = { id, name: "另一个", url: `${stage.receiver.url}/2`, region: "140106" };
    expect((await stage.give(city, "changeWebhook", change)).errors).toEqual([]);
    await stage.happen([2], { region: "140106" });
    stage.receiver.troubles = [];
    await stage.drain(id);
    expect(versions()).toEqual([[2]]);
    expect(await read(city, id)).toMatchObject({ url: change.url });
  });

  test("changes over to another secret without a gap", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    const [former] = stage.receiver.secrets.slice(-1);
    await stage.give(city, "rotateWebhookSecret", { id });
    const [fresh] = stage.receiver.secrets.slice(-1);
    for (const secret of [former, fresh]) {
      stage.receiver.secrets = [secret ?? ""];
      await stage.happen([1]);
      await stage.drain(id);
    }
    expect(stage.receiver.told.map(({ signatures }) => signatures)).toEqual([2, 2]);
    expect(stage.receiver.complaints).toEqual([]);
    expect((await read(city, id))?.signatures).toBe(2);
  });

  test("takes it away with all that is known of it", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    await stage.drain(id);
    expect((await stage.give(city, "removeWebhook", { id })).errors).toEqual([]);
    expect(await read(city, id)).toBeNull();
    await stage.drain(id);
    expect(versions()).toEqual([[1]]);
  });
});

describe("whoever may not", () => {
  test("leads the hub inside its network", async () => {
    const city = await stage.system("1401");
    const setUp = (url: string) => stage.give(city, "createWebhook", { name: "x", url });
    for (const url of ["https://169.254.169.254/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/"])
      expect((await setUp(url)).errors).toEqual(["outbound/address-closed url"]);
    for (const url of ["http://example.org/", "https://u:p@example.org/", "gopher://x", "https://"])
      expect((await setUp(url)).errors).toEqual(["outbound/address-invalid url"]);
  });

  test("has a webhook", async () => {
    const terms = { name: "x", url: stage.receiver.url };
    const reading = await stage.system("1401", ["read", "cases"]);
    expect((await stage.give(reading, "createWebhook", terms)).errors).toEqual(["forbidden"]);
    for (const who of ["county-140105", "leader", "admin", "department-credit"])
      expect((await stage.give(await stage.server.client(who), "createWebhook", terms)).errors).toEqual(["forbidden"]);
    const city = await stage.system("1401");
    const elsewhere = await stage.give(city, "createWebhook", { ...terms, region: "140212" });
    expect(elsewhere.errors).toEqual(["region/outside region"]);
  });

  test("sees another's, or does anything to it", async () => {
    const owner = await stage.system("1401");
    const id = await stage.setUp(owner);
    const staff = await stage.server.client("city-1401");
    expect(await read(staff, id)).toMatchObject({ state: "ACTIVE" });
    const others = [await stage.system("1401"), await stage.system("1402"), await stage.server.client("city-1402")];
    for (const other of others) {
      expect(await read(other, id)).toBeNull();
      const commands = { changeWebhook: { name: "x", url: stage.receiver.url }, replayWebhook: { after: "x" } };
      for (const field of ["pauseWebhook", "resumeWebhook", "rotateWebhookSecret", "testWebhook", "removeWebhook"])
        Object.assign(commands, { [field]: {} });
      for (const [field, input] of Object.entries(commands)) {
        const { errors } = await stage.give(other, field, { id, ...input });
        expect(errors, field).toEqual([field === "replayWebhook" ? "activity/cursor-malformed" : "not-found"]);
      }
    }
    expect((await stage.give(staff, "pauseWebhook", { id })).errors).toEqual([]);
  });

  test("goes on being told", async () => {
    const { hub } = stage.server;
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    const end = (data: object) => hub.db.apiClient.update({ where: { id: city.clientId }, data });
    await end({ scopes: ["read"] });
    await stage.happen([1]);
    await stage.drain(id);
    await end({ scopes: ["read", "webhooks"] });
    await hub.db.apiKey.updateMany({ where: { clientId: city.clientId }, data: { revokedAt: new Date() } });
    await stage.drain(id);
    expect(versions()).toEqual([]);
    const staff = await stage.server.client("city-1401");
    expect(await read(staff, id)).toMatchObject({
      state: "ACTIVE",
      stands: false,
      allowedCommands: ["CHANGE", "RESUME", "ROTATE", "REPLAY", "REMOVE"],
    });
    expect((await stage.give(staff, "resumeWebhook", { id })).errors).toEqual([]);
    await stage.drain(id);
    expect(versions()).toEqual([[1]]);
  });

  test("is cut off while a message is on its way", async () => {
    const { hub } = stage.server;
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    stage.receiver.troubles = ["stall"];
    const patience = { most: 3, firstMs: 1, longestMs: 1 };
    const sender = createWebhookSender(hub, { timeoutMs: 60_000, marginMs: 60_000, patience });
    const sending = sender.send({ webhookId: localId("Webhook", id), test: false });
    await expect.poll(() => stage.receiver.told.length).toBe(1);
    await hub.db.apiClient.update({ where: { id: city.clientId }, data: { revokedAt: new Date() } });
    await sending;
    expect(await hub.db.webhookAttempt.findFirst({ orderBy: { startedAt: "desc" } })).toMatchObject({
      outcome: "failed",
      fault: "stopped",
    });
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
