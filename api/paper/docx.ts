/** Sets a paper in type: one renderer for every act. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type IParagraphOptions,
  Packer,
  Paragraph,
  type Table,
  TableRow,
  TextRun,
} from "docx";
import type { Block, PaperDocument } from "../../schema/paper/document.ts";
import type { Printed } from "../../schema/paper/printed.ts";
import {
  characterPoints,
  exactLine,
  fonts,
  linePitch,
  offGrid,
  red,
  section,
  sizes,
  textWidth,
  titleOf,
  typesetting,
} from "./page.ts";
import { receiptOf } from "./receipt.ts";
import { cellOf, linesOf, tableOf } from "./table.ts";

const blackRule = { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 4 };

export async function docxOf({ document, service, withdrawn }: Printed): Promise<Uint8Array<ArrayBuffer>> {
  const notice = withdrawn && `本文书已于${withdrawn.on}撤回，不再有效。${withdrawn.reason ?? ""}`;
  const file = new Document({
    title: document.title,
    subject: document.number,
    creator: document.issuer,
    evenAndOddHeaderAndFooters: true,
    ...typesetting,
    sections: [
      { ...section(), children: [...(notice ? [line(notice, { color: red })] : []), ...bodyOf(document)] },
      ...(service === undefined ? [] : [{ ...section(), children: receiptOf(document, service) }]),
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

const line = (text: string, run: { color?: string } = {}, more: IParagraphOptions = {}) =>
  new Paragraph({ ...more, children: [new TextRun({ ...run, text })] });

function bodyOf(paper: PaperDocument) {
  return [
    ...headOf(paper),
    line(`${paper.addressee}：`),
    ...paper.body.flatMap(blockOf),
    ...signatureOf(paper),
    ...(paper.copies.length > 0 ? [copiesOf(paper.copies)] : []),
  ];
}

/** 版头: the issuer in red, the number two lines below, the red rule, and two lines below that the title. */
const headOf = ({ issuer, number, title }: PaperDocument) => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    style: offGrid,
    spacing: { before: 1984, after: linePitch, line: 900 },
    children: [new TextRun({ text: issuer, font: fonts.title, color: red, size: mastheadSize(issuer) })],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactLine, after: 2 * linePitch },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } },
    children: [new TextRun(number)],
  }),
  titleOf(title),
];

/** As large as one line allows, in half points. */
const mastheadSize = (issuer: string) => Math.min(80, Math.floor(textWidth / 10 / issuer.length));

export function blockOf(block: Block): (Paragraph | Table)[] {
  if (block.kind === "table") return [blockTable(block)];
  const heading = block.kind !== "paragraph";
  return linesOf(block.text).map(
    (text) =>
      new Paragraph({
        indent: { firstLineChars: 200, firstLine: 2 * characterPoints * 20 },
        keepNext: heading,
        children: [new TextRun({ text, ...(heading && { font: fonts[block.kind] }) })],
      }),
  );
}

function blockTable({ rows, headed }: Extract<Block, { kind: "table" }>) {
  const columns = rows[0]?.length ?? 1;
  // Names are narrow; the columns of a table with a head are alike.
  const widths = headed
    ? Array.from({ length: columns }, () => Math.floor(textWidth / columns))
    : [Math.round(textWidth * 0.33), Math.round(textWidth * 0.67)];
  // Many columns have no room for the type of the text.
  const look = columns > 4 ? { size: sizes.no5, spacing: { line: 400 } } : {};
  return tableOf(
    widths,
    rows.map(
      (cells, row) =>
        new TableRow({
          cantSplit: true,
          tableHeader: headed && row === 0,
          children: cells.map((text, column) =>
            cellOf(text, widths[column] ?? 0, headed ? row === 0 : column === 0, {
              ...look,
              centred: headed && column > 0,
            }),
          ),
        }),
    ),
  );
}

/** 署名 and 成文日期 of a paper that is stamped: the date four characters from the right, the issuer centred above it. */
function signatureOf({ issuer, date }: PaperDocument) {
  const four = 4 * characterPoints;
  const above = Math.max(0, four + (widthOf(date) - widthOf(issuer)) / 2);
  const signed = (text: string, points: number, more: IParagraphOptions) =>
    line(text, {}, { ...more, alignment: AlignmentType.RIGHT, indent: { right: Math.round(points * 20) } });
  return [
    signed(issuer, above, { keepNext: true, spacing: { ...exactLine, before: 3 * linePitch } }),
    signed(date, four, { spacing: { ...exactLine, after: linePitch } }),
  ];
}

/** Points that a line of text takes: figures are half as wide as characters. */
const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (sign < "\x7f" ? characterPoints / 2 : characterPoints), 0);

/** 版记 */
const copiesOf = (copies: readonly string[]) =>
  new Paragraph({
    style: offGrid,
    border: { top: blackRule, bottom: blackRule },
    indent: { left: sizes.no4 * 10, right: sizes.no4 * 10 },
    children: [new TextRun({ text: `抄送：${copies.join("，")}。`, size: sizes.no4 })],
  });
