import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { hubViewer } from "../../schema/account/viewer.ts";
import { deliveryOutbox } from "../../schema/delivery/attempts.ts";
import type { Outcome } from "../../schema/delivery/rules.ts";
import { claim, record } from "../../schema/outbox/attempts.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { give, refusals } from "../kit/commands.ts";
import { figuresOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { uscc } from "../kit/ledger.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let otherCity: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401", "1402"]);
  await buildChain(hub, "140105");
  await buildChain(hub, "140212");
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  otherCity = await hub.person("city", "1402");
}, 120_000);
afterAll(() => hub?.drop());

interface Shown {
  id: string;
  version: number;
  kind: string;
  receiver: string;
  state: string;
  region: { code: string };
  allowedCommands: string[];
}
const list = async (viewer: Viewer, filter: object = {}) =>
  (
    await hub.ask<{ deliveries: { totalCount: number; edges: { node: Shown }[] } }>(
      viewer,
      `query ($filter: DeliveryFilter) { deliveries(first: 100, filter: $filter) { totalCount
        edges { node { id version kind receiver state allowedCommands region { code } } } } }`,
      { filter },
    )
  ).deliveries.edges.map(({ node }) => node);
const figures = (...names: string[]) => figuresOf(hub, "1401", ...names);

/** The head of a company's queue is tried, with that result. */
async function attempt(receiver: "creditPlatform" | "marketRegulation", company: number, outcome: Outcome) {
  const { id: companyId } = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(company) } });
  const patience = { most: 2, firstMs: 1, longestMs: 1 };
  const context = hub.as(hubViewer);
  for (;;) {
    const claimed = await claim(deliveryOutbox, context, { receiver, companyId }, 60_000, patience);
    if (claimed.type === "nothing") return null;
    if (claimed.type === "claimed") {
      await record(deliveryOutbox, context, claimed.row, outcome, patience, 0);
      return claimed.row.id;
    }
    await new Promise((resolve) => setTimeout(resolve, claimed.inMs));
  }
}
const received: Outcome = { type: "received", status: 200, receipt: "HZ-1" };
const refused: Outcome = { type: "failed", fault: "answered", status: 422, detail: "格式不符" };

describe("what is queued", () => {
  it("is every credit event, a refused handover and each stage of the suit, counted as pushes and reports", async () => {
    const queued = (await list(city)).map(({ kind, receiver }) => `${kind} ${receiver}`);
    expect(queued.sort()).toEqual([
      "CREDIT_EVENT_RECORDED CREDIT_PLATFORM",
      "CREDIT_EVENT_RECORDED CREDIT_PLATFORM",
      "HANDOVER_REFUSED MARKET_REGULATION",
      "SUIT_ADVANCED CREDIT_PLATFORM",
      "SUIT_ADVANCED MARKET_REGULATION",
    ]);
    expect(await figures("credit.pushes", "credit.reports", "credit.receipts")).toEqual([3, 2, 0]);
  });

  it("is a joint punishment once it is in force, the withdrawal of its ground, and its end", async () => {
    const of = async (department: "credit" | "marketRegulation") => hub.person("department", "1401", { department });
    const [punishment] = await hub.prisma.jointPunishment.findMany({ where: { cityCode: "1401" } });
    const id = globalId("JointPunishment", punishment?.id ?? "");
    const confirm = async (viewer: Viewer) =>
      expect(refusals(await give(hub, viewer, "confirmJointPunishment", "jointPunishment", { id }))).toEqual([]);
    await confirm(await of("credit"));
    const before = (await list(city)).length;
    await confirm(await of("marketRegulation"));
    hub.clock.set("2024-08-16T00:00:10+08:00");
    await hub.tick();
    const withdrawal = { id: globalId("CreditEvent", punishment?.creditEventId ?? ""), reason: "认定有误" };
    expect(refusals(await give(hub, city, "withdrawCreditEvent", "creditEvent", withdrawal))).toEqual([]);
    // Its end comes with that of its ground.
    const added = (await list(city)).slice(0, -before).map(({ kind }) => kind);
    expect(added.sort()).toEqual(["CREDIT_EVENT_WITHDRAWN", "JOINT_PUNISHMENT_IN_FORCE", "JOINT_PUNISHMENT_LIFTED"]);
    const { id: companyId } = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(1) } });
    const rows = await hub.prisma.delivery.findMany({ where: { companyId }, orderBy: { position: "asc" } });
    // Those of both cities in one row.
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  });
});

