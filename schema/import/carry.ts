/** Carrying an import on, a batch at a time: each is one transaction, so that none is done twice, whatever ends a process. */
import { type GraphQLInputObjectType, getNamedType } from "graphql";
import type { Tx } from "../../prisma/client.ts";
import type { LedgerImport, LedgerImportRow, LedgerRowOutcome } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { lockRow, openWork, transact, type Work } from "../activity/transact.ts";
import { unbounded } from "../command.ts";
import type { HubContext } from "../context.ts";
import { may } from "../permissions.ts";
import { Refusal } from "../refusal.ts";
import { schema } from "../schema.ts";
import type { ColumnKey } from "./columns.ts";
import { askToCarryOn, tellWritten } from "./commands.ts";
import { columnsOf } from "./headings.ts";
import { type ReadLine, readLine } from "./line.ts";
import { Places } from "./places.ts";
import { refuse } from "./refusals.ts";
import type { SheetCell } from "./sheet-cell.ts";
import { type State, working } from "./states.ts";
import { type Taken, told } from "./taken.ts";
import { writeLines } from "./write.ts";

/** Rows of one transaction: some seconds at most, for which others may have to wait. */
const batchRows = 1000;

const isWorking = (state: State): state is (typeof working)[number] => (working as readonly State[]).includes(state);

/** Goes on where it was, until it is through, somebody has to decide, or the process is to end. */
export async function carryOn(
  context: HubContext,
  id: string,
  { signal, batch = batchRows }: { signal?: AbortSignal; batch?: number } = {},
): Promise<void> {
  while (!signal?.aborted) if (!(await nextBatch(context, id, batch))) return;
  await askToCarryOn(context.db, id);
}

async function nextBatch(context: HubContext, id: string, batch: number): Promise<boolean> {
  const row = await context.db.ledgerImport.findUnique({ where: { id }, include: { author: true } });
  if (!row || !isWorking(row.state)) return false;
  const { id: authorId, name, role, regionCode, department, disabledAt } = row.author;
  const viewer: Viewer = { kind: "user", id: authorId, name, role, region: regionCode, department, scopes: [] };
  // Asked anew with every batch: whoever may no more, or has gone to another region, writes nothing more.
  if (disabledAt || regionCode !== row.regionCode || !may(viewer, "import.apply")) {
    await stopImport(context, id, new Refusal("forbidden"));
    return false;
  }
  const { state } = row;
  await transact({ ...context, viewer }, (work) => carryBatch(work, id, state, batch));
  return true;
}

/** Ends what cannot go on; what was written stays. */
export const stopImport = (context: HubContext, id: string, { code, facts }: Refusal): Promise<void> =>
  transact(context, async (work) => {
    const row = await lock(work, id);
    if (!row || !isWorking(row.state)) return;
    const data = { state: "stopped" as const, stoppedBy: { code, facts }, version: { increment: 1 } };
    await work.tx.ledgerImport.update({ where: { id }, data });
    if (row.state === "applying") tellWritten(work, row);
  });

async function lock(work: Work, id: string): Promise<LedgerImport | null> {
  await lockRow(work, "LedgerImport", id);
  return work.tx.ledgerImport.findUnique({ where: { id } });
}

async function carryBatch(work: Work, id: string, state: State, batch: number): Promise<void> {
  const { tx } = work;
  const row = await lock(work, id);
  // Cancelled, or carried on by another process meanwhile.
  if (row?.state !== state) return;
  const rows = await tx.ledgerImportRow.findMany({
    where: { importId: id, row: { gt: row.doneTo } },
    orderBy: { row: "asc" },
    take: batch,
  });
  const results = await settle(work, row, rows);
  await keep(tx, results);
  const count = (outcome: LedgerRowOutcome) => results.filter((result) => result.outcome === outcome).length;
  const isLast = rows.length < batch;
  const next = isLast ? (state === "checking" ? "checked" : "applied") : state;
  const counts = {
    created: row.created + count("created"),
    updated: row.updated + count("updated"),
    unchanged: row.unchanged + count("unchanged"),
    refused: row.refused + count("refused"),
  };
  await tx.$executeRaw`
    update "LedgerImport" set "doneTo" = ${rows.at(-1)?.row ?? row.doneTo}, "done" = ${row.done + rows.length},
      "created" = ${counts.created}, "updated" = ${counts.updated}, "unchanged" = ${counts.unchanged},
      "refused" = ${counts.refused}, "state" = ${next}::"LedgerImportState", "movedAt" = now(),
      "version" = "version" + ${isLast ? 1 : 0}
    where "id" = ${id}::uuid`;
  if (next === "applied") tellWritten(work, { ...row, ...counts });
}

interface Result {
  id: string;
  outcome: LedgerRowOutcome;
  complexId: string | null;
  changed: readonly ColumnKey[];
  errors: readonly Refusal[];
}

