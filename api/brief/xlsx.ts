/** The figures of a brief as a workbook: what is added up is a formula, with the sum that a reader shows at once. */
import {
  type Cell,
  type CellStyle,
  type CellValue,
  colToLetter as letter,
  type WriteSheet,
  writeXlsx,
} from "hucre/xlsx";
import type { BriefDocument, Sheet } from "../../schema/brief/document.ts";

export async function briefXlsx({ title, issuer, sheet }: BriefDocument): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await writeXlsx({
    sheets: [figuresSheet(sheet), ratesSheet(sheet)],
    properties: { title, creator: issuer },
  });
  return new Uint8Array(bytes);
}

const figures = "汇总";
/** Group and label stand before the regions. */
const [firstColumn, firstRow] = [2, 1];
const head: CellStyle = { font: { bold: true }, alignment: { horizontal: "center", wrapText: true } };

type Formula = readonly [formula: string, result: number | null];

function figuresSheet({ columns, rows }: Sheet): WriteSheet {
  const last = letter(firstColumn + columns.length - 1);
  const [total, before] = [letter(firstColumn + columns.length), letter(firstColumn + columns.length + 1)];
  return laidOut(
    figures,
    ["类别", "指标", ...columns, "全省", "上周", "增减", "累计"],
    rows.map((row, index) => {
      const line = index + firstRow + 1;
      const sum = row.values.reduce((whole, value) => whole + value, 0);
      return [
        row.group,
        row.label,
        ...row.values,
        [`SUM(${letter(firstColumn)}${line}:${last}${line})`, sum],
        row.before,
        row.before === null ? null : [`${total}${line}-${before}${line}`, sum - row.before],
        row.toDate,
      ];
    }),
    "#,##0",
  );
}

function ratesSheet({ columns, rows, ratios }: Sheet): WriteSheet {
  const lineOf = (name: string) => rows.findIndex(({ figure }) => figure === name) + firstRow + 1;
  const valuesOf = (name: string) => {
    const values = rows.find(({ figure }) => figure === name)?.values ?? [];
    return [...values, values.reduce((sum, value) => sum + value, 0)];
  };
  return laidOut(
    "比率",
    ["指标", ...columns, "全省"],
    ratios.map(({ label, numerator, denominator }) => {
      const [over, under] = [valuesOf(numerator), valuesOf(denominator)];
      return [
        label,
        ...under.map((whole, index): Formula => {
          const column = letter(firstColumn + index);
          const [part, all] = [
            `${figures}!${column}${lineOf(numerator)}`,
            `${figures}!${column}${lineOf(denominator)}`,
          ];
          return [`IF(${all}=0,"",${part}/${all})`, whole === 0 ? null : (over[index] ?? 0) / whole];
        }),
      ];
    }),
    "0.0%",
  );
}

/** Cells of a formula carry what it comes to. */
function laidOut(
  name: string,
  header: readonly string[],
  lines: readonly (readonly (CellValue | Formula)[])[],
  numFmt: string,
): WriteSheet {
  const cells = new Map<string, Partial<Cell>>(
    header.map((value, column) => [`0,${column}`, { value, type: "string", style: head }]),
  );
  lines.forEach((line, row) => {
    line.forEach((value, column) => {
      if (Array.isArray(value))
        cells.set(`${row + firstRow},${column}`, {
          type: "formula",
          formula: value[0] as string,
          formulaResult: (value[1] ?? "") as CellValue,
          style: { numFmt },
        });
    });
  });
  return {
    name,
    columns: header.map((_, column) => ({ width: column === header.indexOf("指标") ? 28 : 12, numFmt })),
    rows: [
      [...header],
      ...lines.map((line) => line.map((value) => (Array.isArray(value) ? null : (value as CellValue)))),
    ],
    cells,
    freezePane: { rows: 1, columns: header.indexOf("指标") + 1 },
    pageSetup: { orientation: "landscape", fitToWidth: 1, fitToHeight: 0 },
  };
}
