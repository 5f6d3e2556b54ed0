import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { predicateOf, whereOf } from "../../schema/activity/condition.ts";
import { readAfter } from "../../schema/activity/event.ts";
import { conditionOf } from "../../schema/activity/filter.ts";
import type { NewEvent } from "../../schema/activity/log.ts";
import { accessScope, scopeKey } from "../../schema/activity/policy.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";
import { anEvent, appendTo, aViewer } from "../kit/log.ts";

const regions = ["14", "1401", "140105", "140105001", "140106", "1402", "140202"];
const viewers = [
  ...["leader", "office", "administrator", "display", "discipline", "department"].map((role) =>
    aViewer(role as "leader", "14"),
  ),
  ...["1401", "1402"].flatMap((city) =>
    (["city", "system", "department", "discipline", "display"] as const).map((role) => aViewer(role, city)),
  ),
  aViewer("county", "140105"),
  aViewer("county", "140202"),
  aViewer("subdistrict", "140105001"),
  aViewer("system", "1401", { scopes: ["ledger"] }),
  aViewer("public", ""),
  aViewer("hub", ""),
];

/** Every mixture of place, address, seal and kind that the rule looks at. */
const events: NewEvent[] = regions.flatMap((region) =>
  (["ComplaintFiled", "AccountCreated"] as const).flatMap((kind) => [
    anEvent({ kind, region }),
    anEvent({ kind, region, audienceRegions: ["1402", "140202"] }),
    anEvent({ kind, region, audienceDepartments: ["credit:1401", "disciplineInspection:14"] }),
    ...["14", "1401", "140105"].map((seal) => anEvent({ kind, region, seal, audienceRegions: ["1402"] })),
  ]),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await appendTo(database.prisma, events);
});
afterAll(() => database.drop());

const inDatabase = async (condition: Parameters<typeof whereOf>[0]) => {
  const rows = await database.prisma.activityEvent.findMany({ where: whereOf(condition), orderBy: { id: "asc" } });
  return rows.map(({ id }) => Number(id));
};
const inMemory = async (condition: Parameters<typeof whereOf>[0]) =>
  (await readAfter(database.pool, 0, 10_000)).filter(predicateOf(condition)).map(({ id }) => id);

describe("who sees which events", () => {
  it("is the same asked of the database and of an event in memory", async () => {
    for (const viewer of viewers) {
      const scope = accessScope(viewer);
      expect(await inMemory(scope), scopeKey(viewer)).toEqual(await inDatabase(scope));
      for (const region of ["14", "1401", "140105", "140105001", "15"]) {
        const narrowed = { all: [scope, conditionOf({ region, topics: ["complaint"] })] };
        expect(await inMemory(narrowed), `${scopeKey(viewer)} in ${region}`).toEqual(await inDatabase(narrowed));
      }
    }
  });

  const seenBy = async (viewer: (typeof viewers)[number]) => {
    const all = await readAfter(database.pool, 0, 10_000);
    return all.filter(predicateOf(accessScope(viewer)));
  };

  it("stays inside the region but for what is addressed to it", async () => {
    for (const viewer of viewers.filter(({ role }) => !["hub", "public", "department", "discipline"].includes(role)))
      for (const event of await seenBy(viewer))
        expect(event.regionCode.startsWith(viewer.region) || event.audienceRegions.includes(viewer.region)).toBe(true);
  });

  it("keeps a sealed event from everybody below the body that sealed it", async () => {
    for (const viewer of viewers.filter(({ role }) => role !== "hub"))
      for (const { seal } of await seenBy(viewer)) expect(seal === null || seal.startsWith(viewer.region)).toBe(true);
    const city = await seenBy(aViewer("city", "1401"));
    expect(new Set(city.map(({ seal }) => seal))).toEqual(new Set([null, "1401", "140105"]));
    const county = await seenBy(aViewer("county", "140105"));
    expect(new Set(county.map(({ seal }) => seal))).toEqual(new Set([null, "140105"]));
    // A wall is passed by visitors, and behind a key nobody knows who reads.
    for (const machine of [aViewer("display", "14"), aViewer("system", "1401")])
      expect(new Set((await seenBy(machine)).map(({ seal }) => seal))).toEqual(new Set([null]));
  });

  it("shows departments and discipline inspection only what is addressed to them", async () => {
    for (const role of ["department", "discipline"] as const) {
      const seen = await seenBy(aViewer(role, role === "department" ? "1401" : "14"));
      expect(seen.length).toBeGreaterThan(0);
      const address = role === "department" ? "credit:1401" : "disciplineInspection:14";
      for (const event of seen) expect(event.audienceDepartments).toContain(address);
    }
    expect(await seenBy(aViewer("discipline", "1401"))).toEqual([]);
  });

  it("gives administration to administrator and office, and cases to all others", async () => {
    const topicsOf = async (role: "administrator" | "office" | "leader" | "display") =>
      new Set((await seenBy(aViewer(role, "14"))).map(({ kind }) => kind));
    expect(await topicsOf("administrator")).toEqual(new Set(["AccountCreated"]));
    expect(await topicsOf("office")).toEqual(new Set(["AccountCreated", "ComplaintFiled"]));
    expect(await topicsOf("leader")).toEqual(new Set(["ComplaintFiled"]));
    expect(await topicsOf("display")).toEqual(new Set(["ComplaintFiled"]));
  });

  it("is nothing for the public and for a key without the scope to read", async () => {
    expect(await seenBy(aViewer("public", ""))).toEqual([]);
    expect(await seenBy(aViewer("system", "1401", { scopes: ["ledger"] }))).toEqual([]);
  });
});

it("has one key for those who see the same, and another for everybody else", () => {
  const key = (...of: Parameters<typeof aViewer>) => scopeKey(aViewer(...of));
  expect(key("city", "1401", { id: null, name: "another" })).toBe(key("city", "1401"));
  const keys: Parameters<typeof aViewer>[] = [
    ["city", "1401"],
    ["city", "1402"],
    ["county", "140105"],
    ["leader", "14"],
    ["office", "14"],
    ["display", "14"],
    ["department", "14", { department: "credit" }],
    ["department", "14", { department: "housing" }],
  ];
  expect(new Set(keys.map((of) => key(...of))).size).toBe(keys.length);
});
