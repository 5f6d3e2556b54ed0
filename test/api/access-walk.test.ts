import { getNamedType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { planWeeks } from "../../schema/dispatch/opening.ts";
import { queueLetter } from "../../schema/letter/queue.ts";
import { schema } from "../../schema/schema.ts";
import { buildChain, markOf, registerSharedCompany } from "../kit/chains.ts";
import { give } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { idsIn } from "../kit/ids.ts";
import { answer, openQuestions, readsOfOne, timeless, told } from "../kit/questions.ts";
import { sumsOf } from "../kit/rows.ts";
import { globalId, idFields, mutationFields, sampleInput, subjectOf, typeOfId } from "../kit/schema-walk.ts";

const questions = openQuestions(2, ["1401", "1402", "140106"]);
const counties = ["140105", "140106", "140212"] as const;

let hub: TestHub;
const viewers = new Map<string, Viewer>();
/** What each viewer was told when his own region was all there was, and what he is told now. */
const alone = new Map<string, Map<string, unknown>>();
const now = new Map<string, Map<string, unknown>>();

const viewer = (name: string) => viewers.get(name) as Viewer;

async function toldNow(name: string): Promise<Map<string, unknown>> {
  const known = now.get(name) ?? (await told(hub, viewer(name), questions));
  now.set(name, known);
  return known;
}

const regional: [string, Role, string][] = [
  ["county 140105", "county", "140105"],
  ["subdistrict 140105001", "subdistrict", "140105001"],
  ["city 1401", "city", "1401"],
  ["system 1401", "system", "1401"],
  ["department 1401", "department", "1401"],
];
const provincial: [string, Role, string][] = [
  ["leader", "leader", "14"],
  ["office", "office", "14"],
  ["administrator", "administrator", "14"],
  ["display", "display", "14"],
  ["discipline", "discipline", "14"],
  ["department 14", "department", "14"],
  ["unasked department 14", "department", "14"],
];

/** Every complex of the county falls to the lot: known to the body that draws, sealed from all below it. */
async function draw(body: Viewer, county: string) {
  const period = { startsOn: "2024-08-15", endsOn: "2024-08-20" };
  const drawn = { county, size: 2, inspectors: ["演示"], ...period };
  expect((await give(hub, body, "drawSpotCheck", "spotCheck", drawn)).errors).toEqual([]);
}

/** Of the county, and of its city. */
async function write(county: string) {
  for (const region of [county, county.slice(0, 4)])
    await transact(hub.as(hub.hub), async (work) => {
      const about = {
        type: "DispatchReport" as const,
        id: `018f0000-0000-7000-8000-000000${region}`.padEnd(36, "0"),
        version: 1,
      };
      const words = { to: `office-${region}@centre.example`, subject: `周报${markOf(county)}`, text: markOf(county) };
      await queueLetter(work, { purpose: "report", about, region, ...words });
    });
}

beforeAll(async () => {
  hub = await createTestHub();
  await transact(hub.as(hub.hub), planWeeks);
  await hub.tick();
  await registerSharedCompany(hub, ["1401", "1402"]);
  for (const [name, role, region] of [...regional, ...provincial]) {
    const department =
      role === "department" ? (name.startsWith("unasked") ? "publicSecurity" : "marketRegulation") : undefined;
    viewers.set(
      name,
      role === "system" ? await hub.client(region) : await hub.person(role, region, { name, department }),
    );
  }
  viewers.set("public", hub.public);
  await buildChain(hub, "140105");
  await write("140105");
  for (const name of ["county 140105", "subdistrict 140105001"])
    alone.set(name, await told(hub, viewer(name), questions));
  await draw(await hub.person("city", "1401"), "140105");
  await buildChain(hub, "140106");
  for (const name of ["city 1401", "system 1401", "department 1401"])
    alone.set(name, await told(hub, viewer(name), questions));
  await draw(viewer("office"), "140105");
  await buildChain(hub, "140212");
  await write("140212");
  await draw(await hub.person("city", "1402"), "140212");
  await draw(viewer("office"), "140212");
}, 300_000);
afterAll(() => hub?.drop());

describe("what happens elsewhere, or is sealed, changes nothing of what one is told", () => {
  it.each(regional.map(([name]) => name))(
    "%s",
    async (name) => {
      const now = await toldNow(name);
      for (const [field, before] of alone.get(name) ?? [])
        expect(timeless(now.get(field)), field).toEqual(timeless(before));
    },
    120_000,
  );
});

const marks = counties.map((county) => [county, markOf(county)] as const);

describe("nothing that was written elsewhere turns up", () => {
  const seesOf: Record<string, readonly string[]> = {
    "county 140105": ["140105"],
    "subdistrict 140105001": ["140105"],
    "city 1401": ["140105", "140106"],
    "system 1401": ["140105", "140106"],
    "department 1401": ["140105", "140106"],
    leader: counties,
    office: counties,
    "department 14": counties,
    // A wall names complexes and companies; persons it does not, see below.
    display: counties,
  };
  it.each([...regional, ...provincial].map(([name]) => name).concat("public"))(
    "%s",
    async (name) => {
      // Who works where is the administrator's business: he gives the accounts.
      const ofAccounts = (field: string) => name === "administrator" && /^(accounts|handlers|people)/.test(field);
      const answers = [...(await toldNow(name))].filter(([field]) => !ofAccounts(field));
      const told = new Map<string, string[]>();
      for (const [field, value] of answers) {
        const text = JSON.stringify(value);
        for (const [county, mark] of marks)
          if (text.includes(mark)) told.set(county, [...(told.get(county) ?? []), field]);
      }
      const expected = seesOf[name] ?? [];
      expect(expected.filter((county) => !told.has(county))).toEqual([]);
      expect([...told].filter(([county]) => !expected.includes(county))).toEqual([]);
    },
    120_000,
  );
});

it("a wall and the public are told of no person and nobody's words", async () => {
  for (const name of ["display", "public"]) {
    const text = JSON.stringify([...(await toldNow(name)).values()]);
    expect(text.match(/(业主|经理|县员|市员|引导|街办|委员|电梯坏了|现场|属实)〔[^"]*/g), name).toBeNull();
  }
}, 120_000);

describe("a count counts what can be seen", () => {
  const counted = (value: unknown, path: readonly string[], wrong: string[]) => {
    if (value === null || typeof value !== "object") return;
    const { totalCount, edges, pageInfo } = value as { totalCount?: number; edges?: unknown[]; pageInfo?: object };
    if (totalCount !== undefined && edges && !(pageInfo as { hasNextPage?: boolean })?.hasNextPage)
      if (edges.length !== totalCount) wrong.push(`${path.join(".")}: ${totalCount} counted, ${edges.length} there`);
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === "object") counted(inner, [...path, key], wrong);
  };
  it.each([...regional, ...provincial].map(([name]) => name))(
    "%s",
    async (name) => {
      const wrong: string[] = [];
      for (const [field, value] of await toldNow(name)) counted(value, [field], wrong);
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

const unknownId = "0190163d-8694-739b-aea5-966c26f8ad91";
const asked = ["county 140105", "city 1401", "system 1401", "department 1401", "unasked department 14", "public"];

describe("a foreign id is like one that does not exist", () => {
  it("in every read that takes an id, a number or a code", async () => {
    const foreign = await idsIn(hub, "140212");
    const numbers = await hub.pool.query<{ n: string }>(
      `select "number" as n from "Complaint" where "cityCode" = '1402' union select "number" from "Rectification" where "cityCode" = '1402' union select "number" from "Exit" where "cityCode" = '1402' union select "number" from "PenaltyCase" where "cityCode" = '1402' union select "number" from "SpotCheck" where "cityCode" = '1402'`,
    );
    const reads = readsOfOne();
    const differing: string[] = [];
    for (const name of asked)
      for (const { field, args, type, document } of reads) {
        const pairs =
          type === "number"
            ? numbers.rows.map(({ n }) => [n, "无此号"] as const)
            : (foreign.get(type) ?? [])
                .slice(0, 1)
                .map((id) => [globalId(type, id), globalId(type, unknownId)] as const);
        for (const pair of pairs) {
          const [known, unknown] = await Promise.all(
            pair.map((value) => answer(hub, viewer(name), document, { value })),
          );
          if (JSON.stringify(known) !== JSON.stringify(unknown))
            differing.push(`${name} ${field}(${args}): ${JSON.stringify(known).slice(0, 160)}`);
        }
      }
    expect(differing).toEqual([]);
  }, 180_000);

  it("in every command, alone or beside ids of one's own", async () => {
    const foreign = await idsIn(hub, "140212");
    const own = await idsIn(hub, "140105");
    const differing: string[] = [];
    const untouched = await rowsElsewhere();
    for (const name of asked)
      for (const field of mutationFields(schema)) {
        const input = field.args.find((arg) => arg.name === "input");
        if (!input) continue;
        const subject = subjectOf(schema, field);
        const errors = (getNamedType(field.type) as { getFields?: () => object }).getFields?.() ?? {};
        const wanted = "errors" in errors ? "errors { code path }" : "__typename";
        const document = `mutation ($input: ${String(input.type)}) { ${field.name}(input: $input) { ${wanted} } }`;
        const outcome = async (value: (path: string) => string | undefined) => {
          const give = (key: string, type: string) => (type === "ID" ? value(key) : undefined);
          return JSON.stringify(
            await answer(hub, viewer(name), document, { input: sampleInput(input.type, "input", give, true) }),
          );
        };
        for (const path of idFields(input.type)) {
          const key = path.at(-1) ?? "";
          for (const type of typeOfId(schema, key, subject)) {
            const rest = (other: string) => {
              const [likely = ""] = typeOfId(schema, other, subject);
              return globalId(likely, own.get(likely)?.[0] ?? unknownId);
            };
            for (const id of (foreign.get(type) ?? []).slice(0, 1)) {
              const known = await outcome((other) => (other === key ? globalId(type, id) : rest(other)));
              const unknown = await outcome((other) => (other === key ? globalId(type, unknownId) : rest(other)));
              if (known !== unknown)
                differing.push(
                  `${name} ${field.name} ${key} of ${type}: ${known.slice(0, 120)} / ${unknown.slice(0, 120)}`,
                );
            }
          }
        }
      }
    expect(differing).toEqual([]);
    expect(await rowsElsewhere()).toEqual(untouched);
  }, 240_000);
});

/** Of each table, what the other city has. */
const rowsElsewhere = () => sumsOf(hub.pool, tablesOfCities, `"cityCode" = '1402'`);
const tablesOfCities = [
  "Complex",
  "Complaint",
  "Inspection",
  "Finding",
  "Rectification",
  "FollowUp",
  "CreditEvent",
  "Delivery",
  "Letter",
  "Exit",
  "PenaltyCase",
  "SpotCheck",
  "PolicyDocument",
  "PolicyReceipt",
  "OpinionIncident",
  "PublicityItem",
];
