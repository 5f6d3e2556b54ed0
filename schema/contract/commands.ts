import type { ServiceContract } from "../../prisma/generated/client.ts";
import type { ServiceContractKind } from "../../prisma/generated/enums.ts";
import { instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import { visibleTo as companiesVisibleTo } from "../company/policy.ts";
import { checkUscc } from "../company/rules.ts";
import { visibleTo as complexesVisibleTo, meant } from "../complex/policy.ts";
import { lock } from "../complex/register.ts";
import { chargeBounds } from "../complex/rules.ts";
import type { HubContext } from "../context.ts";
import { Refusal, requireWithin } from "../refusal.ts";
import { regionOf } from "../region/policy.ts";
import { heldWords } from "../source/records.ts";
import type { SourceRow } from "../source/rules.ts";
import { type RowOutcome, upsert } from "../source/upsert.ts";
import { visibleTo } from "./policy.ts";
import { type Entry, type Written, writeContracts } from "./record.ts";
import { refuse } from "./refusals.ts";
import { contractsOf, settleService } from "./serve.ts";

/** What somebody says of a contract; a field that is left out stays, null clears it. */
export interface ContractInput {
  /** Unified social credit code of the company. */
  uscc: string;
  kind: ServiceContractKind;
  startsOn: Date;
  /** The last day; null: without term. */
  endsOn?: Date | null;
  serviceGrade?: string | null;
  /** Fen per m2 and month. */
  chargeFen?: number | null;
}

export interface ContractRow extends ContractInput, SourceRow {
  /** The client's own name for the complex. */
  complexExternalId: string;
}

/** @throws {Refusal} of the code, `contract/company-unknown`, `invalid/out-of-range` */
export function entryOf(
  companies: ReadonlyMap<string, string>,
  id: string | null,
  complexId: string,
  input: ContractInput,
): Entry {
  const companyId = companies.get(checkUscc(input.uscc));
  if (!companyId) throw refuse("contract/company-unknown", ["uscc"]);
  const { kind, startsOn, endsOn, serviceGrade, chargeFen } = input;
  if (chargeFen != null) requireWithin(["chargeFen"], chargeFen, chargeBounds);
  return { id, complexId, attributes: { companyId, kind, startsOn, endsOn, serviceGrade, chargeFen } };
}

/** Companies that the viewer knows of, by code: one that works elsewhere only is as unknown as one that does not exist. */
async function companiesByUscc({ tx, viewer }: Work, usccs: readonly string[]): Promise<Map<string, string>> {
  const kept = usccs.map((uscc) => uscc.trim().toUpperCase());
  const found = await tx.company.findMany({
    where: { AND: [{ uscc: { in: kept } }, companiesVisibleTo(viewer)] },
    select: { id: true, uscc: true },
  });
  return new Map(found.map(({ id, uscc }) => [uscc, id]));
}

/**
 * Takes in service contracts from a city's system, keyed by its own names. Who serves a complex follows from them.
 *
 * @throws {Refusal} `forbidden`, `source/client-only`; what is wrong with a row is told at the row.
 */
export const upsertServiceContracts = (
  context: HubContext,
  rows: readonly ContractRow[],
  faults?: ReadonlyMap<number, readonly Refusal[]>,
): Promise<RowOutcome[]> =>
  upsert(context, {
    subject: "contract",
    action: "contract.upsert",
    rows,
    faults,
    write: async (work, pending, clientId) => {
      const { tx } = work;
      const names = pending.map(({ row }) => row.complexExternalId);
      const complexes = await heldWords(tx, clientId, "complex", names);
      const companies = await companiesByUscc(
        work,
        pending.map(({ row }) => row.uscc),
      );
      const entries = pending.flatMap((row) => {
        const entry = row.attempt(() => {
          const complexId = complexes.get(row.row.complexExternalId)?.subjectId;
          if (!complexId) throw refuse("contract/complex-unknown", ["complexExternalId"]);
          return entryOf(companies, row.held?.subjectId ?? null, complexId, row.row);
        });
        return entry ? [{ row, entry }] : [];
      });
      const written = await writeContracts(
        work,
        entries.map(({ entry }) => entry),
      );
      for (const [index, { row }] of entries.entries()) {
        const outcome = written[index] as Written;
        if (outcome instanceof Refusal) row.refuse(outcome);
        else row.settle(outcome.status, outcome.id);
      }
    },
  });

/**
 * Staff record a contract of one complex.
 *
 * @throws {Refusal} `forbidden`, `contract/complex-unknown`, `contract/company-unknown`, or of the term.
 */
export const recordServiceContract = (
  context: HubContext,
  { complexId, ...input }: ContractInput & { complexId: string },
) =>
  transact(context, async (work) => {
    work.require("contract.record");
    const where = { AND: [meant(complexId), complexesVisibleTo(work.viewer)] };
    const complex = await work.tx.complex.findFirst({ where, select: { id: true } });
    if (!complex) throw refuse("contract/complex-unknown", ["complexId"]);
    const companies = await companiesByUscc(work, [input.uscc]);
    return one(await writeContracts(work, [entryOf(companies, null, complex.id, input)]));
  });

function one([written]: readonly Written[]) {
  if (written instanceof Refusal) throw written;
  return { id: (written as { id: string }).id };
}

/** @throws {Refusal} `not-found`, `conflict/stale`, `forbidden`, or as for a new one. */
export const instructServiceContract = instruct<ServiceContract, { type: "change"; input: ContractInput }>({
  subject: "ServiceContract",
  domain: "contract",
  find: (tx, id, viewer) => tx.serviceContract.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, contract, { input }) => {
    const companies = await companiesByUscc(work, [input.uscc]);
    one(await writeContracts(work, [entryOf(companies, contract.id, contract.complexId, input)]));
  },
});

/** On the first day of a contract its company takes over the complex. */
export async function startServiceContract(work: Work, id: string): Promise<void> {
  const contract = await work.tx.serviceContract.findUnique({ where: { id } });
  if (!contract) return;
  const complexes = await lock(work, [contract.complexId]);
  const contracts = await contractsOf(work.tx, [contract.complexId]);
  const { complexId, companyId, version } = contract;
  const subject = { type: "ServiceContract" as const, id, version };
  work.record({ kind: "ServiceContractStarted", subject, region: regionOf(contract), complexId, companyId });
  await settleService(work, [...complexes.values()], contracts, []);
}
