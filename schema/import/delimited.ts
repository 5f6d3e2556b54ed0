/** Text with one row a line: what Excel calls CSV, in the encodings that it writes in China. */
import { isUtf8 } from "node:buffer";
import { detectDelimiter, streamCsvRows } from "hucre/csv";
import { refuse } from "./refusals.ts";
import type { SheetCell } from "./sheet-cell.ts";

/** @throws {Refusal} `import/encoding`, `import/unreadable` */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw refuse("import/unreadable");
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    throw refuse("import/encoding");
  }
}

/** Rows by their number as a spreadsheet that opens the file counts them. */
export function* delimitedRows(text: string): Generator<{ row: number; cells: SheetCell[] }> {
  let row = 0;
  for (const cells of streamCsvRows(text, { delimiter: detectDelimiter(text.slice(0, 20_000)) }))
    yield { row: ++row, cells: cells.map((cell) => (cell === null ? null : String(cell))) };
}
