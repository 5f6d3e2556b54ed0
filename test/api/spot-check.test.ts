import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { planWeeks } from "../../schema/dispatch/opening.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { figureOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { openQuestions, told } from "../kit/questions.ts";
import { globalId } from "../kit/schema-walk.ts";
import { complexesOf, everything } from "../kit/sealed.ts";
import { statementsDuring } from "../kit/statements.ts";

/** What lies deeper, and is told to others, `access-walk.test.ts` goes through with draws in the same way. */
const questions = openQuestions(1, []);

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let county: Viewer;
/** Those from whom a draw of the province over 140105 is sealed. */
let below: readonly Viewer[];
beforeAll(async () => {
  hub = await createTestHub();
  await transact(hub.as(hub.hub), planWeeks);
  await hub.tick();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  await hub.tick();
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  county = await hub.person("county", "140105");
  // Without a case of its own, so that it may move to another county.
  await give(hub, county, "registerComplex", "complex", { name: "演示丙苑", county: "140105", households: 90 });
  below = [county, await hub.person("subdistrict", "140105001"), city, await hub.client("1401")];
});
afterAll(() => hub?.drop());

const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "spotCheck", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "spotCheck", input);
const order = (over: object = {}) => ({
  county: "140105",
  size: 3,
  inspectors: ["演示甲", "演示乙"],
  startsOn: "2024-08-15",
  endsOn: "2024-08-20",
  ...over,
});
const localId = (id: string) => Buffer.from(id, "base64").toString().split(":")[1] ?? "";

interface Shown {
  id: string;
  number: string;
  state: string;
  seed: string;
  overdue: boolean;
  allowedCommands: string[];
  carriedOut: number;
  frame: { complexName: string; complaints: number; overdueRectifications: number; weight: number }[];
  items: { round: number; complexId: string; complexName: string; state: string; inspection: { id: string } | null }[];
  repetition: { equal: boolean; rounds: { round: number; complexName: string }[] };
}
const document = `query ($id: ID!) { spotCheck(id: $id) {
  id number state seed overdue allowedCommands carriedOut leftOut abandonReason inspectors startsOn endsOn drawnBy
  body { code } county { code } fingerprint frameSize totalWeight
  frame { complexName complaints overdueRectifications weight }
  items { round complexId complexName state reason region { code } inspection { id } }
  repetition { equal fingerprint rounds { round digest total remainder position complexName } }
} }`;
const shown = async (viewer: Viewer, id: string) =>
  (await hub.ask<{ spotCheck: Shown | null }>(viewer, document, { id })).spotCheck;
const eventsOf = (id: string) =>
  hub.prisma.activityEvent.findMany({ where: { subjectId: localId(id) }, orderBy: { id: "asc" } });

const complexes = () => complexesOf(hub);

/** The end of its period, now: by the clock it would be another moment for everything else as well. */
async function endPeriod(id: string) {
  const dueAt = new Date(hub.clock.now().getTime() - 60_000);
  await hub.prisma.spotCheck.update({ where: { id: localId(id) }, data: { dueAt } });
  await hub.prisma.timer.updateMany({ where: { subjectId: localId(id) }, data: { dueAt } });
  expect(await hub.tick()).toBe(1);
}