/** What comes of rows: written where the import is being applied, written and taken back where it is being checked. */
async function settle(work: Work, row: LedgerImport, rows: readonly LedgerImportRow[]): Promise<Result[]> {
  const { tx, viewer, context } = work;
  const columns = columnsOf(row);
  const places = new Places(context.regions, viewer.region);
  const read = rows.map(({ row: number, cells }) => readLine(number, columns, cells as SheetCell[], places));
  const refused = new Map(read.flatMap((line) => faultsOf(line)));
  for (const [number, first] of await repeated(tx, row.id, rows))
    refused.set(number, [...(refused.get(number) ?? []), refuse("import/row-repeated", [], { row: first })]);
  await takeTurn(tx, read);
  const taken = await written(work, row, read, refused);
  return rows.map(({ id, row: number }): Result => {
    const errors = refused.get(number) ?? [];
    const done = taken.get(number);
    if (!done) return { id, outcome: "refused", complexId: null, changed: [], errors };
    const outcome = done.held ? (done.changed.size > 0 ? "updated" : "unchanged") : "created";
    const complexId = row.state === "applying" ? done.complexId : (done.held?.id ?? null);
    return { id, outcome, complexId, changed: done.held ? [...done.changed] : [], errors };
  });
}

/**
 * Rows succeed independently, and each as a whole: where one is refused half-way, all is taken back and done again
 * without it.
 */
async function written(work: Work, row: LedgerImport, read: readonly ReadLine[], refused: Map<number, Refusal[]>) {
  const { tx, context } = work;
  for (;;) {
    const lines = read.map(({ line }) => line).filter((line) => !refused.has(line.row));
    await tx.$executeRaw`savepoint lines`;
    const inner = openWork(tx, context);
    const taken = await writeLines(inner.work, lines);
    await refuseTakenBefore(tx, row, taken);
    const late = taken.filter(({ refusal }) => refusal);
    if (late.length === 0 && row.state === "applying") {
      inner.handOver(work);
      await tx.$executeRaw`release savepoint lines`;
    } else await tx.$executeRaw`rollback to savepoint lines`;
    if (late.length === 0) return new Map(taken.map((one) => [one.line.row, one]));
    for (const { line, refusal } of late) refused.set(line.row, [refusal as Refusal]);
  }
}

/** A complex that an earlier row named by its id, and this one by its name. */
async function refuseTakenBefore(tx: Tx, { id: importId }: LedgerImport, taken: readonly Taken[]): Promise<void> {
  const first = taken[0]?.line.row ?? 0;
  const before = await tx.ledgerImportRow.findMany({
    where: { importId, complexId: { in: taken.flatMap(({ held }) => held?.id ?? []) }, row: { lt: first } },
    select: { complexId: true, row: true },
  });
  const rowOf = new Map(before.map(({ complexId, row }) => [complexId, row]));
  for (const one of taken) {
    const row = one.held && rowOf.get(one.held.id);
    if (row && !one.refusal) one.refusal = refuse("import/row-repeated", [], { row });
  }
}

/** Imports into one county take turns: two that bring the same complex at once must not enter it twice. */
async function takeTurn(tx: Tx, read: readonly ReadLine[]): Promise<void> {
  const counties = [...new Set(read.flatMap(({ line }) => line.place?.county ?? []))].sort();
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended('import:' || "county", 0)) from unnest(${counties}::text[]) as "county"`;
}

const inputType = (name: string) => getNamedType(schema.getType(name)) as GraphQLInputObjectType;

/** What is wrong with a row by itself: how its cells are written, and the bounds of the fields that they become. */
function faultsOf({ line, faults }: ReadLine): [number, Refusal[]][] {
  const { complex, company, row } = line;
  const bounds = [
    ...unbounded(complex, inputType("RegisterComplexInput")).map((fault) =>
      told(fault, ["name", "address", "serviceGrade"]),
    ),
    ...unbounded(complex, inputType("AssignComplexResponsibleInput")).map((fault) =>
      told(fault, ["responsiblePerson"]),
    ),
    ...unbounded({ name: company }, inputType("RegisterCompanyInput")).map((fault) => told(fault, ["company"])),
  ];
  const all = [...faults, ...bounds];
  return all.length > 0 ? [[row, all]] : [];
}

/** Rows that name what an earlier row of the file has named, with that row. */
async function repeated(tx: Tx, importId: string, rows: readonly LedgerImportRow[]): Promise<Map<number, number>> {
  const identities = rows.flatMap(({ identity }) => identity ?? []);
  const firsts = await tx.ledgerImportRow.groupBy({
    by: ["identity"],
    where: { importId, identity: { in: identities } },
    _min: { row: true },
  });
  const firstOf = new Map(firsts.map(({ identity, _min }) => [identity, _min.row ?? 0]));
  return new Map(
    rows.flatMap(({ row, identity }) => {
      const first = identity === null ? row : (firstOf.get(identity) ?? row);
      return first < row ? [[row, first] as const] : [];
    }),
  );
}

async function keep(tx: Tx, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ errors, ...result }) => ({
    ...result,
    errors: errors.map(({ code, field, facts }) => ({ code, field, facts })),
  }));
  await tx.$executeRaw`
    update "LedgerImportRow" set "outcome" = result."outcome", "complexId" = result."complexId",
      "changed" = result."changed", "errors" = result."errors"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as result("id" uuid, "outcome" "LedgerRowOutcome",
      "complexId" uuid, "changed" text[], "errors" jsonb)
    where "LedgerImportRow"."id" = result."id"`;
}
