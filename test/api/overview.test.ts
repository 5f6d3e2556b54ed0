import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { regions } from "../../seeds/regions.ts";
import { type Answer, give } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let office: Viewer;
const counties = ["140105", "140106", "140213", "141002"];
const staff = new Map<string, Viewer>();

/** The same history on every run. */
let seed = 20_240_815;
const random = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * below);
};
const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item;

interface Held {
  county: string;
  id: string;
}
const held: Record<"complex" | "complaint" | "finding" | "rectification", Held[]> = {
  complex: [],
  complaint: [],
  finding: [],
  rectification: [],
};

beforeAll(async () => {
  hub = await createTestHub("2024-06-03T09:00:00+08:00");
  office = await hub.person("office", "14");
  for (const county of counties) staff.set(county, await hub.person("county", county));
  for (let step = 0; step < 260; step++) {
    await act();
    if (random(4) === 0) {
      hub.clock.set(new Date(hub.clock.now().getTime() + random(72 * 3_600_000)));
      await hub.tick();
    }
  }
}, 240_000);
afterAll(() => hub?.drop());

/** One thing that somebody does; what the rules refuse has not happened, which is as good a step as any. */
async function act() {
  const county = pick(counties);
  const viewer = staff.get(county) as Viewer;
  const one = (kind: keyof typeof held) => {
    const own = held[kind].filter((row) => row.county === county);
    return own.length > 0 ? pick(own).id : null;
  };
  const made = (kind: keyof typeof held, answer: Answer) => {
    if (answer.subject) held[kind].push({ county, id: answer.subject.id });
  };
  const complexId = one("complex");
  const step = random(12);
  if (step < 2 || !complexId)
    made(
      "complex",
      await give(hub, viewer, "registerComplex", "complex", {
        name: `演示${crypto.randomUUID()}`,
        county,
        households: 9,
      }),
    );
  else if (step < 4)
    made(
      "complaint",
      await give(hub, viewer, "recordComplaint", "complaint", {
        source: pick(["HOTLINE", "WEB", "VISIT"]),
        complexId,
        anonymous: random(4) === 0,
        complainant: { phone: "13800138000", text: "演示" },
      }),
    );
  else if (step < 7) await inspect(county, viewer, complexId);
  else if (step < 9) {
    const finding = one("finding");
    if (finding)
      made(
        "rectification",
        await give(hub, viewer, "orderRectification", "rectification", {
          findingIds: [finding],
          responsiblePerson: "演示经理",
          requirement: "演示",
          deadline: new Date(hub.clock.now().getTime() + (1 + random(200)) * 3_600_000),
        }),
      );
  } else if (step < 11) await settle(viewer, one("rectification"));
  else {
    const complaint = one("complaint");
    if (complaint) await give(hub, viewer, "withdrawComplaint", "complaint", { id: complaint, reason: "演示" });
    const finding = one("finding");
    if (finding) await give(hub, viewer, "withdrawFinding", "finding", { id: finding, reason: "演示" });
  }
}

async function inspect(county: string, viewer: Viewer, complexId: string) {
  const problems = random(3) > 0;
  const before = new Set((await hub.prisma.finding.findMany({ select: { id: true } })).map(({ id }) => id));
  const answer = await give(hub, viewer, "recordInspection", "inspection", {
    kind: pick(["SCREENING", "LOOK_BACK"]),
    complexId,
    result: problems ? "PROBLEMS" : "CLEAN",
    carriedOutAt: hub.clock.now(),
    evidenceIds: [await storedFile(hub, viewer)],
    findings: problems
      ? [
          {
            kind: "services-not-as-contracted",
            acts: ["services-not-as-contracted/upkeep"],
            illegal: false,
            description: "演示",
          },
        ]
      : [],
  });
  if (random(6) === 0 && answer.subject)
    await give(hub, viewer, "withdrawInspection", "inspection", { id: answer.subject.id, reason: "演示" });
  for (const { id } of await hub.prisma.finding.findMany({ select: { id: true } }))
    if (!before.has(id)) held.finding.push({ county, id: btoa(`Finding:${id}`) });
}

async function settle(viewer: Viewer, id: string | null) {
  if (!id) return;
  const evidenceIds = [await storedFile(hub, viewer)];
  const inspection = { carriedOutAt: hub.clock.now(), evidenceIds };
  if (random(4) === 0) {
    await give(hub, viewer, "failRectification", "rectification", { id, inspection });
    return;
  }
  await give(hub, viewer, "submitRectification", "rectification", { id, evidenceIds });
  if (random(2) === 0) await give(hub, viewer, "acceptRectification", "rectification", { id, inspection });
}

interface Shown {
  key: string;
  value: number;
  of: number | null;
  share: number | null;
  change: number;
  trend: number[];
  weekly: number[];
  door: { list: string; filter: object };
}
const overview = async (viewer: Viewer, region?: string) => {
  const data = await hub.ask<{ overview: { weeks: string[]; figures: Shown[] } }>(
    viewer,
    `query ($region: String) { overview(region: $region) { weeks figures {
      key value of share change trend shareTrend weekly door { list filter } } } }`,
    { region },
  );
  return data.overview;
};