describe("a draw of the province", () => {
  let id: string;

  it("changes nothing that anybody below is told: lists, counts, feed, cursors, versions, refusals, reports, sheets", async () => {
    const before = await everything(hub, { county, city, below }, questions);
    expect(before.size).toBeGreaterThan(60);
    id = await done(office, "drawSpotCheck", order());
    const [complex] = (await shown(office, id))?.items ?? [];
    const given = { id: await done(office, "drawSpotCheck", order()), reason: "演示改期" };
    await done(office, "leaveOutOfSpotCheck", { ...given, complexId: complex?.complexId });
    await done(office, "abandonSpotCheck", given);
    await endPeriod(id);
    const after = await everything(hub, { county, city, below }, questions);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [what, said] of after) expect(said, what).toEqual(before.get(what));
    // And these are answers: the sheets have rows, and a complex without cases goes to another county.
    expect((after.get("county: exports") as { complexes: unknown[] }).complexes).toHaveLength(3);
    const moved = { changeComplex: { changeComplex: { errors: [] } } };
    expect(after.get("city: commands on 演示丙苑")).toMatchObject(moved);
    expect((await shown(office, id))?.overdue).toBe(true);
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(["SpotCheckDrawn", "SpotCheckOverdue"]);
    expect((await eventsOf(given.id)).map(({ kind }) => kind)).toEqual([
      "SpotCheckDrawn",
      "SpotCheckComplexLeftOut",
      "SpotCheckAbandoned",
    ]);
  });

  it("is told to the province alone: every event of it is sealed, counts nowhere and names no complex", async () => {
    const events = await hub.prisma.activityEvent.findMany({ where: { subjectType: "SpotCheck" } });
    expect(events.length).toBeGreaterThan(3);
    for (const event of events)
      expect(event).toMatchObject({ seal: "14", regionCode: "14", cityCode: null, complexId: null, figures: {} });
    const text = JSON.stringify(events.map(({ facts }) => facts));
    for (const { id: complexId } of await complexes()) expect(text).not.toContain(complexId);
  });

  it("is found by nobody else, by id, number, list or command", async () => {
    const number = (await shown(office, id))?.number;
    expect(number).toBe("CC2024-14-00001");
    const strangers = [
      ...below,
      await hub.person("department", "1401", { department: "marketRegulation" }),
      await hub.person("administrator", "14"),
      await hub.person("display", "14"),
      await hub.person("discipline", "14"),
    ];
    for (const who of strangers) {
      const found = await hub.ask<object>(
        who,
        `query ($id: ID!, $number: String!) { node(id: $id) { id } spotCheck(number: $number) { id }
          spotChecks { totalCount edges { cursor } pageInfo { hasNextPage endCursor } } }`,
        { id, number },
      );
      const spotChecks = { totalCount: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
      expect(found, who.role).toEqual({ node: null, spotCheck: null, spotChecks });
      const [said, unknown] = await Promise.all(
        [id, globalId("SpotCheck", "0190163d-8694-739b-aea5-966c26f8ad91")].map((one) =>
          command(who, "abandonSpotCheck", { id: one, reason: "演示" }),
        ),
      );
      expect(said, who.role).toEqual(unknown);
    }
    for (const who of [office, await hub.person("leader", "14")]) expect((await shown(who, id))?.number).toBe(number);
  });

  it("shows of what is carried out the inspection, and of the rest nothing", async () => {
    const drawn = await shown(office, id);
    const [first, second, third] = drawn?.items ?? [];
    const onTheSpot = { id, result: "CLEAN", carriedOutAt: hub.clock.now().toISOString(), evidenceIds: [] };
    const inspections = async () =>
      (
        await hub.ask<{ inspections: { totalCount: number; edges: { node: { id: string; kind: string } }[] } }>(
          county,
          "{ inspections(filter: { kinds: [SPOT_CHECK] }) { totalCount edges { node { id kind allowedCommands } } } }",
        )
      ).inspections;
    expect((await inspections()).totalCount).toBe(0);
    await done(office, "carryOutSpotCheck", { ...onTheSpot, complexId: first?.complexId });
    const seen = await shown(office, id);
    expect(seen?.items.map(({ state }) => state)).toEqual(["CARRIED_OUT", "DRAWN", "DRAWN"]);
    const [one] = (await inspections()).edges;
    expect(one?.node).toEqual({ id: seen?.items[0]?.inspection?.id, kind: "SPOT_CHECK", allowedCommands: [] });
    expect(await figureOf(hub, "140105", "inspection.spotCheck")).toBe(1);
    const text = JSON.stringify([...(await told(hub, county, questions)).values()]);
    for (const word of [id, localId(id), drawn?.number, drawn?.seed, "演示甲"])
      expect(text.includes(word ?? "?"), word).toBe(false);

    const withdrawal = { id: one?.node.id, reason: "演示" };
    expect(refusals(await give(hub, county, "withdrawInspection", "inspection", withdrawal))).toEqual([
      "inspection/is-proof",
    ]);

    await done(office, "leaveOutOfSpotCheck", { id, complexId: second?.complexId, reason: "演示已拆除" });
    await done(office, "carryOutSpotCheck", { ...onTheSpot, complexId: third?.complexId });
    const completed = { state: "COMPLETED", carriedOut: 2, leftOut: 1, overdue: false, allowedCommands: [] };
    expect(await shown(office, id)).toMatchObject(completed);
    expect((await eventsOf(id)).at(-1)?.kind).toBe("SpotCheckCompleted");
    expect(await hub.prisma.timer.count({ where: { subjectId: localId(id) } })).toBe(0);
  });
});

