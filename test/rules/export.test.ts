import { type GraphQLObjectType, getNamedType, isObjectType } from "graphql";
import { describe, expect, it, test } from "vitest";
import { cellOf, textCell } from "../../schema/export/cell.ts";
import { exportLists } from "../../schema/export/lists.ts";
import { schema } from "../../schema/schema.ts";

describe("a text in a sheet", () => {
  it.each([
    "=1+1",
    "+86 351",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠cmd",
    "\t=1",
    "\r=1",
    "\n甲",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=cmd|' /C calc'!A0",
    "\u3000＝1",
    "﹦1",
    "﹫cmd",
  ])("that would be a formula is made text: %j", (text) => {
    expect(textCell(text)).toBe(`'${text}`);
  });

  it.each(["演示小区", "1+1=2", "a@b", "（=1）", "", "'=1"])("that is none stays: %j", (text) => {
    expect(textCell(text)).toBe(text);
  });

  it("holds nothing that XML cannot", () => {
    expect(textCell("甲\0乙\u0007\ud800丙\uffff")).toBe("甲乙丙");
    expect(textCell("\u0001=1")).toBe("'=1");
  });
});

test.each([
  ["2024-08-15T01:02:00.000Z", "instant", new Date("2024-08-15T09:02:00Z")],
  ["2024-08-15", "day", new Date("2024-08-15T00:00:00Z")],
  [3, "number", 3],
  ["12345", "hundredths", 123.45],
  [true, "yes", "是"],
  [false, "yes", "否"],
  [null, "text", null],
  [["太原市", "＝大同市"], "text", "太原市、＝大同市"],
  ["HOTLINE", new Map([["HOTLINE", { zh: "热线", en: "hotline" }]]), "热线"],
  ["=NEW", new Map(), "'=NEW"],
] as const)("%j as %s", (value, format, cell) => {
  expect(cellOf(value, format as never, "zh")).toEqual(cell);
});

describe.each(Object.entries(exportLists))("the list %s", (list, columns) => {
  const field = schema.getQueryType()?.getFields()[list];
  const node = ["edges", "node"].reduce(
    (type, name) => getNamedType((type as GraphQLObjectType).getFields()[name]?.type) as GraphQLObjectType,
    getNamedType(field?.type) as GraphQLObjectType,
  );
  it.each(columns.map(({ path }) => path))("has %s", (path) => {
    const end = path
      .split(".")
      .reduce<unknown>((type, name) => getNamedType((type as GraphQLObjectType).getFields()[name]?.type), node);
    expect(end).toBeDefined();
    expect(isObjectType(end)).toBe(false);
  });

  it("tells no person's words and nothing of whoever complains", () => {
    expect(columns.filter(({ path }) => /complainant|phone|notes/i.test(path))).toEqual([]);
  });
});
