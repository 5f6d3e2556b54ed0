/** Writing contracts: a few statements for any number of them. */
import type { Tx } from "../../prisma/client.ts";
import type { Complex, ServiceContract } from "../../prisma/generated/client.ts";
import type { ServiceContractKind } from "../../prisma/generated/enums.ts";
import type { Work } from "../activity/transact.ts";
import { refuse as refuseComplex } from "../complex/refusals.ts";
import { lock } from "../complex/register.ts";
import { newId } from "../node.ts";
import { orRefusal, Refusal } from "../refusal.ts";
import { regionOf } from "../region/policy.ts";
import { laidOver } from "../source/rules.ts";
import type { UpsertStatus } from "../source/upsert.ts";
import { refuse } from "./refusals.ts";
import { requireFree } from "./rules.ts";
import { contractsOf, settleService, termOf } from "./serve.ts";

export interface Attributes {
  companyId: string;
  kind: ServiceContractKind;
  startsOn: Date;
  endsOn: Date | null;
  serviceGrade: string | null;
  /** Fen per m2 and month. */
  chargeFen: number | null;
}

export interface Entry {
  /** Null: a new one. */
  id: string | null;
  complexId: string;
  /** A field that is left out stays as it is. */
  attributes: Partial<Attributes> & Pick<Attributes, "companyId" | "kind" | "startsOn">;
}

export type Written = { id: string; status: UpsertStatus } | Refusal;

interface Change {
  /** Null: a new one. */
  before: ServiceContract | null;
  after: Omit<ServiceContract, "id"> & { id: string | null };
  changed: readonly string[];
}

/** Writes entries, each to a contract of its own, of complexes in the viewer's region; answers in their order. */
export async function writeContracts(work: Work, entries: readonly Entry[]): Promise<Written[]> {
  const { tx, now } = work;
  const complexIds = [...new Set(entries.map(({ complexId }) => complexId))];
  const complexes = await lock(work, complexIds);
  const contracts = await contractsOf(tx, complexIds);
  const written: Written[] = new Array(entries.length);
  const changes = new Map<number, Change>();
  // In the order in which they start: the one that ends makes room for the next, wherever they stand in the call.
  const order = [...entries.keys()].sort((a, b) => startOf(entries[a]) - startOf(entries[b]));
  for (const index of order) {
    const entry = entries[index] as Entry;
    const complex = complexes.get(entry.complexId) as Complex;
    if (complex.mergedIntoId) {
      written[index] = refuseComplex("complex/merged");
      continue;
    }
    const held = contracts.get(complex.id) ?? [];
    const change = orRefusal(() => changeOf(complex, held, entry, now));
    written[index] = change instanceof Refusal ? change : { id: entry.id ?? "", status: statusOf(change) };
    if (change instanceof Refusal || change.changed.length === 0) continue;
    changes.set(index, change);
    contracts.set(complex.id, [
      ...held.filter((contract) => contract !== change.before),
      change.after as ServiceContract,
    ]);
  }
  const stored = await store(work, changes);
  for (const [index, { id }] of stored) written[index] = { ...(written[index] as { status: UpsertStatus }), id };
  const moved = [...stored].map(([index, after]) => ({ before: changes.get(index)?.before ?? null, after }));
  await settleService(work, [...complexes.values()], contracts, moved);
  return written;
}

const startOf = (entry: Entry | undefined) => entry?.attributes.startsOn.getTime() ?? 0;
const statusOf = ({ before, changed }: Change): UpsertStatus =>
  before ? (changed.length > 0 ? "updated" : "unchanged") : "created";

