/** What a cell says, whatever way it was typed. Pure. */
import { Temporal } from "temporal-polyfill";
import { columnOf } from "../calendar/rules.ts";
import { yesNo } from "../export/cell.ts";
import type { Label } from "../refusals.ts";
import { type CellRule, contractKinds, nothingWord } from "./columns.ts";
import { refuse } from "./refusals.ts";
import { type SheetCell, textOf } from "./sheet-cell.ts";

/** Signs in full width, and blanks of every kind, as in plain writing: for what is a code, a number or a choice. */
const plain = (text: string) => text.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "");
/** How a choice may be written, in one spelling. */
const spellings = ({ zh, en }: Label, ...signs: string[]) =>
  new Set([...[zh, en].map((label) => plain(label).toLowerCase()), ...signs]);
const nothingSpelt = spellings(nothingWord);
const yesSpelt = spellings(yesNo.true, "true", "y", "1", "√", "✓");
const noSpelt = spellings(yesNo.false, "false", "n", "0", "×", "x");
const kindsSpelt = Object.entries(contractKinds).map(
  ([kind, label]) => [kind as keyof typeof contractKinds, spellings(label)] as const,
);

export const saysNothing = (cell: SheetCell): boolean => nothingSpelt.has(plain(textOf(cell)).toLowerCase());

/** @throws {Refusal} `import/…` */
export function readCell(cell: SheetCell, rule: Exclude<CellRule, "region" | "id">) {
  const text = textOf(cell);
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text))
    throw refuse("import/cell-error", [], { value: text });
  switch (rule) {
    case "text":
      return text;
    case "code":
      return plain(text);
    case "whole":
      return wholeOf(text);
    case "hundredths":
      return hundredthsOf(text);
    case "yesNo":
      return yesNoOf(text);
    case "day":
      return dayOf(text);
    case "contractKind":
      return contractKindOf(text);
  }
}

/** Without the commas between thousands. */
const digitsOf = (text: string) => {
  const written = plain(text);
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(",", "") : written;
};

function wholeOf(text: string): number {
  const digits = digitsOf(text);
  if (!/^-?\d{1,15}(\.0+)?$/.test(digits)) throw refuse("import/not-whole");
  return Number(digits);
}

/** Square metres and yuan are kept as whole hundredths. */
function hundredthsOf(text: string): number {
  const [, sign, whole, part = ""] = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(digitsOf(text)) ?? [];
  // What a sheet has computed carries a trail: 1.1 + 0.1 is 1.2000000000000002.
  const rounded = part.length > 9 ? Number(`0.${part}`).toFixed(9).slice(2) : part;
  if (whole === undefined || !/^\d{0,2}0*$/.test(rounded)) throw refuse("import/not-decimal");
  return Number(`${sign}${whole}${rounded.slice(0, 2).padEnd(2, "0")}`);
}

function yesNoOf(text: string): boolean {
  const word = plain(text).toLowerCase();
  if (yesSpelt.has(word)) return true;
  if (noSpelt.has(word)) return false;
  throw refuse("import/not-yes-no");
}

function contractKindOf(text: string): keyof typeof contractKinds {
  const word = plain(text).toLowerCase();
  const kind = kindsSpelt.find(([, spelt]) => spelt.has(word))?.[0];
  if (!kind) throw refuse("import/not-a-contract-kind");
  return kind;
}

/** Days since the last of 1899, as a sheet counts them where it has lost the format; the years 1927 to 2118. */
const serials = { first: 10_000, last: 80_000 };
const years = { first: 1900, last: 2200 };
const serialZero = Temporal.PlainDate.from("1899-12-30");

/** A civil date as its column holds it. */
function dayOf(text: string): Date {
  const written = plain(text);
  const serial = /^\d{5}(\.\d+)?$/.test(written) ? Math.floor(Number(written)) : 0;
  if (serial >= serials.first && serial <= serials.last) return columnOf(serialZero.add({ days: serial }));
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(written) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
    [];
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    if (!(date.year >= years.first && date.year <= years.last)) throw new RangeError("no year of a contract");
    return columnOf(Temporal.PlainDate.from(date, { overflow: "reject" }));
  } catch {
    throw refuse("import/not-a-day");
  }
}
