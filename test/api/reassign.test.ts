import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { carriedOut } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

interface Answer {
  result: { moved: { kind: string; count: number }[]; refused: { code: string; count: number }[]; left: number } | null;
  errors: { code: string; path: string[] }[];
}

let hub: TestHub;
let administrator: Viewer;
let city: Viewer;
let leaver: Viewer;
let heir: Viewer;
let complaint: string;

const person = ({ id }: Viewer) => globalId("Person", id ?? "");
const reassign = async (as: Viewer, input: object = {}) =>
  (
    await hub.ask<{ reassignWork: Answer }>(
      as,
      `mutation ($input: ReassignWorkInput!) { reassignWork(input: $input) {
         result { moved { kind count } refused { code count } left } errors { code path } } }`,
      { input: { fromId: person(leaver), toId: person(heir), reason: "LEFT", ...input } },
    )
  ).reassignWork;
const open = async (as: Viewer) =>
  (
    await hub.ask<{ openWork: { kind: string; count: number; shared: boolean }[] }>(
      as,
      `query ($id: ID!) { openWork(personId: $id) { kind count shared } }`,
      { id: person(leaver) },
    )
  ).openWork;

beforeAll(async () => {
  hub = await createTestHub();
  administrator = await hub.person("administrator", "14");
  city = await hub.person("city", "1401");
  leaver = await hub.person("county", "140105", { name: "演示离任" });
  heir = await hub.person("county", "140105", { name: "演示接任" });
  const place = { cityCode: "1401", countyCode: "140105", responsiblePerson: "演示离任" };
  const complex = await hub.prisma.complex.create({ data: { name: "演示苑", ...place, households: 400 } });
  // What was merged is history: nobody answers for it.
  const merged = { mergedIntoId: complex.id, mergedAt: hub.clock.now(), mergeReason: "登记两次" };
  await hub.prisma.complex.create({ data: { name: "演示苑", ...place, households: 400, ...merged } });
  const moments = {
    orderedAt: hub.clock.now(),
    deadline: new Date("2024-09-01"),
    originalDeadline: new Date("2024-09-01"),
  };
  for (const state of ["ordered", "accepted"] as const)
    await hub.prisma.rectification.create({
      data: {
        ...place,
        ...moments,
        complexId: complex.id,
        number: `演示-${state}`,
        requirement: "修复",
        state,
        settledAt: state === "accepted" ? hub.clock.now() : null,
      },
    });
  const personal = { name: "演示业主", phone: null, address: null, text: "演示" };
  const filing = { source: "hotline" as const, anonymous: false, countyCode: "140105", personal };
  for (const _ of [1, 2]) {
    complaint = (await recordComplaint(hub.as(leaver), filing)).id;
    const id = globalId("Complaint", complaint);
    await carriedOut(hub, leaver, "assignComplaint", "complaint", { id, handlerId: person(leaver) });
  }
});
afterAll(() => hub?.drop());

it("tells what is open by kind, to those who may hand it on", async () => {
  const expected = [
    { kind: "COMPLAINT", count: 2, shared: false },
    { kind: "COMPLEX", count: 1, shared: false },
    { kind: "RECTIFICATION", count: 1, shared: false },
  ];
  expect(await open(administrator)).toEqual(expected);
  expect(await open(city)).toEqual(expected);
  await expect(open(leaver)).rejects.toMatchObject({ code: "forbidden" });
  await expect(open(await hub.person("city", "1402"))).rejects.toMatchObject({ code: "not-found" });
});

