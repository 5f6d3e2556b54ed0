/** Rows of an import as the commands that a person would give: the same rules, permissions, refusals and events. */
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { entryOf as complexEntryOf } from "../complex/commands.ts";
import { inLedger, visibleTo } from "../complex/policy.ts";
import { writeComplexes } from "../complex/register.ts";
import { requireMay } from "../permissions.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import type { ColumnKey } from "./columns.ts";
import { type Companies, takeCompanies } from "./companies.ts";
import { takeContracts } from "./contracts.ts";
import type { Line } from "./line.ts";
import { refuse } from "./refusals.ts";
import { attempt, columnOfField, type Taken, withCompany } from "./taken.ts";

const complexColumns = [
  "name",
  "region",
  "address",
  "households",
  "area",
  "serviceGrade",
  "guidedPrice",
  "charge",
  "responsiblePerson",
  "id",
] as const satisfies readonly ColumnKey[];

/**
 * Writes what lines say. Where one is refused half-way, what it had written of a company is written all the same: the
 * caller takes the whole back and comes again without it.
 */
export async function writeLines(work: Work, lines: readonly Line[]): Promise<Taken[]> {
  const rows = await find(work, lines);
  const companies = await takeCompanies(work, rows);
  await takeComplexes(work, rows);
  await takeContracts(work, rows, companies);
  for (const row of rows) attempt(row, ["company", "uscc"], () => requireServed(row, companies));
  return rows;
}

/** The complex that each line means: by its id, else by its name in its county. */
async function find({ tx, viewer }: Work, lines: readonly Line[]): Promise<Taken[]> {
  const ids = lines.flatMap(({ id }) => id ?? []);
  const named = lines.filter(({ id }) => id === undefined);
  const where = (narrow: Prisma.ComplexWhereInput) => ({ AND: [narrow, inLedger, visibleTo(viewer)] });
  const byId = await tx.complex.findMany({ where: where({ id: { in: ids } }), include: withCompany });
  const byName = await tx.complex.findMany({
    where: where({
      countyCode: { in: [...new Set(named.flatMap(({ place }) => place?.county ?? []))] },
      name: { in: named.flatMap(({ complex }) => complex.name ?? []) },
    }),
    include: withCompany,
  });
  const ofId = new Map(byId.map((complex) => [complex.id, complex]));
  const ofName = Map.groupBy(byName, ({ countyCode, name }) => `${countyCode} ${name}`);
  const meant = new Map<string, number>();
  return lines.map((line): Taken => {
    const row: Taken = { line, held: null, complexId: null, changed: new Set(), refusal: null };
    attempt(row, complexColumns, () => {
      const found = line.id
        ? [ofId.get(line.id) ?? raise(new Refusal("not-found", ["id"]))]
        : (ofName.get(`${line.place?.county} ${line.complex.name}`) ?? []);
      if (found.length > 1) throw refuse("import/complex-ambiguous", ["name"], { count: found.length });
      row.held = found[0] ?? null;
      const before = row.held && meant.get(row.held.id);
      if (before) throw refuse("import/row-repeated", [], { row: before });
      if (row.held) meant.set(row.held.id, line.row);
      row.complexId = row.held?.id ?? null;
    });
    return row;
  });
}

const raise = (refusal: Refusal): never => {
  throw refusal;
};

async function takeComplexes(work: Work, rows: readonly Taken[]): Promise<void> {
  const entries = rows.flatMap((row) => {
    const entry = attempt(row, complexColumns, () => {
      const { line, held } = row;
      requireMay(work.viewer, held ? "complex.change" : "complex.register");
      if (line.complex.responsiblePerson !== undefined) requireMay(work.viewer, "complex.assignResponsible");
      const households = line.complex.households ?? held?.households;
      if (households === undefined) throw refuseGeneral("invalid/required", ["households"]);
      const { county, subdistrict } = line.place ?? { county: held?.countyCode ?? "", subdistrict: undefined };
      const name = line.complex.name ?? held?.name ?? "";
      return complexEntryOf(work, held?.id ?? null, { ...line.complex, name, households, county, subdistrict });
    });
    return entry ? [{ row, entry }] : [];
  });
  const written = await writeComplexes(
    work,
    entries.map(({ entry }) => entry),
  );
  for (const [index, { row }] of entries.entries())
    attempt(row, complexColumns, () => {
      const outcome = written[index];
      if (!outcome || outcome instanceof Refusal) throw outcome ?? new Refusal("internal");
      row.complexId = outcome.id;
      const changed = outcome.status === "created" ? ["name"] : outcome.changed;
      for (const field of changed) row.changed.add(columnOfField(field, complexColumns) ?? "region");
    });
}

/** Who serves follows from the contracts: a company that is named without one must be the one that serves. */
function requireServed({ line, held }: Taken, companies: Companies): void {
  if (line.contract.startsOn !== undefined) return;
  if (line.uscc !== undefined && held?.companyId !== companies.get(line.uscc)?.id)
    throw refuse("import/company-by-contract", ["uscc"]);
  if (line.uscc === undefined && line.company !== undefined && held?.company?.name !== line.company)
    throw refuseGeneral("invalid/required", ["uscc"]);
}
