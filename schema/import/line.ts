/** A row of a sheet as what it says of a complex. Pure. */
import { checkUscc } from "../company/rules.ts";
import { isUuid, localId } from "../node.ts";
import { orRefusal, Refusal, refuseGeneral } from "../refusal.ts";
import { readCell, saysNothing } from "./cell.ts";
import { type ColumnKey, type contractKinds, importColumn } from "./columns.ts";
import type { SheetColumn } from "./headings.ts";
import type { NamedPlace, Places } from "./places.ts";
import { refuse } from "./refusals.ts";
import { isEmpty, type SheetCell } from "./sheet-cell.ts";

/** What a row says; a field that it does not tell is left out, null empties it. */
export interface Line {
  /** Of the sheet. */
  row: number;
  id?: string;
  place?: NamedPlace;
  complex: {
    name?: string;
    address?: string | null;
    households?: number;
    areaHundredths?: number | null;
    serviceGrade?: string | null;
    guidedPrice?: boolean;
    chargeFen?: number | null;
    responsiblePerson?: string;
  };
  uscc?: string;
  company?: string;
  contract: { kind?: keyof typeof contractKinds; startsOn?: Date; endsOn?: Date | null };
}

/** `faults` name the column in their field. */
export interface ReadLine {
  line: Line;
  faults: Refusal[];
}

const complexFields = {
  name: "name",
  address: "address",
  households: "households",
  area: "areaHundredths",
  serviceGrade: "serviceGrade",
  guidedPrice: "guidedPrice",
  charge: "chargeFen",
  responsiblePerson: "responsiblePerson",
} as const satisfies Partial<Record<ColumnKey, keyof Line["complex"]>>;
const contractFields = {
  contractKind: "kind",
  contractStartsOn: "startsOn",
  contractEndsOn: "endsOn",
} as const satisfies Partial<Record<ColumnKey, keyof Line["contract"]>>;

export function readLine(
  row: number,
  columns: readonly SheetColumn[],
  cells: readonly SheetCell[],
  places: Places,
): ReadLine {
  const line: Line = { row, complex: {}, contract: {} };
  const faults: Refusal[] = [];
  const at = (key: ColumnKey, read: () => void) => {
    const refusal = orRefusal(read);
    if (refusal instanceof Refusal) faults.push(new Refusal(refusal.code, [key], refusal.facts));
  };
  for (const [index, { key }] of columns.entries()) {
    const cell = cells[index] ?? null;
    if (key === null || key === "region" || isEmpty(cell)) continue;
    at(key, () => take(line, key, cell));
  }
  at("region", () => {
    const place = places.find(cells[columns.findIndex(({ key }) => key === "region")]);
    if (place) line.place = place;
  });
  if (line.id === undefined) {
    const told = (key: ColumnKey) => faults.some(({ field }) => field[0] === key);
    if (line.complex.name === undefined && !told("name")) faults.push(refuseGeneral("invalid/required", ["name"]));
    if (line.place === undefined && !told("region")) faults.push(refuseGeneral("invalid/required", ["region"]));
  }
  return { line, faults };
}

function take(line: Line, key: Exclude<ColumnKey, "region">, cell: SheetCell): void {
  const { rule, clearable } = importColumn(key);
  if (rule === "id") {
    const id = localId("Complex", String(cell).trim());
    if (!isUuid(id)) throw refuse("import/not-a-complex-id");
    line.id = id.toLowerCase();
    return;
  }
  const value = clearable && saysNothing(cell) ? null : readCell(cell, rule as Exclude<typeof rule, "region">);
  if (key === "uscc") line.uscc = checkUscc(String(value));
  else if (key === "company") line.company = String(value);
  else if (key in complexFields)
    Object.assign(line.complex, { [complexFields[key as keyof typeof complexFields]]: value });
  else Object.assign(line.contract, { [contractFields[key as keyof typeof contractFields]]: value });
}

/** What tells a row's complex from that of every other row; null where it names none. */
export const identityOf = ({ id, place, complex: { name } }: Line): string | null =>
  id ?? (place && name ? `${place.county} ${name}` : null);
