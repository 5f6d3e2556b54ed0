import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { textCell } from "../../schema/export/cell.ts";
import { exportLists } from "../../schema/export/lists.ts";
import { readCell } from "../../schema/import/cell.ts";
import { importColumns } from "../../schema/import/columns.ts";
import { columnsIn, letterOf } from "../../schema/import/headings.ts";
import { identityOf, readLine } from "../../schema/import/line.ts";
import { Places } from "../../schema/import/places.ts";
import { rowsOf, type SheetRow } from "../../schema/import/sheet-rows.ts";
import { allowedImportCommands, type Command, type State } from "../../schema/import/states.ts";
import { templateOf } from "../../schema/import/template.ts";
import { RegionBook } from "../../schema/region/book.ts";
import { regions } from "../../seeds/regions.ts";
import { refusal, refused } from "../kit/refused.ts";

const book = new RegionBook(regions.map((region) => ({ ...region, validFrom: new Date(0) })) as never);
const bytes = (text: string) => new TextEncoder().encode(text);
async function read(file: Uint8Array, most = 20): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of rowsOf(file, most)) rows.push(row);
  return rows;
}

describe("the table of columns", () => {
  it("knows every heading of an export, in both languages", () => {
    for (const locale of ["zh", "en"] as const) {
      const columns = columnsIn((exportLists.complexes ?? []).map((column) => column[locale]));
      expect(columns?.filter(({ key, ours }) => key === null && !ours)).toEqual([]);
    }
  });

  it("is what the template prints, and reads back", async () => {
    for (const locale of ["zh", "en"] as const) {
      const [headings] = await read(await templateOf(locale));
      expect(columnsIn(headings?.cells ?? [])?.map(({ key }) => key)).toEqual(importColumns.map(({ key }) => key));
    }
  });

  it("is found below titles, in any order, with strangers between; the same twice is refused", () => {
    expect(columnsIn(["小店区物业小区台账", null])).toBeNull();
    expect(columnsIn(["制表人：演示", "地区：小店区"])).toBeNull();
    const columns = columnsIn(["户 数*", "备注", "小区名称（必填）", "排查状态"]);
    expect(columns?.map(({ key, ours }) => [key, ours])).toEqual([
      ["households", false],
      [null, false],
      ["name", false],
      [null, true],
    ]);
    expect(() => columnsIn(["小区", "户数", "总户数"])).toThrow(
      refusal("import/heading-repeated", [], { first: "B", second: "C" }),
    );
    expect([0, 25, 26, 59].map(letterOf)).toEqual(["A", "Z", "AA", "BH"]);
  });
});

describe("a cell", () => {
  it.each([
    ["whole", "１，２３４ ", 1234],
    ["whole", 600, 600],
    ["whole", "600.0", 600],
    ["hundredths", 1.2000000000000002, 120],
    ["hundredths", "58,200.5", 5820050],
    ["hundredths", "0.07", 7],
    ["yesNo", true, true],
    ["yesNo", "否", false],
    ["yesNo", "Yes", true],
    ["contractKind", "Preliminary", "preliminary"],
    ["contractKind", "业主大会选聘", "owners"],
    ["code", "９１１４ 0105\u200b", "91140105"],
    ["text", "　演示（一）苑 ", "演示（一）苑"],
    ["text", textCell("=演示"), "=演示"],
    ["text", "'演示'", "'演示'"],
    ...["2024-08-05", "2024/8/5", "2024.8.5", "２０２４年８月５日", "20240805", 45509, "45509", "2024-08-05 09:30"].map(
      (cell) => ["day", cell, new Date("2024-08-05T00:00:00Z")] as const,
    ),
  ] as const)("%s %j says %j", (rule, cell, value) => expect(readCell(cell, rule)).toEqual(value));

  it.each([
    ["whole", "12.5", "import/not-whole"],
    ["whole", "1,23", "import/not-whole"],
    ["whole", "1e9", "import/not-whole"],
    ["hundredths", "1.234", "import/not-decimal"],
    ["yesNo", "也许", "import/not-yes-no"],
    ["day", "2024-02-30", "import/not-a-day"],
    ["day", "0000-01-01", "import/not-a-day"],
    ["day", "8月5日", "import/not-a-day"],
    ["day", 3, "import/not-a-day"],
    ["contractKind", "其他", "import/not-a-contract-kind"],
    ["text", "#REF!", "import/cell-error"],
  ] as const)("%s %j is refused", (rule, cell, code) => expect(refused(() => readCell(cell, rule))).toBe(code));
});

describe("a region", () => {
  const county = new Places(book, "140105");
  it.each(["140105", "太原市小店区", "山西省太原市小店区", "小店区", " 太原市 / 小店区", null])("%j", (cell) =>
    expect(county.find(cell)).toEqual({ county: "140105" }),
  );
  it("goes down to the sub-district, and prefers one's own city's", () => {
    expect(county.find("140105001")).toEqual({ county: "140105", subdistrict: "140105001" });
    expect(new Places(book, "1405").find("城区")).toEqual({ county: "140502" });
    expect(refused(() => county.find("城区"))).toBe("import/region-unknown");
    expect(refused(() => county.find("太原市"))).toBe("import/region-too-wide");
    expect(new Places(book, "1401").find("")).toBeUndefined();
  });
});

