import type { Label, RefusalLocale } from "../refusals.ts";

/** What stands in a cell. A date is a wall clock of the campaign's zone, its parts those of UTC: a sheet knows no zones. */
export type Cell = string | number | boolean | Date | null;

/** How a value of GraphQL becomes a cell. */
export type Format = "text" | "number" | "hundredths" | "yes" | "day" | "instant" | ReadonlyMap<string, Label>;

export const yesNo: Readonly<Record<"true" | "false", Label>> = {
  true: { zh: "是", en: "yes" },
  false: { zh: "否", en: "no" },
};

/** Shanghai has had no summer time since 1991. */
const zoneMs = 8 * 3_600_000;

/**
 * Begins with what makes a spreadsheet take a text for a formula, as it is or once it has been saved as text and opened
 * again: the signs in half, full and small width, behind blanks and what cannot be seen, and a tab or line end at the head.
 */
const formula = /^(?:[\s\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n])/u;

/** An apostrophe makes text of it, wherever the sheet goes. What XML cannot hold is left out. */
export function textCell(text: string): string {
  const clean = text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu, "");
  return formula.test(clean) ? `'${clean}` : clean;
}

/** What a text was before `textCell`: a list that was taken along comes back as it was. */
export const plainText = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;

export function cellOf(value: unknown, format: Format, locale: RefusalLocale): Cell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    return textCell(value.join(locale === "en" ? ", " : "、"));
  }
  if (format === "number") return Number(value);
  // Of a square metre; fen are those of a yuan.
  if (format === "hundredths") return Number(value) / 100;
  if (format === "yes") return yesNo[value ? "true" : "false"][locale];
  if (format === "day") return new Date(`${new Date(String(value)).toISOString().slice(0, 10)}T00:00:00Z`);
  if (format === "instant") return new Date(new Date(String(value)).getTime() + zoneMs);
  return textCell(format === "text" ? String(value) : (format.get(String(value))?.[locale] ?? String(value)));
}
