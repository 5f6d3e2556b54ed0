import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { mostBulkRows } from "../../schema/bulk.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import type { HubContext } from "../../schema/context.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

interface Result {
  result: {
    rows: { number: string | null; status: string; errors: { code: string; path: string[] }[] }[];
    done: number;
    refused: number;
    stale: number;
  } | null;
  errors: { code: string; path: string[] }[];
}

let hub: TestHub;
let county: Viewer;
let city: Viewer;
let handler: Viewer;
let ids: string[];

async function give(as: Viewer, field: "assignComplaints" | "remindRectifications", input: object, over = {}) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) {
    result { rows { number status errors { code path } } done refused stale } errors { code path } } }`;
  return (await hub.ask<Record<string, Result>>(as, document, { input }, over as Partial<HubContext>))[field] as Result;
}
const complaint = (id: string, expectedVersion?: number) => ({ id: globalId("Complaint", id), expectedVersion });
const assign = (as: Viewer, input: object, over = {}) =>
  give(as, "assignComplaints", { handlerId: globalId("Person", handler.id ?? ""), ...input }, over);
const told = ({ result }: Result) =>
  result?.rows.map(({ status, errors }) => [status, ...errors.map(({ code }) => code)].join(" "));

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  handler = await hub.person("county", "140105");
  ids = [];
  const filing = { source: "hotline" as const, anonymous: false };
  for (const countyCode of ["140105", "140105", "140105", "140105", "140106"]) {
    const personal = { name: "演示业主", phone: null, address: null, text: "演示" };
    ids.push((await recordComplaint(hub.as(city), { ...filing, countyCode, personal })).id);
  }
});
afterAll(() => hub?.drop());

it("each row is done, refused or stale by itself, in the order in which they were given, with one event each", async () => {
  const [one = "", two = "", three = "", , elsewhere = ""] = ids;
  await hub.prisma.complaint.update({ where: { id: two }, data: { state: "closed", closedAt: hub.clock.now() } });
  const rows = [complaint(elsewhere), complaint(three, 7), complaint(two), complaint(one, 1)];
  const answer = await assign(county, { rows });
  expect(told(answer)).toEqual([
    "REFUSED not-found",
    "STALE conflict/stale",
    "REFUSED complaint/not-in-this-state",
    "DONE",
  ]);
  expect(answer.result).toMatchObject({ done: 1, refused: 2, stale: 1 });
  expect(answer.result?.rows.map(({ number }) => number === null)).toEqual([true, false, false, false]);
  expect(answer.result?.rows[1]?.errors).toEqual([{ code: "conflict/stale", path: ["rows", "1", "expectedVersion"] }]);
  const events = await hub.prisma.activityEvent.findMany({ where: { kind: "ComplaintAssigned" } });
  expect(events.map(({ subjectId }) => subjectId)).toEqual([one]);
  expect(await hub.prisma.complaint.findUniqueOrThrow({ where: { id: one } })).toMatchObject({ handlerId: handler.id });
});

it("all that match a filter are taken, within one's own region and no more than the bound", async () => {
  const answer = await assign(county, { matching: { open: true, states: ["RECEIVED"] } });
  expect(told(answer)).toEqual(["DONE", "DONE"]);
  expect(await hub.prisma.complaint.findUniqueOrThrow({ where: { id: ids[4] } })).toMatchObject({ handlerId: null });
  const row = await hub.prisma.complaint.findUniqueOrThrow({ where: { id: ids[4] } });
  await hub.prisma.complaint.createMany({
    data: Array.from({ length: mostBulkRows + 1 }, (_, index) => {
      const { id: _id, ...rest } = row;
      return {
        ...rest,
        countyCode: "140107",
        number: `演示-${index}`,
        trackingHash: new Uint8Array(Buffer.from(`${index}`)),
      };
    }),
  });
  const matching = { region: "140107" };
  expect(await assign(city, { matching })).toEqual({
    result: null,
    errors: [{ code: "invalid/too-many", path: ["matching"] }],
  });
  for (const input of [{}, { matching, rows: [complaint(ids[0] ?? "")] }])
    expect((await assign(city, input)).errors).toEqual([{ code: "invalid/required", path: ["rows"] }]);
});

it("the same call under its key is answered again and not carried out twice", async () => {
  const before = await hub.prisma.activityEvent.count();
  const idempotency = { key: "k".repeat(22), field: "", bodyHash: Buffer.alloc(32, 1) };
  const rows = [complaint(ids[0] ?? ""), complaint(ids[1] ?? "")];
  const first = await assign(city, { rows }, { idempotency });
  expect(told(first)).toEqual(["DONE", "REFUSED complaint/not-in-this-state"]);
  expect(await assign(city, { rows }, { idempotency })).toEqual(first);
  expect(await hub.prisma.activityEvent.count()).toBe(before + 1);
});

it("whoever owes an overdue rectification is reminded once a working day, on record by name and place", async () => {
  const place = { cityCode: "1401", countyCode: "140105", subdistrictCode: "140105001" };
  const complex = await hub.prisma.complex.create({ data: { name: "演示苑", ...place, households: 400 } });
  const deadlines = ["2024-08-15T18:00:00+08:00", "2024-08-30T18:00:00+08:00"];
  for (const [index, deadline] of deadlines.entries())
    await hub.prisma.rectification.create({
      data: {
        ...place,
        complexId: complex.id,
        number: `演示〔2024〕${index}号`,
        requirement: "修复",
        responsiblePerson: "演示责任人",
        orderedAt: hub.clock.now(),
        deadline: new Date(deadline),
        originalDeadline: new Date(deadline),
      },
    });
  hub.clock.set("2024-08-16T09:00:00+08:00");
  const remind = (as: Viewer) => give(as, "remindRectifications", { matching: {} });
  const sorted = async (as: Viewer) => told(await remind(as))?.toSorted();
  expect(await sorted(await hub.person("city", "1402"))).toEqual([]);
  expect(await remind(await hub.person("subdistrict", "140105001"))).toEqual({
    result: null,
    errors: [{ code: "forbidden", path: [] }],
  });
  expect(await sorted(county)).toEqual(["DONE", "REFUSED rectification/not-overdue"]);
  expect(await sorted(city)).toEqual(["REFUSED rectification/not-overdue", "REFUSED rectification/reminded-already"]);
  hub.clock.set("2024-08-19T00:00:00+08:00");
  expect(await sorted(city)).toEqual(["DONE", "REFUSED rectification/not-overdue"]);
  const { rectifications } = await hub.ask<{ rectifications: { edges: { node: object }[] } }>(
    city,
    `{ rectifications(first: 1) { edges { node { remindedAt reminders { responsiblePerson subdistrict { code } by } } } } }`,
  );
  const reminder = { responsiblePerson: "演示责任人", subdistrict: { code: "140105001" } };
  expect(rectifications.edges[0]?.node).toEqual({
    remindedAt: hub.clock.now(),
    reminders: [
      { ...reminder, by: city.name },
      { ...reminder, by: county.name },
    ],
  });
  const events = await hub.prisma.activityEvent.findMany({ where: { kind: "RectificationReminded" } });
  expect(events).toMatchObject([{ subdistrictCode: "140105001" }, { subdistrictCode: "140105001" }]);
});