describe("a draw of the city", () => {
  let id: string;
  /** Of a complex of the frame. */
  const weighed = async (name: string) => (await shown(city, id))?.frame.find((entry) => entry.complexName === name);

  it("weighs what is confirmed, recent and overdue, and is kept as it was weighed", async () => {
    const complexId = globalId("Complex", (await complexes()).find(({ name }) => name === "演示丙苑")?.id ?? "");
    const complain = (over: object = {}) =>
      give(hub, county, "recordComplaint", "complaint", {
        source: "HOTLINE",
        complexId,
        complainant: { name: "演示", phone: "13900139000", text: "演示" },
        ...over,
      });
    const answers = [await complain(), await complain(), await complain(), await complain(), await complain()];
    const change = (index: number, data: Prisma.ComplaintUncheckedUpdateInput) =>
      hub.prisma.complaint.update({ where: { id: localId(answers[index]?.subject?.id ?? "") }, data });
    await change(2, { filedAt: new Date(hub.clock.now().getTime() - 91 * 24 * 3_600_000) });
    await change(3, { confirmed: false });
    await change(4, { state: "withdrawn" });
    hub.clock.set("2024-08-21T09:00:00+08:00");
    await hub.tick();
    const period = { startsOn: "2024-08-21", endsOn: "2024-08-28" };
    id = await done(city, "drawSpotCheck", order({ size: 2, ...period }));
    expect(await weighed("演示丙苑")).toMatchObject({ complaints: 2, overdueRectifications: 0, weight: 3 });
    const overdue = (await shown(city, id))?.frame.find(({ complexName }) => complexName.startsWith("甲苑"));
    expect(overdue).toMatchObject({ complaints: 1, overdueRectifications: 1, weight: 5 });
    expect(await shown(city, id)).toMatchObject({ number: "CC2024-1401-00001", frameSize: 3 });

    await complain();
    expect(await weighed("演示丙苑")).toMatchObject({ complaints: 2 });
    for (const touch of [
      hub.prisma.spotCheckFrameEntry.updateMany({ data: { weight: 9 } }),
      hub.prisma.spotCheckFrameEntry.deleteMany(),
      hub.prisma.spotCheck.updateMany({ data: { seed: "0".repeat(64) } }),
      hub.prisma.spotCheckItem.updateMany({ data: { round: 9 } }),
    ])
      await expect(touch).rejects.toThrow("is kept");
  });

  it("is drawn again by whoever may know of it, and comes out the same", async () => {
    for (const who of [city, office, await hub.person("leader", "14")]) {
      const { repetition, items } = (await shown(who, id)) as Shown;
      expect(repetition.equal).toBe(true);
      const lists = [repetition.rounds, items].map((list) => list.map(({ complexName }) => complexName));
      expect(lists[0]).toEqual(lists[1]);
    }
    const [event] = await eventsOf(id);
    const { fingerprint } = await hub.prisma.spotCheck.findUniqueOrThrow({ where: { id: localId(id) } });
    expect(event).toMatchObject({ seal: "1401", regionCode: "1401", facts: { fingerprint, drawn: 2, frame: 3 } });
  });

  it("is sealed from county and key, and carried out by nobody but the city", async () => {
    for (const who of [county, await hub.client("1401"), await hub.person("city", "1402")])
      expect(await shown(who, id)).toBeNull();
    expect((await shown(city, id))?.allowedCommands).toEqual(["CARRY_OUT", "LEAVE_OUT", "ABANDON"]);
    expect((await shown(office, id))?.allowedCommands).toEqual([]);
    const abandonment = { id, reason: "演示" };
    expect(refusals(await command(office, "abandonSpotCheck", abandonment))).toEqual(["spot-check/of-another-body"]);
    const leader = await hub.person("leader", "14");
    expect(refusals(await command(leader, "abandonSpotCheck", abandonment))).toEqual(["forbidden"]);
    // A county far away, one that does not exist, a region that is none: one answer.
    for (const elsewhere of ["140212", "140199", "1401"])
      expect(refusals(await command(city, "drawSpotCheck", order({ county: elsewhere })))).toEqual([
        "spot-check/county-unknown at county",
      ]);
    expect(refusals(await command(county, "drawSpotCheck", order()))).toEqual(["forbidden"]);
  });

  it("is carried out with what was found, as a whole or not at all, whatever the complex is called by then", async () => {
    const [first] = (await shown(city, id))?.items ?? [];
    const where = { id: localId(first?.complexId ?? "") };
    await hub.prisma.complex.update({ where, data: { name: "演示改名苑" } });
    const onTheSpot = {
      id,
      complexId: first?.complexId,
      result: "PROBLEMS",
      carriedOutAt: hub.clock.now().toISOString(),
      evidenceIds: [await storedFile(hub, city)],
    };
    const finding = { acts: [], illegal: false, description: "演示" };
    const wrong = { ...onTheSpot, findings: [{ ...finding, kind: "services-not-as-contracted" }] };
    expect(refusals(await command(city, "carryOutSpotCheck", wrong))).toEqual([
      "finding/act-missing at findings.0.acts",
    ]);
    expect((await shown(city, id))?.items[0]?.state).toBe("DRAWN");
    const right = { ...finding, kind: "services-not-as-contracted", acts: ["services-not-as-contracted/upkeep"] };
    await done(city, "carryOutSpotCheck", { ...onTheSpot, findings: [right] });
    const [checked] = (await shown(city, id))?.items ?? [];
    expect(checked).toMatchObject({ state: "CARRIED_OUT", complexName: first?.complexName });
    const inspectionId = localId(checked?.inspection?.id ?? "");
    expect(await hub.prisma.finding.count({ where: { inspectionId } })).toBe(1);
    expect(refusals(await command(city, "carryOutSpotCheck", onTheSpot))).toEqual([
      "spot-check/complex-settled at complexId",
    ]);
  });
});

it("is listed in as many statements however many there are", async () => {
  const document = `{ spotChecks(first: 50) { totalCount edges { node {
    number body { name } county { path } drawnBy allowedCommands frame { complexName } items { complexName inspection { id } }
    repetition { equal rounds { complexName } } } } } }`;
  const statements = async () => (await statementsDuring(hub.pool, () => hub.ask(office, document))).length;
  const few = await statements();
  for (let more = 0; more < 4; more++) await done(office, "drawSpotCheck", order({ endsOn: "2024-08-30" }));
  expect(await statements()).toBe(few);
});