/** @throws {Refusal} of the contract's term, or because it belongs to another complex. */
function changeOf(complex: Complex, held: readonly ServiceContract[], entry: Entry, now: Date): Change {
  const before = entry.id === null ? null : (held.find(({ id }) => id === entry.id) ?? null);
  if (entry.id !== null && !before) throw refuse("contract/complex-changed", ["complexExternalId"]);
  if (!before) {
    const after = laidOver(blank(complex, entry, now), entry.attributes).next;
    requireFree(termOf(after), held.map(termOf));
    return { before, after, changed: ["term"] };
  }
  const { next, changed } = laidOver(before, entry.attributes);
  if (changed.length > 0) requireFree(termOf(next), held.filter((contract) => contract !== before).map(termOf));
  return { before, after: next, changed };
}

function blank(complex: Complex, { attributes: { companyId, kind, startsOn } }: Entry, now: Date): Change["after"] {
  const { id: complexId, cityCode, countyCode, subdistrictCode } = complex;
  const unknown = { endsOn: null, serviceGrade: null, chargeFen: null };
  const place = { complexId, cityCode, countyCode, subdistrictCode };
  return { id: null, version: 1, ...place, companyId, kind, startsOn, ...unknown, createdAt: now, updatedAt: now };
}

async function store(work: Work, changes: ReadonlyMap<number, Change>): Promise<Map<number, ServiceContract>> {
  const { tx, now } = work;
  const added = [...changes].filter(([, { before }]) => !before);
  const altered = [...changes].filter(([, { before }]) => before);
  const created = await create(
    tx,
    added.map(([, { after }]) => after),
  );
  await update(
    tx,
    altered.map(([, { after }]) => after as ServiceContract),
    now,
  );
  const stored = new Map<number, ServiceContract>([
    ...added.map(([index], place) => [index, created[place] as ServiceContract] as const),
    ...altered.map(([index, { after }]) => [index, after as ServiceContract] as const),
  ]);
  for (const [index, contract] of stored) {
    const { before, changed } = changes.get(index) as Change;
    work.record({
      kind: before ? "ServiceContractChanged" : "ServiceContractRecorded",
      subject: { type: "ServiceContract", id: contract.id, version: before ? before.version + 1 : 1 },
      region: regionOf(contract),
      complexId: contract.complexId,
      companyId: contract.companyId,
      facts: { ...termOf(contract), ...(before && { changed }) },
    });
  }
  return stored;
}

/** In their order. */
async function create(tx: Tx, contracts: readonly Change["after"][]): Promise<ServiceContract[]> {
  if (contracts.length === 0) return [];
  const rows = contracts.map((contract) => ({ ...contract, id: newId() }));
  await tx.$executeRaw`
    insert into "ServiceContract" ("id", "complexId", "cityCode", "countyCode", "subdistrictCode", "companyId", "kind",
      "startsOn", "endsOn", "serviceGrade", "chargeFen", "createdAt", "updatedAt")
    select "id", "complexId", "cityCode", "countyCode", "subdistrictCode", "companyId", "kind", "startsOn", "endsOn",
      "serviceGrade", "chargeFen", "createdAt", "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("id" uuid, "complexId" uuid, "cityCode" text,
      "countyCode" text, "subdistrictCode" text, "companyId" uuid, "kind" "ServiceContractKind", "startsOn" date,
      "endsOn" date, "serviceGrade" text, "chargeFen" int, "createdAt" timestamptz, "updatedAt" timestamptz)`;
  return rows;
}

async function update(tx: Tx, contracts: readonly ServiceContract[], now: Date) {
  if (contracts.length === 0) return;
  await tx.$executeRaw`
    update "ServiceContract" set "version" = "version" + 1, "companyId" = word."companyId", "kind" = word."kind",
      "startsOn" = word."startsOn", "endsOn" = word."endsOn", "serviceGrade" = word."serviceGrade",
      "chargeFen" = word."chargeFen", "updatedAt" = ${now}
    from jsonb_to_recordset(${JSON.stringify(contracts)}::jsonb) as word("id" uuid, "companyId" uuid,
      "kind" "ServiceContractKind", "startsOn" date, "endsOn" date, "serviceGrade" text, "chargeFen" int)
    where "ServiceContract"."id" = word."id"`;
}
