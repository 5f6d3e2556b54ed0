import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { briefDocx } from "../../api/brief/docx.ts";
import { briefXlsx } from "../../api/brief/xlsx.ts";
import { someBrief } from "../kit/briefs.ts";
import { readDocx } from "../kit/documents.ts";

/** Millimetres of twips. */
const mm = (twips: string | undefined) => Math.round((Number(twips) * 25.4) / 1_440);

describe("the .docx of a brief", () => {
  let read: ReturnType<typeof readDocx>;
  const attribute = (element: string, name: string) =>
    new RegExp(`<w:${element}(?: [^>]*)? w:${name}="([^"]*)"`).exec(read.document)?.[1];
  beforeAll(async () => {
    const cases = [
      { city: "太原市小店区", complex: "演示小区", company: null, kind: "消防", description: "堵塞", outcome: "" },
    ];
    read = readDocx(await briefDocx(someBrief({ cases })));
  });

  it("is A4 with a type area of 156 by 225 mm", () => {
    expect([mm(attribute("pgSz", "w")), mm(attribute("pgSz", "h"))]).toEqual([210, 297]);
    const margins = ["top", "left", "right", "bottom"].map((side) => mm(attribute("pgMar", side)));
    expect(margins).toEqual([37, 28, 26, 35]);
    const area = [210 - 28 - 26, 297 - 37 - 35];
    expect(area).toEqual([156, 225]);
  });

  it("has 22 lines of 28 characters on a grid, and a line pitch of exactly 29 pt", () => {
    expect(attribute("docGrid", "type")).toBe("linesAndChars");
    const pitch = Number(attribute("docGrid", "linePitch")) / 20;
    expect([pitch, Math.round((225 / 25.4) * (72 / pitch))]).toEqual([29, 22]);
    const character = 16 + Number(attribute("docGrid", "charSpace")) / 4_096;
    expect(Math.floor((156 / 25.4) * (72 / character) + 0.01)).toBe(28);
    expect(read.part("word/styles.xml")).toMatch(/<w:spacing [^>]*w:line="580" w:lineRule="exact"/);
  });

  it("is set in 3号仿宋, its headings in 黑体 and then 楷体", () => {
    const styles = read.part("word/styles.xml");
    expect(styles).toMatch(/w:eastAsia="仿宋"/);
    expect(styles).toMatch(/<w:sz w:val="32"\/>/);
    const fontOf = (text: string) =>
      new RegExp(`w:eastAsia="([^"]*)"[^>]*/>(?:(?!</w:r>).)*>${text}`).exec(read.document)?.[1];
    expect(fontOf("一、总体情况")).toBe("黑体");
    expect(fontOf("（一）太原市小店区演示小区")).toBe("楷体");
  });

  it("has the masthead of a brief: name in red, issue, issuer left, date right, red rule", () => {
    expect(read.lines.slice(0, 4)).toEqual([
      "物业服务突出问题专项行动简报",
      "第3期",
      "山西省住房和城乡建设厅2024年8月16日",
      "全省物业服务专项行动第16周进展情况",
    ]);
    const [name, , line] = read.document.split("</w:p>");
    expect(name).toContain('<w:color w:val="E60000"/>');
    expect(line).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="E60000"/);
    // The date ends one character before the right edge.
    expect(mm(/<w:tab w:val="right" w:pos="(\d+)"/.exec(line ?? "")?.[1])).toBe(156 - 6);
  });

  it("numbers odd pages on the right and even ones on the left, 4号 between dashes", () => {
    const footers = ["word/footer1.xml", "word/footer2.xml"].map(read.part);
    expect(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1])).toEqual(["right", "left"]);
    for (const xml of footers) {
      expect(xml).toMatch(/<w:sz w:val="28"\/>/);
      expect(xml).toMatch(/— .*PAGE.* —/s);
    }
    expect(read.part("word/settings.xml")).toContain("<w:evenAndOddHeaders");
    expect(read.document).toMatch(/<w:footerReference w:type="default" [^>]*\/><w:footerReference w:type="even"/);
  });

  it("has tables that repeat their head and whose rows do not break", () => {
    const tables = read.document.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const rows = table.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
      // Five columns and more are set in 五号: a rate of 100.0% has room in one line.
      expect(table).toContain('<w:sz w:val="21"/>');
      expect(rows.filter((row) => row.includes("<w:cantSplit/>"))).toHaveLength(rows.length);
      expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual(rows.map((_, index) => index === 0));
    }
  });

  it("is not yet an issue as a draft", async () => {
    const draft = readDocx(await briefDocx({ ...someBrief(), issue: null }));
    expect(draft.lines[1]).toBe("（送审稿）");
  });
});

describe("the .xlsx of a brief", () => {
  it("adds up: its sums and rates are formulas that come to what is shown", async () => {
    const book = await readXlsx(await briefXlsx(someBrief()));
    const [figures, rates] = book.sheets;
    expect(figures?.rows.slice(0, 4)).toEqual([
      ["类别", "指标", "太原市", "大同市（系统计算）", "朔州市", "省本级", "全省", "上周", "增减", "累计"],
      ["台账", "台账小区数", 10, 5, 0, 0, 15, 14, 1, 15],
      ["台账", "已排查小区数", 8, 5, 0, 0, 13, 0, 13, 13],
      ["台账", "受理投诉数", 30, 10, 0, 2, 42, 50, -8, 84],
    ]);
    expect(figures?.cells?.get("3,6")).toMatchObject({ formula: "SUM(C4:F4)", formulaResult: 42 });
    expect(figures?.cells?.get("3,8")).toMatchObject({ formula: "G4-H4", formulaResult: -8 });
    const coverage = rates?.rows.findIndex(([label]) => label === "排查覆盖率");
    expect(rates?.cells?.get(`${coverage},1`)).toMatchObject({
      formula: 'IF(汇总!C2=0,"",汇总!C3/汇总!C2)',
      formulaResult: 0.8,
    });
    expect(rates?.cells?.get(`${coverage},5`)?.formulaResult).toBeCloseTo(13 / 15);
    expect(rates?.rows[coverage ?? 0]?.[3]).toBe("");
  });

  it("compares nothing in the first week", async () => {
    const book = await readXlsx(await briefXlsx(someBrief({ before: null })));
    expect(book.sheets[0]?.rows[1]?.slice(6)).toEqual([15, null, null, 15]);
  });
});
