/** The rows of a file that was sent, whatever it is. */
import { streamXlsxRows } from "hucre/xlsx";
import { decode, delimitedRows } from "./delimited.ts";
import { mostColumns, mostRowsAboveHeadings } from "./headings.ts";
import { mostUnfolded, unfoldedSize } from "./packed.ts";
import { refuse } from "./refusals.ts";
import { isEmpty, type SheetCell } from "./sheet-cell.ts";

export interface SheetRow {
  /** As the sheet numbers it. */
  row: number;
  cells: SheetCell[];
}

/** Longer than any field allows: the rest of a text that will be refused is not kept. */
const longestCell = 1_000;
/** Text of all cells, in characters: a thousand a row. Of one text that a workbook holds, any number of cells can be made. */
const mostText = 20_000_000;

const startsWith = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, index) => bytes[index] === sign);

/**
 * Rows that say something, of the first sheet; `most` of them.
 *
 * @throws {Refusal} `import/old-format`, `import/unfolds-too-large`, `import/unreadable`, `import/encoding`,
 *   `import/too-many-rows`
 */
export async function* rowsOf(bytes: Uint8Array, most: number): AsyncGenerator<SheetRow> {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw refuse("import/old-format");
  const rows = startsWith(bytes, 0x50, 0x4b) ? workbookRows(bytes) : delimitedRows(decode(bytes));
  let count = 0;
  let text = 0;
  for await (const { row, cells } of rows) {
    const kept = cells.slice(0, mostColumns).map(keptCell);
    if (kept.every(isEmpty)) continue;
    if (++count > most + mostRowsAboveHeadings) throw refuse("import/too-many-rows", [], { max: most });
    for (const cell of kept) text += typeof cell === "string" ? cell.length : 0;
    if (text > mostText) throw refuse("import/unfolds-too-large", [], { megabytes: mostText / 1e6 });
    yield { row, cells: kept };
  }
}

async function* workbookRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const size = unfoldedSize(bytes);
  if (size === null) throw refuse("import/unreadable");
  if (size > mostUnfolded) throw refuse("import/unfolds-too-large", [], { megabytes: mostUnfolded / 1024 ** 2 });
  for await (const { index, values } of streamXlsxRows(bytes))
    yield { row: index + 1, cells: values.slice(0, mostColumns).map((value) => cellOf(value)) };
}

/** A moment of a sheet has no zone: its parts are those of UTC. */
function cellOf(value: unknown): SheetCell {
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? null
      : value.toISOString().slice(0, 16).replace("T00:00", "").replace("T", " ");
  if (typeof value === "number" || typeof value === "boolean") return value;
  return value == null ? null : String(value);
}

/** Cut to length, which may cut a sign in two, and without what the database takes in no text. */
const keptCell = (cell: SheetCell): SheetCell =>
  typeof cell === "string" ? cell.slice(0, longestCell).toWellFormed().replaceAll("\0", "") : cell;
