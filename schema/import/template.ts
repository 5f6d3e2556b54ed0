/** The empty ledger that a county fills in. */
import type { ColumnDef, DataValidation } from "hucre/xlsx";
import { yesNo } from "../export/cell.ts";
import type { Label, RefusalLocale } from "../refusals.ts";
import { type CellRule, contractKinds, type ImportColumn, importColumns, nothingWord } from "./columns.ts";
import { letterOf } from "./headings.ts";
import { mostRows } from "./stage.ts";

const words = {
  ledger: { zh: "台账", en: "Ledger" },
  example: { zh: "示例", en: "Example" },
  remarks: { zh: "填写说明", en: "Remarks" },
  column: { zh: "列", en: "Column" },
  required: { zh: "新小区必填", en: "Needed for a new complex" },
  remark: { zh: "说明", en: "Remark" },
  general: {
    zh: `空白单元格不改动系统里原有的内容；要清空，请填“${nothingWord.zh}”。多余的列不读取，列的顺序不限。一次最多 ${mostRows} 行。`,
    en: `An empty cell leaves what the hub has; write “${nothingWord.en}” to empty it. Other columns are not read, and the order of columns does not matter. ${mostRows} rows at most.`,
  },
} as const satisfies Record<string, Label>;

const choices: Partial<Record<CellRule, readonly Label[]>> = {
  yesNo: Object.values(yesNo),
  contractKind: Object.values(contractKinds),
};
/** Long digits that a sheet would round, and codes, are kept as text; a day looks the same in every language. */
const formats: Partial<Record<CellRule, string>> = {
  code: "@",
  id: "@",
  region: "@",
  day: "yyyy-mm-dd",
  hundredths: "0.00",
};

export async function templateOf(locale: RefusalLocale): Promise<Uint8Array> {
  // Read when first needed: few processes ever write a sheet.
  const { writeXlsx } = await import("hucre/xlsx");
  const headings = importColumns.map(({ heading }) => heading[locale]);
  const columns = importColumns.map(({ width, rule }): ColumnDef => ({ width, numFmt: formats[rule] }));
  const sheet = { columns, freezePane: { rows: 1 } };
  return writeXlsx({
    sheets: [
      {
        name: words.ledger[locale],
        ...sheet,
        rows: [headings],
        dataValidations: importColumns.flatMap((one, index) => choiceOf(one, index, locale)),
      },
      {
        name: words.example[locale],
        ...sheet,
        rows: [headings, importColumns.map(({ example }) => example[locale] || null)],
      },
      {
        name: words.remarks[locale],
        columns: [{ width: 28 }, { width: 16 }, { width: 70 }],
        rows: [
          [words.general[locale], null, null],
          [words.column[locale], words.required[locale], words.remark[locale]],
          ...importColumns.map(({ heading, required, remark }) => [
            heading[locale],
            required ? yesNo.true[locale] : null,
            remark[locale],
          ]),
        ],
      },
    ],
  });
}

function choiceOf({ rule }: ImportColumn, index: number, locale: RefusalLocale): DataValidation[] {
  const labels = choices[rule];
  if (!labels) return [];
  const letter = letterOf(index);
  const range = `${letter}2:${letter}${mostRows + 1}`;
  return [
    { type: "list", values: labels.map((label) => label[locale]), allowBlank: true, showErrorMessage: true, range },
  ];
}
