/** Tables as wide as the type area; what names a row or a column is centred and heavier. */
import { AlignmentType, Paragraph, Table, TableCell, type TableRow, TextRun, VerticalAlign, WidthType } from "docx";
import { fonts, offGrid, textWidth } from "./page.ts";

export const tableOf = (columnWidths: readonly number[], rows: readonly TableRow[]) =>
  new Table({ width: { size: textWidth, type: WidthType.DXA }, columnWidths: [...columnWidths], rows });

/** In twentieths of a point, above the text of a cell and below it. */
export const cellMargin = 40;

const beside = 60;

/** How a cell differs from one of the text: its type, the room of its lines, and where in it they stand. */
export interface CellLook {
  size?: number;
  spacing?: { line: number };
  bottom?: boolean;
  centred?: boolean;
}

export const cellOf = (
  text: string,
  width: number,
  naming: boolean,
  { size, spacing, bottom, centred }: CellLook = {},
) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: bottom ? VerticalAlign.BOTTOM : VerticalAlign.CENTER,
    margins: { left: beside, right: beside, top: cellMargin, bottom: cellMargin },
    children: linesOf(text).map(
      (line) =>
        new Paragraph({
          style: offGrid,
          alignment: naming || centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing,
          children: [new TextRun({ text: line, size, ...(naming && { font: fonts.heading }) })],
        }),
    ),
  });

/** What people write has paragraphs of its own. */
export const linesOf = (text: string) => text.split(/\s*\n\s*/);
