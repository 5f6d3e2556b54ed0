import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWebhookSender } from "../../api/webhook/sender.ts";
import { localId } from "../../schema/node.ts";
import { type HookStage, hookStage } from "../kit/hooks.ts";
import type { TestClient } from "../kit/server.ts";

let stage: HookStage;
let city: TestClient;
beforeAll(async () => {
  // A Thursday, and nobody is to wait for the end of a window.
  stage = await hookStage({ HUB_CLOCK: "2024-08-15T09:10:00+08:00" });
  city = await stage.server.client("city-1401");
});
afterAll(() => stage?.close());
beforeEach(() => {
  stage.receiver.told.length = 0;
});

const said = () => stage.receiver.told.map(({ body }) => JSON.parse(body));
const ok = { status: 200, words: '{"errcode":0}' };
const escalated = { kind: "RectificationEscalated" as const };
/** The hub's clock goes on. */
async function pass(hours: number) {
  await stage.server.hub.db.$executeRaw`
    update "Hub" set "clockOffsetMs" = "clockOffsetMs" + ${hours * 3_600_000}::bigint`;
  await stage.server.hub.refresh();
}
/** To the end of the window. */
const windowEnds = () => pass(0.5);

test("a robot tells its group in one message what concerns the office, once the window is over", async () => {
  const url = `${stage.receiver.url}?key=k1`;
  const id = await stage.setUp(city, { format: "WECOM", url, topics: ["OVERDUE"] });
  const happen = (numbers: number[], over: object) => stage.happen(numbers, over, stage.server.hub.clock.now());
  await happen([1, 2], escalated);
  await happen([3], { kind: "RectificationOverdue" });
  await happen([4], { ...escalated, region: "140212" });
  await happen([5], { ...escalated, seal: "14" });
  await happen([6], { kind: "RectificationExtensionAsked" });
  await stage.drain(id);
  expect(said()).toEqual([]);
  await windowEnds();
  stage.receiver.troubles = [{ status: 200, words: '{"errcode":40058}' }, ok];
  await stage.drain(id);
  expect(said()).toHaveLength(2);
  const [{ msgtype, markdown }] = said();
  expect(msgtype).toBe("markdown");
  expect(markdown.content.match(/^> /gm)).toHaveLength(2);
  expect(markdown.content).toMatch(/^\*\*专项整治平台：2 条提醒\*\*\n\n> 2024-08-15 09:1\d /);
  const { data } = await city.ask<{ webhook: Record<string, unknown> }>(
    `query ($id: ID!) { webhook(id: $id) { url topics kinds allowedCommands deliveries { state events attempts { status fault } } } }`,
    { id },
  );
  expect(data?.webhook).toEqual({
    url: `${stage.receiver.url}?…`,
    topics: ["OVERDUE"],
    kinds: [],
    allowedCommands: ["CHANGE", "PAUSE", "REPLAY", "TEST", "REMOVE"],
    deliveries: [
      {
        state: "DELIVERED",
        events: 2,
        attempts: [
          { status: 200, fault: null },
          { status: 40_058, fault: "ANSWERED" },
        ],
      },
    ],
  });
  // What is shown of the address is not all of it, and leaves it as it is.
  const shown = { id, name: "x", url: `${stage.receiver.url}?…`, topics: [] };
  expect((await stage.give(city, "changeWebhook", shown)).errors).toEqual([]);
  expect((await stage.give(city, "rotateWebhookSecret", { id })).errors).toEqual(["webhook/not-in-this-state"]);
});

test("it is tried out at once, signed where its group wants that, and belongs to an office", async () => {
  const terms = { name: "x", format: "DINGTALK", url: `${stage.receiver.url}?access_token=t`, secret: "SECabc" };
  const { id, secret, errors } = await stage.give(city, "createWebhook", terms);
  expect([secret, errors]).toEqual([null, []]);
  stage.receiver.troubles = [ok];
  await stage.give(city, "testWebhook", { id });
  await stage.drain(id ?? "", true);
  expect(said()).toEqual([
    { msgtype: "markdown", markdown: { title: "专项整治平台", text: "**专项整治平台：测试**" } },
  ]);
  expect(Object.keys(stage.receiver.told[0]?.query ?? {})).toEqual(["access_token", "timestamp", "sign"]);
  const stored = await stage.server.hub.db.webhook.findMany({ select: { sealed: true } });
  expect(Buffer.concat(stored.map(({ sealed }) => sealed)).includes("SECabc")).toBe(false);
  const system = await stage.system("1401");
  expect((await stage.give(system, "createWebhook", terms)).errors).toEqual(["forbidden"]);
});

test("at night it says nothing, also of what failed by day or is resumed, unless something urgent waits behind it", async () => {
  const { hub } = stage.server;
  const sender = createWebhookSender(hub, { patience: { most: 9, firstMs: 1, longestMs: 1 } });
  const url = `${stage.receiver.url}?key=k2`;
  const id = await stage.setUp(city, { format: "WECOM", url, topics: ["OVERDUE", "STUCK"] });
  const webhookId = localId("Webhook", id);
  const deliveries = () => hub.db.webhookDelivery.findMany({ where: { webhookId }, orderBy: { id: "asc" } });
  const send = async () => {
    // Neither the pause between two messages nor the wait after a failure holds it back.
    const data = { deliveredAt: new Date(0) };
    await hub.db.webhookDelivery.updateMany({ where: { webhookId, state: "delivered" }, data });
    await hub.db.webhookDelivery.updateMany({ where: { webhookId }, data: { nextAttemptAt: null } });
    await sender.send({ webhookId, test: false });
  };
  const happen = (numbers: number[], over: object) => stage.happen(numbers, over, hub.clock.now());
  const many = (length: number) => Array.from({ length }, (_, index) => index);
  // What does not concern the office is passed over at once, however much it is.
  await happen(many(250), { kind: "RectificationOverdue" });
  await happen([1], escalated);
  await windowEnds();
  stage.receiver.troubles = [{ status: 200, words: '{"errcode":40058}' }];
  await send();
  expect(stage.receiver.told).toHaveLength(1);
  await pass(12);
  await send();
  for (const field of ["pauseWebhook", "resumeWebhook"])
    expect((await stage.give(city, field, { id })).errors).toEqual([]);
  await send();
  expect(stage.receiver.told).toHaveLength(1);
  await happen(many(150), escalated);
  await happen([1], { kind: "LetterDead", region: "1401", facts: { purpose: "brief" } });
  await happen([2], escalated);
  for (const _round of many(4)) {
    stage.receiver.troubles = [ok];
    await send();
  }
  expect((await deliveries()).map(({ state, events }) => [state, events])).toEqual([
    ["delivered", 1],
    ["delivered", 100],
    ["delivered", 52],
  ]);
  await happen([3], escalated);
  await send();
  expect(stage.receiver.told).toHaveLength(4);
});
