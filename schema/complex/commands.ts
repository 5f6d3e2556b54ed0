import type { Complex } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { isUuid } from "../node.ts";
import { Refusal, requireWithin } from "../refusal.ts";
import { placeWithin } from "../region/place.ts";
import { covers, regionOf } from "../region/policy.ts";
import { boundNames } from "../source/records.ts";
import { refuse as refuseSource } from "../source/refusals.ts";
import type { SourceRow } from "../source/rules.ts";
import { type PendingRow, type RowOutcome, upsert } from "../source/upsert.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { type Entry, type Written, writeComplexes } from "./register.ts";
import { chargeBounds } from "./rules.ts";

/** What somebody says of a complex; a field that is left out stays, null clears it. */
export interface ComplexInput {
  name: string;
  address?: string | null;
  county: string;
  subdistrict?: string | null;
  households: number;
  /** Exclusive area in units of 0.01 m2. */
  areaHundredths?: bigint | number | null;
  guidedPrice?: boolean | null;
  serviceGrade?: string | null;
  /** Fen per m2 and month. */
  chargeFen?: number | null;
  responsiblePerson?: string;
}

export interface ComplexRow extends ComplexInput, SourceRow {
  /** Binds the client's name to a complex that is in the ledger already. */
  id?: string | null;
}

/** @throws {Refusal} of the region, or `invalid/out-of-range` */
export function entryOf({ context, viewer }: Work, id: string | null, input: ComplexInput): Entry {
  const { county, subdistrict, areaHundredths, households, chargeFen, guidedPrice } = input;
  const place = placeWithin(context.regions, viewer, county, subdistrict);
  requireWithin(["households"], households, { min: 1, max: 100_000 });
  if (areaHundredths != null)
    requireWithin(["areaHundredths"], Number(areaHundredths), { min: 1, max: 100_000_000_000 });
  if (chargeFen != null) requireWithin(["chargeFen"], chargeFen, chargeBounds);
  const { cityCode, countyCode, subdistrictCode } = place;
  return {
    id,
    attributes: {
      cityCode,
      countyCode,
      ...(subdistrict !== undefined && { subdistrictCode }),
      name: input.name.trim(),
      address: input.address,
      households,
      areaHundredths: areaHundredths == null ? areaHundredths : BigInt(areaHundredths),
      guidedPrice: guidedPrice ?? (guidedPrice === null ? false : undefined),
      serviceGrade: input.serviceGrade,
      chargeFen,
      responsiblePerson: input.responsiblePerson,
    },
  };
}

/**
 * Takes in complexes from a city's system, keyed by its own names. It writes facts, never what was found there.
 *
 * @throws {Refusal} `forbidden`, `source/client-only`; what is wrong with a row is told at the row.
 */
export const upsertComplexes = (
  context: HubContext,
  rows: readonly ComplexRow[],
  faults?: ReadonlyMap<number, readonly Refusal[]>,
): Promise<RowOutcome[]> =>
  upsert(context, {
    subject: "complex",
    action: "complex.upsert",
    rows,
    faults,
    write: async (work, pending, clientId) => {
      const targets = await targetsOf(work, pending, clientId);
      const entries = pending.flatMap((row) => {
        const target = targets.get(row);
        if (target === undefined) return [];
        const entry = row.attempt(() => entryOf(work, target, row.row));
        return entry ? [{ row, entry }] : [];
      });
      const written = await writeComplexes(
        work,
        entries.map(({ entry }) => entry),
      );
      for (const [index, { row }] of entries.entries()) settle(row, written[index] as Written);
    },
  });

function settle(row: PendingRow<ComplexRow>, written: Written) {
  if (written instanceof Refusal) row.refuse(written);
  // A name that is bound to a complex of the ledger is new, even where it says nothing new of it.
  else row.settle(row.held === null && written.status === "unchanged" ? "updated" : written.status, written.id);
}

/** The complex that each row means, null for a new one; rows that mean none are refused. */
async function targetsOf({ tx, viewer }: Work, pending: readonly PendingRow<ComplexRow>[], clientId: string) {
  const named = pending.flatMap(({ row: { id } }) => (id != null && isUuid(id) ? [id] : []));
  const held = pending.flatMap(({ held }) => held?.subjectId ?? []);
  const complexes = await tx.complex.findMany({ where: { id: { in: [...named, ...held] } } });
  const byId = new Map(complexes.map((complex) => [complex.id, complex]));
  const names = await boundNames(tx, clientId, "complex", named);
  const targets = new Map<PendingRow<ComplexRow>, string | null>();
  for (const row of pending)
    row.attempt(() => {
      const { id, externalId } = row.row;
      const target = id?.toLowerCase() ?? row.held?.subjectId ?? null;
      if (target !== null && !within(byId.get(target))) throw new Refusal("not-found", id == null ? [] : ["id"]);
      if (row.held && target !== row.held.subjectId) throw refuse("complex/bound-elsewhere", ["id"]);
      const bound = target === null ? undefined : names.get(target);
      if (bound !== undefined && bound !== externalId)
        throw refuseSource("source/external-id-bound", ["id"], { externalId: bound });
      if (target !== null) names.set(target, externalId);
      targets.set(row, target);
    });
  return targets;

  function within(complex: Complex | undefined) {
    return complex !== undefined && covers(viewer.region, regionOf(complex));
  }
}

/** Staff enter one complex. */
export const registerComplex = (context: HubContext, input: ComplexInput): Promise<{ id: string }> =>
  transact(context, async (work) => {
    work.require("complex.register");
    return one(await writeComplexes(work, [entryOf(work, null, input)]));
  });

export type ComplexCommand =
  | { type: "change"; input: ComplexInput }
  | { type: "assignResponsible"; responsiblePerson: string };

/** @throws {Refusal} `not-found`, `conflict/stale`, `forbidden`, or what is wrong with the input. */
export const instructComplex = instruct<Complex, ComplexCommand>({
  subject: "Complex",
  domain: "complex",
  find: (tx, id, viewer) => tx.complex.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, complex, command) => {
    if (command.type === "change") one(await writeComplexes(work, [entryOf(work, complex.id, command.input)]));
    else {
      const { cityCode, countyCode, name, households } = complex;
      const responsiblePerson = command.responsiblePerson.trim();
      const attributes = { cityCode, countyCode, name, households, responsiblePerson };
      one(await writeComplexes(work, [{ id: complex.id, attributes }]));
    }
  },
});

function one([written]: readonly Written[]) {
  if (written instanceof Refusal) throw written;
  return { id: (written as { id: string }).id };
}