describe("a row", () => {
  const columns = columnsIn(["小区", "户数", "统一社会信用代码", "小区标识", "地址"]) ?? [];
  it("says what its cells say, each fault at its column; an empty cell says nothing", () => {
    const id = "0190163d-8694-739b-aea5-966c26f8ad91";
    const { line, faults } = readLine(
      7,
      columns,
      ["演示苑", null, null, btoa(`Complex:${id}`), "清空"],
      new Places(book, "1401"),
    );
    expect([line, faults]).toEqual([{ row: 7, id, complex: { name: "演示苑", address: null }, contract: {} }, []]);
    expect(identityOf(line)).toBe(id);
    const wrong = readLine(8, columns, [null, "几", "1", "x"], new Places(book, "1401"));
    expect(wrong.faults.map(({ code, field }) => `${field} ${code}`)).toEqual([
      "households import/not-whole",
      "uscc company/uscc-length",
      "id import/not-a-complex-id",
      "name invalid/required",
      "region invalid/required",
    ]);
  });
});

describe("a file", () => {
  const text = '小区;户数\r\n"演示""一""苑\n东区";1\r\n;\r\n演示二苑;2\r\n';
  const expected = [
    { row: 1, cells: ["小区", "户数"] },
    { row: 2, cells: ['演示"一"苑\n东区', "1"] },
    { row: 4, cells: ["演示二苑", "2"] },
  ];
  const gb18030 = new Uint8Array([0xd0, 0xa1, 0xc7, 0xf8, 0x2c, 0xbb, 0xa7, 0xca, 0xfd]);

  it("of text is read in what Excel writes", async () => {
    expect(await read(bytes(text))).toEqual(expected);
    expect(await read(bytes(`\ufeff${text}`))).toEqual(expected);
    expect(await read(bytes(text.replaceAll(";", "\t")))).toEqual(expected);
    expect(await read(new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")))).toEqual(expected);
    expect(await read(gb18030)).toEqual([{ row: 1, cells: ["小区", "户数"] }]);
    await expect(read(new Uint8Array([0x61, 0xff, 0xff]))).rejects.toThrow(refusal("import/encoding"));
    await expect(read(bytes("a\u0000b"))).rejects.toThrow(refusal("import/unreadable"));
  });

  it("of Excel is read with its dates as days, without its empty rows", async () => {
    const day = new Date("2024-01-31T00:00:00Z");
    const rows = [
      ["台账"],
      ["小区", "日期"],
      [null, null],
      ["演示苑", day],
      ...Array.from({ length: 50 }, () => [null, " "]),
    ];
    expect(await read(await writeXlsx({ sheets: [{ name: "1", rows }] }), 3)).toEqual([
      { row: 1, cells: ["台账"] },
      { row: 2, cells: ["小区", "日期"] },
      { row: 4, cells: ["演示苑", "2024-01-31"] },
    ]);
  });

  it("is bounded in rows, columns, text and what it unfolds to", async () => {
    const rows = Array.from({ length: 350 }, () => Array.from({ length: 60 }, () => "苑".repeat(1000)));
    const said = { megabytes: 20 };
    await expect(read(await writeXlsx({ sheets: [{ name: "1", rows }] }), 400)).rejects.toThrow(
      refusal("import/unfolds-too-large", [], said),
    );
    await expect(read(bytes("a\n".repeat(24)), 3)).rejects.toThrow(refusal("import/too-many-rows", [], { max: 3 }));
    const [row] = await read(bytes(`"${"苑".repeat(999)}𠮷",${"a,".repeat(5000)}a`));
    expect([row?.cells.length, row?.cells[0]]).toEqual([60, `${"苑".repeat(999)}\ufffd`]);
    await expect(read(packed(200 * 1024 * 1024))).rejects.toThrow(refusal("import/unfolds-too-large"));
    await expect(read(packed(0))).rejects.toThrow(refusal("import/unreadable"));
    await expect(read(bytes("PK nothing"))).rejects.toThrow(refusal("import/unreadable"));
  });
});

/** A packed file with one part that says it has this size. */
function packed(size: number): Uint8Array {
  const data = deflateRawSync(Buffer.alloc(1000));
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + data.length, 16);
  return new Uint8Array(Buffer.concat([local, data, entry, name, end]));
}

it.each<[State, Command[]]>([
  ["receiving", []],
  ["checking", ["cancel"]],
  ["checked", ["apply", "cancel"]],
  ["applying", ["cancel"]],
  ["applied", []],
  ["cancelled", []],
  ["stopped", []],
])("%s: its author may %j", (state, commands) => {
  expect(allowedImportCommands(state)).toEqual(commands);
});
