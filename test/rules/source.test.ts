import { describe, expect, it } from "vitest";
import { type HeldWord, hashOf, judge, laidOver, repeatedNames, type SourceRow } from "../../schema/source/rules.ts";
import { at } from "../kit/moments.ts";

interface Row extends SourceRow {
  name?: string | null;
  households?: bigint | number;
  opened?: Date;
  tags?: readonly unknown[];
  place?: object;
}
const row = (over: Partial<Row> = {}): Row => ({ externalId: "c-1", sourceUpdatedAt: at("2024-08-15"), ...over });
const hashes = (...rows: Partial<Row>[]) => new Set(rows.map((over) => hashOf(row(over)))).size;

describe("the content of a row", () => {
  it("is the same in whatever order its fields come, and whenever and under which name it is sent", () => {
    const place = { city: "1401", street: { name: "a", number: 1 } };
    const turned = { street: { number: 1, name: "a" }, city: "1401" };
    expect(
      hashes(
        { name: "a", place },
        { place: turned, name: "a" },
        { name: "a", place, opened: undefined },
        { name: "a", place, externalId: "c-2", sourceUpdatedAt: at("2024-08-16") },
      ),
    ).toBe(1);
  });
  it("is another when anything in it is", () => {
    const rows = [
      {},
      { name: null },
      { name: "a" },
      { name: "b" },
      { households: 12 },
      { households: 13n },
      { opened: at("2024-08-15") },
      { opened: at("2024-08-16") },
      { tags: ["a", "b"] },
      { tags: ["b", "a"] },
      { tags: [["a"], "b"] },
      { tags: ["ab"] },
      { place: {} },
      { place: { a: 1, b: 2 } },
      { place: { a: 2, b: 1 } },
    ];
    expect(hashes(...rows)).toBe(rows.length);
  });
  // By hand: sha256sum of {"households":400,"name":"演示苑","tags":["a",null]}
  it("is a hash that stays: what was held before an upgrade is known after it", () => {
    expect(hashOf(row({ name: "演示苑", households: 400, tags: ["a", null] }))).toBe(
      "fb4248bb67d8ccc3571356f5a2268a3c93149bf6ba52349a4d56b77505187606",
    );
  });
});

describe("the word of a source", () => {
  const hash = Buffer.from("same");
  const held: HeldWord = { subjectId: "x", sourceUpdatedAt: at("2024-08-15"), contentHash: new Uint8Array(hash) };
  it.each<[string, Partial<Row>, Buffer, HeldWord | null, object]>([
    ["the first", {}, hash, null, { take: "write", held: null }],
    ["an older one", { sourceUpdatedAt: at("2024-08-14") }, Buffer.from("new"), held, { take: "older", held }],
    ["an older one of the same", { sourceUpdatedAt: at("2024-08-14") }, hash, held, { take: "older", held }],
    ["the same again", {}, hash, held, { take: "unchanged", held, newer: false }],
    ["the same later", { sourceUpdatedAt: at("2024-08-16") }, hash, held, { take: "unchanged", held, newer: true }],
    ["another of the same time", {}, Buffer.from("new"), held, { take: "write", held }],
    [
      "a name that another one speaks for",
      { sourceUpdatedAt: at("2024-08-16") },
      Buffer.from("new"),
      { ...held, alias: true },
      { take: "unchanged", held: { ...held, alias: true }, newer: false },
    ],
  ])("%s", (_, over, contentHash, before, verdict) => {
    expect(judge(row(over), contentHash, before)).toEqual(verdict);
  });
});

it("names that a call uses twice are refused where they come again", () => {
  const rows = ["a", "b", "a", "c", "a"].map((externalId) => row({ externalId }));
  const repeated = repeatedNames(rows);
  expect([...repeated.keys()]).toEqual([2, 4]);
  expect(repeated.get(2)).toMatchObject({
    code: "source/external-id-repeated",
    field: ["externalId"],
    facts: { externalId: "a" },
  });
});

describe("a word laid over what is held", () => {
  const held = { name: "a" as string | null, households: 4, opened: at("2024-08-15") as Date | null };
  it("changes what it says otherwise, and names it", () => {
    expect(laidOver(held, { name: "b", households: 4 })).toEqual({
      next: { ...held, name: "b" },
      changed: ["name"],
    });
    expect(laidOver(held, { name: null, opened: at("2024-08-16") })).toEqual({
      next: { name: null, households: 4, opened: at("2024-08-16") },
      changed: ["name", "opened"],
    });
  });
  it("leaves what it does not speak of, and takes nothing that is unknown", () => {
    expect(laidOver(held, { name: undefined, ...{ colour: "red" } })).toEqual({ next: held, changed: [] });
  });
  it("knows the same moment in another object", () => {
    expect(laidOver(held, { opened: new Date(held.opened as Date) }).changed).toEqual([]);
    expect(laidOver({ ...held, opened: null as Date | null }, { opened: at("2024-08-15") }).changed).toEqual([
      "opened",
    ]);
    expect(laidOver(held, { opened: null }).changed).toEqual(["opened"]);
  });
  it("leaves the row itself as it was", () => {
    laidOver(held, { name: "b" });
    expect(held.name).toBe("a");
  });
});