describe("who sees it", () => {
  it("is its own city, county and department, and the province", async () => {
    const own = await list(city);
    expect(own.every(({ region }) => region.code.startsWith("1401"))).toBe(true);
    const other = await list(otherCity);
    expect(own.filter(({ id }) => other.some((one) => one.id === id))).toEqual([]);
    expect((await list(office)).length).toBe(own.length + other.length);
    expect(await list(await hub.person("subdistrict", "140105001"))).toEqual([]);
    expect(await list(await hub.person("department", "1401", { department: "fireRescue" }))).toEqual([]);
    const regulator = await hub.person("department", "1401", { department: "marketRegulation" });
    expect((await list(regulator)).map(({ receiver }) => receiver)).toEqual(["MARKET_REGULATION", "MARKET_REGULATION"]);
    await expect(list(hub.public)).resolves.toEqual([]);
  });

  it("finds it by receiver, state, company and region", async () => {
    expect((await list(office, { receivers: ["MARKET_REGULATION"] })).length).toBe(4);
    expect((await list(office, { receivers: ["MARKET_REGULATION"], region: "140212" })).length).toBe(2);
    expect(await list(office, { states: ["DEAD"] })).toEqual([]);
    const { id } = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(140105) } });
    expect((await list(office, { companyId: globalId("Company", id) })).length).toBe(4);
  });

  it("says to which bodies the hub knows the way, and what waits in one's region", async () => {
    const query = "{ deliveryReceivers { receiver configured waiting failing dead } }";
    expect(await hub.ask(city, query, {}, { receivers: new Set(["creditPlatform"]) })).toEqual({
      deliveryReceivers: [
        { receiver: "CREDIT_PLATFORM", configured: true, waiting: 6, failing: 0, dead: 0 },
        { receiver: "MARKET_REGULATION", configured: false, waiting: 2, failing: 0, dead: 0 },
      ],
    });
  });
});

