/** A complex that turns out to lie elsewhere in its city. */
import type { Tx } from "../../prisma/client.ts";
import type { Complex } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { addPresences } from "../company/register.ts";
import type { Refusal } from "../refusal.ts";
import { regionOf } from "../region/policy.ts";
import { refuse } from "./refusals.ts";

export interface Change {
  before: Complex;
  after: Complex;
  changed: readonly string[];
}

export const isMove = ({ before, after }: Change) => regionOf(before) !== regionOf(after);

/**
 * A case stays in the county that took it up, so only a complex without any can go to another county. A sealed check is
 * no case yet and shows in no refusal.
 */
export async function countyChecks(
  tx: Tx,
  complexIds: readonly string[],
): Promise<(id: string) => Refusal | undefined> {
  if (complexIds.length === 0) return () => undefined;
  const withCases = await tx.$queryRaw<{ id: string }[]>`
    select leaving.id from unnest(${complexIds}::uuid[]) as leaving(id)
    where exists (select 1 from "Complaint" where "complexId" = leaving.id)
      or exists (select 1 from "Inspection" where "complexId" = leaving.id and "state" <> 'planned')
      or exists (select 1 from "Finding" where "complexId" = leaving.id)
      or exists (select 1 from "Rectification" where "complexId" = leaving.id)
      or exists (select 1 from "Exit" where "complexId" = leaving.id)`;
  const staying = new Set(withCases.map(({ id }) => id));
  return (id) => (staying.has(id) ? refuse("complex/county-has-cases", ["county"]) : undefined);
}

/** What hangs on a complex follows its county by foreign key, and must not name a sub-district of the old one then. */
export async function clearSubdistricts(tx: Tx, moves: readonly Change[]) {
  const complexId = { in: moves.map(({ before }) => before.id) };
  if (moves.length === 0) return;
  await tx.serviceContract.updateMany({ where: { complexId }, data: { subdistrictCode: null } });
  await tx.inspection.updateMany({ where: { complexId, state: "planned" }, data: { subdistrictCode: null } });
}

/** Its contracts lie where it lies, and whoever has served it is present there. */
export async function bringContracts(tx: Tx, moves: readonly Change[]) {
  if (moves.length === 0) return;
  const ids = moves.map(({ after }) => after.id);
  const contracts = await tx.$queryRaw<{ companyId: string; cityCode: string; countyCode: string }[]>`
    update "ServiceContract" contract set "subdistrictCode" = complex."subdistrictCode"
    from "Complex" complex where complex."id" = contract."complexId" and complex."id" = any(${ids}::uuid[])
    returning contract."companyId", complex."cityCode", complex."countyCode"`;
  await addPresences(
    tx,
    contracts.map(({ companyId, cityCode, countyCode }) => ({ companyId, regions: [cityCode, countyCode] })),
  );
}

/** It leaves the figures of one place and enters those of another. */
export function announceMove(work: Work, { before, after }: Change) {
  const about = {
    subject: { type: "Complex" as const, id: before.id, version: before.version + 1 },
    facts: { screened: before.screenedAt !== null },
    complexId: before.id,
    companyId: before.companyId,
  };
  work.record(
    { ...about, kind: "ComplexLeft", region: regionOf(before) },
    { ...about, kind: "ComplexArrived", region: regionOf(after) },
  );
}
