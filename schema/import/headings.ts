/** Which column of a sheet is which. Pure. */

import { type ColumnKey, columnKeys, importColumns, leftAlone } from "./columns.ts";
import { refuse } from "./refusals.ts";
import type { SheetCell } from "./sheet-cell.ts";

/** One column of a sheet that was sent. */
export interface SheetColumn {
  heading: string;
  /** Null: it is not taken. */
  key: ColumnKey | null;
  /** Not taken since it is the hub's own to say; false where nobody knows what it is. */
  ours: boolean;
}

/** As an import keeps them. */
export const columnsOf = ({ columns }: { columns: unknown }) => columns as readonly SheetColumn[];

/** Titles and remarks may stand above the headings. */
export const mostRowsAboveHeadings = 20;
/** Beyond these nothing is looked at. */
export const mostColumns = 60;

/** Without what is typed for the eye: blanks, full width, the mark of what is required, colons. */
const bare = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\((必填|选填|required|optional)\)/g, "")
    .replace(/[\s\p{Cf}*:]/gu, "");

const known = new Map<string, ColumnKey>(
  importColumns.flatMap(({ key, heading, also }) =>
    [heading.zh, heading.en, ...also, key].map((text) => [bare(text), key] as const),
  ),
);
const ours = new Set(leftAlone.map(bare));

/** A, B, …, Z, AA as a sheet names its columns. */
export const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letterOf(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

/**
 * The columns, where this row is the one with the headings; null for a title, a remark, an empty line. It names the
 * complex by name or id, and one thing more.
 *
 * @throws {Refusal} `import/heading-repeated`
 */
export function columnsIn(cells: readonly SheetCell[]): SheetColumn[] | null {
  const columns = cells.slice(0, mostColumns).map((cell): SheetColumn => {
    const heading = String(cell ?? "")
      .trim()
      .slice(0, 100)
      .toWellFormed();
    return { heading, key: known.get(bare(heading)) ?? null, ours: ours.has(bare(heading)) };
  });
  const keys = columns.flatMap(({ key }) => key ?? []);
  if (!(keys.includes("name") || keys.includes("id")) || new Set(keys).size < 2) return null;
  for (const key of columnKeys) {
    const [first, second] = columns.flatMap((column, index) => (column.key === key ? [index] : []));
    if (first !== undefined && second !== undefined)
      throw refuse("import/heading-repeated", [], {
        first: letterOf(first),
        second: letterOf(second),
        heading: columns[first]?.heading ?? "",
      });
  }
  return columns;
}