describe("what becomes of it", () => {
  const show = async (viewer: Viewer, id: string) =>
    (
      await hub.ask<{ delivery: Record<string, unknown> | null }>(
        viewer,
        `query ($id: ID!) { delivery(id: $id) { version state receipt tries allowedCommands heldBackBy { id }
          subject { type } lastAttempt { fault status detail } attempts { number outcome status detail receipt } } }`,
        { id: globalId("Delivery", id) },
      )
    ).delivery;

  it("is told with its receipt, counted once, and sent again by the office alone", async () => {
    const id = (await attempt("creditPlatform", 140105, received)) ?? "";
    expect(await show(city, id)).toMatchObject({ state: "DELIVERED", receipt: "HZ-1", allowedCommands: [] });
    expect(await show(otherCity, id)).toBeNull();
    const told = await hub.prisma.activityEvent.findFirstOrThrow({ where: { kind: "CreditPushed" } });
    expect(told).toMatchObject({ subjectType: "Delivery", subjectId: id, facts: { receipt: "HZ-1", first: true } });
    const again = { id: globalId("Delivery", id) };
    expect(refusals(await give(hub, city, "replayDelivery", "delivery", again))).toEqual(["forbidden"]);
    expect(refusals(await give(hub, office, "retryDelivery", "delivery", again))).toEqual([
      "delivery/not-in-this-state",
    ]);
    expect(refusals(await give(hub, office, "replayDelivery", "delivery", again))).toEqual([]);
    expect(await attempt("creditPlatform", 140105, { ...received, receipt: "HZ-1b" })).toBe(id);
    expect(await show(city, id)).toMatchObject({ state: "DELIVERED", receipt: "HZ-1b", attempts: [] });
    expect(await show(office, id)).toMatchObject({
      attempts: [
        { number: 2, outcome: "RECEIVED" },
        { number: 1, outcome: "RECEIVED", receipt: "HZ-1" },
      ],
    });
    expect(await figures("credit.receipts")).toEqual([1]);
  });

  it("looks the same to a city whether its own is tried in vain or another city's holds it back", async () => {
    const down: Outcome = { type: "failed", fault: "answered", status: 500, detail: null };
    const { id: companyId } = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(1) } });
    const lane = { companyId: globalId("Company", companyId), receivers: ["CREDIT_PLATFORM"] };
    const waiting = { version: 1, state: "WAITING", tries: null, lastAttempt: null, attempts: [], heldBackBy: null };
    const looks = async (viewer: Viewer) => {
      const own = await list(viewer, lane);
      const states = ["FAILING", "DEAD"];
      const { deliveryReceivers } = await hub.ask<{ deliveryReceivers: object[] }>(
        viewer,
        "{ deliveryReceivers { failing dead } }",
      );
      const { activities } = await hub.ask<{ activities: { edges: object[] } }>(
        viewer,
        "{ activities(filter: { kinds: [CREDIT_PUSH_FAILING, CREDIT_PUSH_DEAD, CREDIT_PUSH_ASKED_FOR] }) { edges { cursor } } }",
      );
      return {
        shown: await Promise.all(own.map(({ id }) => show(viewer, Buffer.from(id, "base64").toString().slice(9)))),
        found: await list(viewer, { ...lane, states }),
        counts: deliveryReceivers,
        heard: activities.edges.length,
      };
    };
    const [head] = await hub.prisma.delivery.findMany({
      where: { companyId, receiver: "creditPlatform" },
      orderBy: { sequence: "asc" },
    });
    expect(head?.cityCode).toBe("1401");
    const unknown = { found: [], counts: [{}, {}].map(() => ({ failing: 0, dead: 0 })) };
    for (const [outcome, state] of [[down, "FAILING"] as const, [refused, "DEAD"] as const]) {
      expect(await attempt("creditPlatform", 1, outcome)).toBe(head?.id);
      expect(await show(office, head?.id ?? "")).toMatchObject({ state });
      for (const viewer of [city, otherCity]) {
        const { shown, heard, ...rest } = await looks(viewer);
        expect(shown.length).toBeGreaterThan(0);
        for (const one of shown) expect(one).toMatchObject(waiting);
        expect([rest, heard]).toEqual([unknown, 0]);
      }
    }
    expect((await looks(office)).heard).toBeGreaterThan(1);
    const again = { id: globalId("Delivery", head?.id ?? "") };
    expect(refusals(await give(hub, office, "retryDelivery", "delivery", again))).toEqual([]);
    expect(await attempt("creditPlatform", 1, received)).toBe(head?.id);
    const heard =
      "query ($id: ID!) { activities(filter: { subject: $id }) { edges { node { subject { version } } } } }";
    expect([await show(city, head?.id ?? ""), await hub.ask(city, heard, again)]).toMatchObject([
      { version: 2, state: "DELIVERED", attempts: [] },
      { activities: { edges: [{ node: { subject: { version: 2 } } }] } },
    ]);
  });

  it("is a dead letter that holds back what follows, until the office has it sent again", async () => {
    const id = (await attempt("marketRegulation", 140105, refused)) ?? "";
    expect(await attempt("marketRegulation", 140105, received)).toBeNull();
    expect(await show(office, id)).toMatchObject({
      state: "DEAD",
      allowedCommands: ["RETRY"],
      lastAttempt: { fault: "ANSWERED", status: 422, detail: "格式不符" },
    });
    const held =
      (await list(office, { region: "1401", receivers: ["MARKET_REGULATION"], states: ["WAITING"] }))[0]?.id ?? "";
    const ownId = Buffer.from(held, "base64").toString().split(":")[1] ?? "";
    expect(await show(office, ownId)).toMatchObject({ heldBackBy: { id: globalId("Delivery", id) } });
    const input = { id: globalId("Delivery", id), expectedVersion: 1 };
    expect(refusals(await give(hub, office, "retryDelivery", "delivery", input))).toEqual([
      "conflict/stale at expectedVersion",
    ]);
    expect(refusals(await give(hub, office, "retryDelivery", "delivery", { ...input, expectedVersion: 2 }))).toEqual(
      [],
    );
    expect(await attempt("marketRegulation", 140105, received)).toBe(id);
    expect(await attempt("marketRegulation", 140105, received)).toBe(ownId);
  });

  it("is sent again with many others, of one's choice", async () => {
    const replay = async (viewer: Viewer, input: object) =>
      (
        await hub.ask<{ replayDeliveries: { result: { deliveries: number } | null; errors: { code: string }[] } }>(
          viewer,
          `mutation ($input: ReplayDeliveriesInput!) {
            replayDeliveries(input: $input) { result { deliveries } errors { code } } }`,
          { input },
        )
      ).replayDeliveries;
    const delivered = { receiver: "MARKET_REGULATION", state: "DELIVERED" };
    expect(await replay(city, delivered)).toEqual({ result: null, errors: [{ code: "forbidden" }] });
    expect(await replay(office, { ...delivered, state: "WAITING" })).toMatchObject({
      errors: [{ code: "delivery/not-in-this-state" }],
    });
    expect(await replay(office, { ...delivered, region: "140212" })).toMatchObject({ result: { deliveries: 0 } });
    expect(await replay(office, { ...delivered, queuedSince: "2024-08-15T00:00:00+08:00" })).toMatchObject({
      result: { deliveries: 2 },
    });
    const standing = async (viewer: Viewer) =>
      (await list(viewer, { region: "1401", receivers: ["MARKET_REGULATION"] })).map(({ state }) => state);
    expect(await standing(office)).toEqual(["WAITING", "WAITING"]);
    expect(await standing(city)).toEqual(["DELIVERED", "DELIVERED"]);
  });
});
