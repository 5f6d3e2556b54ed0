/** Writing lines of the ledger: a few statements for any number of them. */
import type { Complex } from "../../prisma/generated/client.ts";
import { lockRows, type Work } from "../activity/transact.ts";
import { newId } from "../node.ts";
import { Refusal } from "../refusal.ts";
import type { Place } from "../region/place.ts";
import { regionOf } from "../region/policy.ts";
import { laidOver } from "../source/rules.ts";
import type { UpsertStatus } from "../source/upsert.ts";
import { announceMove, bringContracts, type Change, clearSubdistricts, countyChecks, isMove } from "./move.ts";
import { refuse } from "./refusals.ts";

/** What a source or the staff may say of a complex. What was found there is never theirs to say. */
export interface Attributes extends Place {
  name: string;
  address: string | null;
  households: number;
  /** Exclusive area in units of 0.01 m2. */
  areaHundredths: bigint | null;
  guidedPrice: boolean;
  serviceGrade: string | null;
  /** Fen per m2 and month. */
  chargeFen: number | null;
  /** Who answers for it at the county or sub-district (plan 四(二): 明确责任人). */
  responsiblePerson: string | null;
}

export interface Entry {
  /** Null: a new one. */
  id: string | null;
  /** A field that is left out stays as it is. */
  attributes: Partial<Attributes> & Pick<Attributes, "cityCode" | "countyCode" | "name" | "households">;
}

/** `changed` names the attributes of a complex that was there already. */
export type Written = { id: string; status: UpsertStatus; changed: readonly string[] } | Refusal;

/** Writes entries, each to a complex of its own, which the viewer may see; answers in their order. */
export async function writeComplexes(work: Work, entries: readonly Entry[]): Promise<Written[]> {
  const { tx } = work;
  const held = await lock(
    work,
    entries.flatMap(({ id }) => id ?? []),
  );
  const created = await create(
    work,
    entries.filter(({ id }) => id === null),
  );
  const leaving = entries.flatMap(({ id, attributes }) => {
    const complex = id && held.get(id);
    return complex && complex.countyCode !== attributes.countyCode ? [complex.id] : [];
  });
  const refusalOf = await countyChecks(tx, leaving);
  const changes: Change[] = [];
  let next = 0;
  const written = entries.map(({ id, attributes }): Written => {
    if (id === null) return { id: (created[next++] as Created).id, status: "created", changed: [] };
    const complex = held.get(id);
    if (!complex) return new Refusal("not-found");
    if (complex.mergedIntoId) return refuse("complex/merged");
    // A sub-district that is left out stays, unless the county is another: then it cannot.
    const moved = complex.countyCode !== attributes.countyCode && { subdistrictCode: null };
    const { next: after, changed } = laidOver(complex, { ...moved, ...attributes });
    if (changed.length === 0) return { id, status: "unchanged", changed };
    const refusal = refusalOf(complex.id);
    if (refusal) return refusal;
    changes.push({ before: complex, after, changed });
    return { id, status: "updated", changed };
  });
  await update(work, changes);
  announce(work, created, changes);
  return written;
}

type Created = { id: string } & Pick<Attributes, "cityCode" | "countyCode"> &
  Partial<Pick<Attributes, "subdistrictCode">>;

export async function lock(work: Work, ids: readonly string[]): Promise<Map<string, Complex>> {
  if (ids.length === 0) return new Map();
  await lockRows(work, "Complex", ids);
  const found = await work.tx.complex.findMany({ where: { id: { in: [...ids] } } });
  return new Map(found.map((complex) => [complex.id, complex]));
}

async function create({ tx, now }: Work, entries: readonly Entry[]): Promise<Created[]> {
  if (entries.length === 0) return [];
  const rows = entries.map(({ attributes }) => ({
    ...attributes,
    guidedPrice: attributes.guidedPrice ?? false,
    areaHundredths: attributes.areaHundredths?.toString() ?? null,
    id: newId(),
  }));
  // Prisma takes longer to put together a statement of thousands of values than the database to carry it out.
  await tx.$executeRaw`
    insert into "Complex" ("id", "name", "address", "countyCode", "cityCode", "subdistrictCode", "households",
      "areaHundredths", "guidedPrice", "serviceGrade", "chargeFen", "responsiblePerson", "createdAt", "updatedAt")
    select "id", "name", "address", "countyCode", "cityCode", "subdistrictCode", "households", "areaHundredths",
      "guidedPrice", "serviceGrade", "chargeFen", "responsiblePerson", ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("id" uuid, "name" text, "address" text,
      "countyCode" text, "cityCode" text, "subdistrictCode" text, "households" int, "areaHundredths" bigint,
      "guidedPrice" boolean, "serviceGrade" text, "chargeFen" int, "responsiblePerson" text)`;
  return rows;
}

async function update({ tx, now }: Work, changes: readonly Change[]) {
  if (changes.length === 0) return;
  const moves = changes.filter(isMove);
  await clearSubdistricts(tx, moves);
  const rows = changes.map(({ after }) => ({ ...after, areaHundredths: after.areaHundredths?.toString() ?? null }));
  await tx.$executeRaw`
    update "Complex" set "version" = "Complex"."version" + 1, "name" = line."name", "address" = line."address",
      "countyCode" = line."countyCode", "cityCode" = line."cityCode", "subdistrictCode" = line."subdistrictCode",
      "households" = line."households", "areaHundredths" = line."areaHundredths", "guidedPrice" = line."guidedPrice",
      "serviceGrade" = line."serviceGrade", "chargeFen" = line."chargeFen",
      "responsiblePerson" = line."responsiblePerson", "updatedAt" = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line("id" uuid, "name" text, "address" text,
      "countyCode" text, "cityCode" text, "subdistrictCode" text, "households" int, "areaHundredths" bigint,
      "guidedPrice" boolean, "serviceGrade" text, "chargeFen" int, "responsiblePerson" text)
    where "Complex"."id" = line."id"`;
  await bringContracts(tx, moves);
}

function announce(work: Work, created: readonly Created[], changes: readonly Change[]) {
  for (const complex of created) {
    const subject = { type: "Complex" as const, id: complex.id, version: 1 };
    work.record({ kind: "ComplexRegistered", subject, region: regionOf(complex), complexId: complex.id });
  }
  for (const change of changes) {
    const { before, after, changed } = change;
    if (isMove(change)) {
      announceMove(work, change);
      continue;
    }
    const subject = { type: "Complex" as const, id: before.id, version: before.version + 1 };
    const { id: complexId, companyId } = after;
    work.record({ kind: "ComplexChanged", subject, region: regionOf(after), complexId, companyId, facts: { changed } });
  }
}
