import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWebhookSender } from "../../api/webhook/sender.ts";
import { localId } from "../../schema/node.ts";
import { type HookStage, hookStage, readWebhook as read } from "../kit/hooks.ts";

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

/** Of what is told next the receiver has heard, and answers when it is let. */
async function onItsWay(id: string) {
  const { promise: after, resolve: answer } = Promise.withResolvers<void>();
  stage.receiver.troubles = [{ status: 200, after }];
  const patience = { most: 3, firstMs: 1, longestMs: 1 };
  const sender = createWebhookSender(stage.server.hub, { timeoutMs: 60_000, marginMs: 60_000, patience });
  const sending = sender.send({ webhookId: localId("Webhook", id), test: false });
  await expect.poll(() => stage.receiver.told.length).toBe(1);
  return { sending, answer };
}

const placeOf = (id: string) =>
  stage.server.hub.db.webhook.findUniqueOrThrow({
    where: { id: localId("Webhook", id) },
    select: { position: true, positionAt: true },
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

  test("changes what is told and where while something is on its way, which counts for nothing then", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    const { sending, answer } = await onItsWay(id);
    const before = await placeOf(id);
    const change = { id, name: "另一个", url: `${stage.receiver.url}/2`, region: "140105" };
    expect((await stage.give(city, "changeWebhook", change)).errors).toEqual([]);
    answer();
    await sending;
    expect(await placeOf(id)).toEqual(before);
    await stage.happen([2], { region: "140106" });
    await stage.happen([3]);
    await stage.drain(id);
    expect(versions()).toEqual([[1], [1, 3]]);
    expect(new Set(stage.receiver.told.map(({ id: batch }) => batch)).size).toBe(2);
    expect(await read(city, id)).toMatchObject({ url: change.url });
  });

  test("changes what is told from now on, and not of what was looked at before", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city, { kinds: ["RECTIFICATION_OVERDUE"] });
    await stage.happen([1, 2]);
    await stage.drain(id);
    await stage.happen([3], { region: "140212" });
    await stage.drain(id);
    const terms = { id, name: "x", url: stage.receiver.url };
    expect((await stage.give(city, "changeWebhook", { ...terms, kinds: [] })).errors).toEqual([]);
    await stage.happen([4]);
    await stage.drain(id);
    expect(versions()).toEqual([[4]]);
  });

  test("goes on from no farther back than a client may, however often it was halted and whoever answered for it", async () => {
    const { db } = stage.server.hub;
    const city = await stage.system("1401");
    const staff = await stage.server.client("city-1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    for (const field of ["pauseWebhook", "resumeWebhook", "pauseWebhook"]) await stage.give(city, field, { id });
    const longAgo = { positionAt: new Date(stage.server.hub.clock.now().getTime() - 31 * 86_400_000) };
    const where = { id: localId("Webhook", id) };
    await db.webhook.update({ where, data: longAgo });
    expect((await stage.give(city, "resumeWebhook", { id })).errors).toEqual(["webhook/halted-too-long"]);
    // It goes on with nothing by being changed.
    const terms = { id, name: "x", url: stage.receiver.url };
    expect((await stage.give(city, "changeWebhook", terms)).errors).toEqual([]);
    expect((await stage.give(city, "resumeWebhook", { id, fromNow: true })).errors).toEqual([]);
    await db.webhook.update({ where, data: longAgo });
    await db.apiKey.updateMany({ where: { clientId: city.clientId }, data: { revokedAt: new Date() } });
    for (const field of ["changeWebhook", "resumeWebhook"])
      expect((await stage.give(staff, field, field === "changeWebhook" ? terms : { id })).errors).toEqual([
        "webhook/halted-too-long",
      ]);
    expect((await stage.give(staff, "resumeWebhook", { id, fromNow: true })).errors).toEqual([]);
    await stage.drain(id);
    expect(versions()).toEqual([]);
  });

  test("has ten at the most, also where they are set up at once", async () => {
    const city = await stage.system("1401");
    const terms = { name: "x", url: stage.receiver.url };
    const given = await Promise.all(Array.from({ length: 13 }, () => stage.give(city, "createWebhook", terms)));
    expect(given.flatMap(({ errors }) => errors)).toEqual(Array(3).fill("webhook/too-many"));
    expect(await stage.server.hub.db.webhook.count({ where: { clientId: city.clientId } })).toBe(10);
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

  test("takes it away while something is on its way", async () => {
    const city = await stage.system("1401");
    const id = await stage.setUp(city);
    await stage.happen([1]);
    const { sending, answer } = await onItsWay(id);
    expect((await stage.give(city, "removeWebhook", { id })).errors).toEqual([]);
    answer();
    await sending;
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
    const { data } = await staff.ask<{ activityCursor: string }>("{ activityCursor }");
    const after = data?.activityCursor;
    const others = [await stage.system("1401"), await stage.system("1402"), await stage.server.client("city-1402")];
    for (const other of others) {
      expect(await read(other, id)).toBeNull();
      const commands = { changeWebhook: { name: "x", url: stage.receiver.url }, replayWebhook: { after } };
      for (const field of ["pauseWebhook", "resumeWebhook", "rotateWebhookSecret", "testWebhook", "removeWebhook"])
        Object.assign(commands, { [field]: {} });
      for (const [field, input] of Object.entries(commands)) {
        const { errors } = await stage.give(other, field, { id, ...input });
        expect(errors, field).toEqual(["not-found"]);
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
    const { sending } = await onItsWay(id);
    await hub.db.apiClient.update({ where: { id: city.clientId }, data: { revokedAt: new Date() } });
    await sending;
    expect(await hub.db.webhookAttempt.findFirst({ orderBy: { startedAt: "desc" } })).toMatchObject({
      outcome: "failed",
      fault: "stopped",
    });
  });
});
