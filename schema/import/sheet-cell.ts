import { plainText } from "../export/cell.ts";

/** As a sheet gives it; a date that the sheet knows as one is `2024-08-15`. */
export type SheetCell = string | number | boolean | null;

/** Without what a spreadsheet puts around it. */
export const textOf = (cell: SheetCell): string =>
  cell === null ? "" : plainText(String(cell)).replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, "");

export const isEmpty = (cell: SheetCell | undefined): boolean => cell == null || textOf(cell) === "";
