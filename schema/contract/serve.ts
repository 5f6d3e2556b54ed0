/** Who serves a complex follows from its contracts. */
import { Temporal } from "temporal-polyfill";
import type { Tx } from "../../prisma/client.ts";
import type { Complex, ServiceContract } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { dateOf, instantAt } from "../calendar/rules.ts";
import { addPresences } from "../company/register.ts";
import { regionOf } from "../region/policy.ts";
import { contractInForce, type Term } from "./rules.ts";

export const civil = (column: Date) => column.toISOString().slice(0, 10);

export const termOf = ({ startsOn, endsOn }: Pick<ServiceContract, "startsOn" | "endsOn">): Term => ({
  startsOn: civil(startsOn),
  endsOn: endsOn && civil(endsOn),
});

/**
 * Brings complexes up to their contracts as of today: who serves them, and where the companies are present. A contract
 * that has yet to start gets a timer for its first day.
 *
 * @param changed contracts that were written, new ones without a `before`.
 */
export async function settleService(
  work: Work,
  complexes: readonly Complex[],
  contracts: ReadonlyMap<string, readonly ServiceContract[]>,
  changed: readonly { before: ServiceContract | null; after: ServiceContract }[],
) {
  const { tx, now } = work;
  const today = dateOf(now).toString();
  await addPresences(
    tx,
    changed.map(({ after: { companyId, cityCode, countyCode } }) => ({ companyId, regions: [cityCode, countyCode] })),
  );
  for (const { before, after } of changed) setStart(work, before, after, today);
  const served = complexes.flatMap((complex) => {
    if (complex.mergedIntoId) return [];
    const terms = (contracts.get(complex.id) ?? []).map((contract) => ({
      ...termOf(contract),
      of: contract.companyId,
    }));
    const companyId = contractInForce(terms, today)?.of ?? null;
    return companyId === complex.companyId ? [] : [{ complex, companyId }];
  });
  await writeCompanies(tx, served, now);
  for (const { complex, companyId } of served) {
    const subject = { type: "Complex" as const, id: complex.id, version: complex.version + 1 };
    const about = { subject, region: regionOf(complex), complexId: complex.id };
    work.record({ ...about, kind: "ComplexChanged", companyId, facts: { changed: ["company"] } });
    if (complex.companyId) work.record({ ...about, kind: "ServiceEnded", companyId: complex.companyId });
  }
}

function setStart(work: Work, before: ServiceContract | null, { id, startsOn }: ServiceContract, today: string) {
  const subject = { type: "ServiceContract" as const, id };
  if (civil(startsOn) > today)
    work.setTimer({ kind: "contractStarts", subject, dueAt: instantAt(Temporal.PlainDate.from(civil(startsOn))) });
  else if (before && civil(before.startsOn) > today) work.cancelTimers(id, ["contractStarts"]);
}

async function writeCompanies(tx: Tx, served: readonly { complex: Complex; companyId: string | null }[], now: Date) {
  if (served.length === 0) return;
  const rows = served.map(({ complex, companyId }) => ({ id: complex.id, companyId }));
  await tx.$executeRaw`
    update "Complex" set "companyId" = served."companyId", "version" = "version" + 1, "updatedAt" = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as served("id" uuid, "companyId" uuid)
    where "Complex"."id" = served."id"`;
}

export async function contractsOf(tx: Tx, complexIds: readonly string[]): Promise<Map<string, ServiceContract[]>> {
  const contracts = await tx.serviceContract.findMany({ where: { complexId: { in: [...complexIds] } } });
  return Map.groupBy(contracts, ({ complexId }) => complexId);
}