it("lists who works in a region, with what is open of each for those who may hand it on", async () => {
  const gone = await hub.person("county", "140106", { name: "演示停用", disabledAt: new Date() });
  const people = async (as: Viewer, filter: object = {}) =>
    (
      await hub.ask<{ people: { totalCount: number; edges: { node: object }[] } }>(
        as,
        `query ($filter: PersonFilter) { people(filter: $filter) { totalCount edges { node {
           name disabledAt region { code } openWork { kind count shared } } } } }`,
        { filter },
      )
    ).people;
  const names = async (as: Viewer, filter: object = {}) =>
    (await people(as, filter)).edges.map(({ node }) => (node as { name: string }).name);
  const none = [
    { kind: "COMPLAINT", count: 0, shared: false },
    { kind: "COMPLEX", count: 0, shared: false },
    { kind: "RECTIFICATION", count: 0, shared: false },
  ];
  expect((await people(city, { region: "1401", search: "演示" })).edges.map(({ node }) => node)).toEqual([
    { name: city.name, disabledAt: null, region: { code: "1401" }, openWork: none },
    { name: "演示离任", disabledAt: null, region: { code: "140105" }, openWork: await open(city) },
    { name: "演示接任", disabledAt: null, region: { code: "140105" }, openWork: none },
    { name: "演示停用", disabledAt: expect.anything(), region: { code: "140106" }, openWork: none },
  ]);
  expect(await names(city, { disabled: true })).toEqual(["演示停用"]);
  expect(await names(leaver)).toEqual(["演示离任", "演示接任"]);
  expect((await people(leaver)).edges.map(({ node }) => node)).toMatchObject([{ openWork: null }, { openWork: null }]);
  expect((await people(await hub.person("city", "1402"), { search: "任" })).totalCount).toBe(0);
  expect((await people(await hub.person("department", "1401", { department: "fireRescue" }))).totalCount).toBe(0);
  await hub.prisma.user.delete({ where: { id: gone.id ?? "" } });
});

it("refuses who may not, and successors who could not do it", async () => {
  expect((await reassign(leaver)).errors).toEqual([{ code: "forbidden", path: [] }]);
  expect((await reassign(await hub.person("city", "1402"))).errors).toEqual([{ code: "not-found", path: ["fromId"] }]);
  const unfit = [
    leaver,
    await hub.person("leader", "14"),
    await hub.person("county", "140105", { disabledAt: new Date() }),
  ];
  for (const to of unfit)
    expect((await reassign(administrator, { toId: person(to) })).errors).toEqual([
      { code: "account/successor-unfit", path: ["toId"] },
    ]);
  const elsewhere = await reassign(administrator, { toId: person(await hub.person("county", "140106")) });
  expect(elsewhere.result).toMatchObject({ refused: [{ code: "account/successor-unfit", count: 4 }], left: 4 });
});

it("what names two persons alike stays, until it is known whose it is", async () => {
  const namesake = await hub.person("subdistrict", "140105001", { name: "演示离任" });
  expect((await open(city)).map(({ shared }) => shared)).toEqual([false, true, true]);
  expect((await reassign(city, { kinds: ["COMPLEX", "RECTIFICATION"] })).result).toMatchObject({
    left: 2,
    refused: [],
  });
  await hub.prisma.user.update({ where: { id: namesake.id ?? "" }, data: { disabledAt: new Date() } });
});

it("hands all of it on by whoever gave the order, with one event for each case; nothing is left", async () => {
  const before = (await hub.prisma.activityEvent.findFirst({ orderBy: { id: "desc" } }))?.id ?? 0n;
  expect(await reassign(administrator)).toEqual({
    result: {
      moved: [
        { kind: "COMPLAINT", count: 2 },
        { kind: "COMPLEX", count: 1 },
        { kind: "RECTIFICATION", count: 1 },
      ],
      refused: [],
      left: 0,
    },
    errors: [],
  });
  const events = await hub.prisma.activityEvent.findMany({ where: { id: { gt: before } }, orderBy: { id: "asc" } });
  expect(events.map(({ kind }) => kind)).toEqual([
    "ComplaintAssigned",
    "ComplaintAssigned",
    "ComplexChanged",
    "RectificationResponsibleNamed",
    "WorkReassigned",
  ]);
  expect(new Set(events.map(({ actorId }) => actorId))).toEqual(new Set([administrator.id]));
  expect(events.at(-1)?.facts).toEqual({ to: heir.id, reason: "left", complaint: 2, complex: 1, rectification: 1 });
  expect(await hub.prisma.complaint.findUniqueOrThrow({ where: { id: complaint } })).toMatchObject({
    handlerId: heir.id,
  });
  const settled = await hub.prisma.rectification.findFirstOrThrow({ where: { state: "accepted" } });
  expect(settled.responsiblePerson).toBe("演示离任");
  expect((await open(administrator)).map(({ count }) => count)).toEqual([0, 0, 0]);
});