describe("the overview after a random history", () => {
  it("has moved at all", async () => {
    const { figures } = await overview(office);
    expect(Object.fromEntries(figures.map(({ key, value }) => [key, value > 0]))).toEqual({
      LEDGER: true,
      COVERAGE: true,
      COMPLAINTS: true,
      FINDINGS: true,
      RECTIFIED: true,
      OVERDUE: true,
    });
  });

  it.each(["14", "1401", "1402", "1410", ...counties])("equals a recount of %s by hand", async (region) => {
    const inRegion = `"countyCode" like '${region}%'`;
    const { rows } = await hub.pool.query(`select
      (select count(*) from "Complex" where ${inRegion})::int as "LEDGER",
      (select count(*) from "Complex" where ${inRegion} and "screenedAt" is not null)::int as "COVERAGE",
      (select count(*) from "Complaint" where ${inRegion} and "closedAt" is null and "confirmed")::int
        as "COMPLAINTS",
      (select count(*) from "Finding" where ${inRegion} and "state" <> 'withdrawn')::int as "FINDINGS",
      (select count(*) from "Finding" where ${inRegion} and "state" = 'rectified')::int as "RECTIFIED",
      (select count(*) from "Rectification" where ${inRegion} and "overdueAt" is not null and "settledAt" is null)::int
        as "OVERDUE",
      (select count(*) from "Finding" where ${inRegion} and "state" in ('ordered', 'rectified', 'unrectified'))::int
        as "ordered"`);
    const { ordered, ...counted } = rows[0];
    const { figures } = await overview(office, region);
    expect(Object.fromEntries(figures.map(({ key, value }) => [key, value]))).toEqual(counted);
    expect(figures.find(({ key }) => key === "COVERAGE")?.of).toBe(counted.LEDGER);
    expect(figures.find(({ key }) => key === "RECTIFIED")?.of).toBe(ordered);
  });

  it("is a door to exactly the rows that it counts", async () => {
    for (const region of ["14", "1401", "140213"])
      for (const { key, value, door } of (await overview(office, region)).figures) {
        const list = door.list.toLowerCase();
        const type = {
          complexes: "Complex",
          complaints: "Complaint",
          findings: "Finding",
          rectifications: "Rectification",
        }[list];
        const data = await hub.ask<Record<string, { totalCount: number }>>(
          office,
          `query ($filter: ${type}Filter) { ${list}(filter: $filter) { totalCount edges { cursor } } }`,
          { filter: door.filter },
        );
        expect([region, key, data[list]?.totalCount]).toEqual([region, key, value]);
      }
  });

  it("tells week by week how it came about", async () => {
    const { figures, weeks } = await overview(office);
    expect(weeks).toHaveLength(8);
    const { rows } = await hub.pool.query<{ week: string; count: number }>(
      `select date_trunc('week', "createdAt" at time zone 'Asia/Shanghai')::date::text as "week", count(*)::int
       from (select min("occurredAt") as "createdAt" from "ActivityEvent" where "kind" = 'ComplexRegistered' group by "subjectId")
       as complex group by 1`,
    );
    const registered = new Map(rows.map(({ week, count }) => [week, count]));
    const ledger = figures.find(({ key }) => key === "LEDGER") as Shown;
    expect(ledger.weekly).toEqual(weeks.map((week) => registered.get(week) ?? 0));
    for (const { value, change, trend, weekly } of figures) {
      expect(trend.at(-1)).toBe(value);
      expect(change).toBe(weekly.at(-1));
      trend.slice(1).forEach((end, index) => {
        expect(end - (trend[index] as number)).toBe(weekly[index + 1]);
      });
    }
  });

  it("is one statement, and the map another", async () => {
    expect(await statementsDuring(hub.pool, () => overview(office))).toHaveLength(1);
    expect(
      await statementsDuring(hub.pool, () => hub.ask(office, "{ cityFigures { region { name } coverage overdue } }")),
    ).toHaveLength(1);
  });

  it("says of each city, and of each county of a city, what the overview of it says", async () => {
    const map = async (viewer: Viewer, within?: string) => {
      const data = await hub.ask<{ cityFigures: (Record<string, number | null> & { region: { code: string } })[] }>(
        viewer,
        `query ($within: String) { cityFigures(within: $within) {
          region { code } ledger coverage findings rectified overdue complaints } }`,
        { within },
      );
      return data.cityFigures;
    };
    const cities = await map(office);
    expect(cities.map(({ region }) => region.code)).toEqual(
      regions.filter(({ level }) => level === "city").map(({ code }) => code),
    );
    const city = await hub.person("city", "1401");
    for (const { region, ...values } of [...cities, ...(await map(city))]) {
      const { figures } = await overview(office, region.code);
      const of = (key: string) => figures.find((figure) => figure.key === key) as Shown;
      expect(values).toEqual({
        ledger: of("LEDGER").value,
        coverage: of("COVERAGE").share,
        findings: of("FINDINGS").value,
        rectified: of("RECTIFIED").share,
        overdue: of("OVERDUE").value,
        complaints: of("COMPLAINTS").value,
      });
    }
  });

  it("is of one's own region, and of nothing beside or above it", async () => {
    const city = await hub.person("city", "1401");
    expect((await overview(city)).figures).toEqual((await overview(office, "1401")).figures);
    for (const [viewer, region] of [
      [city, "14"],
      [city, "1402"],
      [staff.get("140105"), "140106"],
      [office, "15"],
      [office, "1499"],
      [await hub.person("department", "14", { department: "credit" }), "14"],
      [await hub.person("administrator", "14"), "14"],
    ] as [Viewer, string][]) {
      await expect(overview(viewer, region)).rejects.toMatchObject({ code: "not-found" });
      await expect(
        hub.ask(viewer, "query ($within: String) { cityFigures(within: $within) { overdue } }", { within: region }),
      ).rejects.toMatchObject({ code: "not-found" });
    }
    const display = await hub.person("display", "14");
    expect((await overview(display)).figures).toEqual((await overview(office)).figures);
  });
});
